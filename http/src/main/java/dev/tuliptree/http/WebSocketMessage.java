package dev.tuliptree.http;

/** What comes over a WebSocket, whole. */
public sealed interface WebSocketMessage {

    /** Text. */
    record Text(String text) implements WebSocketMessage {}

    /** Bytes; the array is the receiver's own. */
    @SuppressWarnings("ArrayRecordComponent") // It has one owner; a copy would protect nobody.
    record Binary(byte[] data) implements WebSocketMessage {}
}
