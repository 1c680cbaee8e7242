package dev.tuliptree.http.wire;

/** What a {@link MessageAssembler} found. Events own their bytes. */
public sealed interface MessageEvent {

    /** A whole text message. */
    record Text(String text) implements MessageEvent {}

    /** A whole binary message. */
    @SuppressWarnings("ArrayRecordComponent") // Copying each payload again would protect nobody: it has one owner.
    record Binary(byte[] data) implements MessageEvent {}

    /** A ping, to be answered with a pong of the same payload. */
    @SuppressWarnings("ArrayRecordComponent")
    record Ping(byte[] payload) implements MessageEvent {}

    /** A pong, expected or not. */
    @SuppressWarnings("ArrayRecordComponent")
    record Pong(byte[] payload) implements MessageEvent {}

    /**
     * The peer will send nothing more. Nothing comes after this event.
     *
     * @param code the peer's, or {@link CloseCode#NO_STATUS} if it gave none
     */
    record Close(int code, String reason) implements MessageEvent {}

    /**
     * The peer broke the protocol or exceeded a limit. Nothing comes after this event.
     *
     * @param closeCode the code of the close frame to send before closing: 1002, 1007, 1008 or 1009
     * @param reason what was wrong, in one sentence that fits into the close frame
     */
    record Failure(int closeCode, String reason) implements MessageEvent {}
}
