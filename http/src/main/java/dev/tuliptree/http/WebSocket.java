package dev.tuliptree.http;

import dev.tuliptree.http.wire.CloseCode;
import org.jspecify.annotations.Nullable;

/**
 * One end of a WebSocket (RFC 6455): messages in both directions. Servers get it from {@link Application#webSocket},
 * clients from {@link dev.tuliptree.http.client.ClientSession#webSocket}.
 *
 * <pre>{@code
 * for (String text : ws.texts()) {
 *     ws.send("you said: " + text);
 * }
 * }</pre>
 *
 * <p>One task at a time may receive; a second one gets an {@link IllegalStateException}. Any number may send: messages
 * go out whole, in the order in which their tasks came. Pings of the peer are answered, and its silence is noticed,
 * whether or not a task receives. Loop thread only.
 */
public interface WebSocket extends AutoCloseable {

    // -- receiving

    /**
     * The text messages, until the WebSocket is closed, by whomever and for whatever reason: {@link #closeCode} tells.
     * A binary message closes it with 1003. Each step suspends until there is a message, and is a checkpoint.
     */
    Iterable<String> texts();

    /** The messages, until the WebSocket is closed. Each step suspends until there is one, and is a checkpoint. */
    Iterable<WebSocketMessage> messages();

    /**
     * Suspends until there is a message. A checkpoint; cancelled, no message is lost.
     *
     * @throws WebSocketClosedException if there will be none
     */
    WebSocketMessage receive() throws WebSocketClosedException;

    /**
     * Suspends until there is a message, which must be text: a binary one closes the WebSocket with 1003. A checkpoint.
     *
     * @throws WebSocketClosedException if there will be none
     */
    String receiveText() throws WebSocketClosedException;

    // -- sending

    /**
     * Sends a text message; returns when it was handed to the system, and suspends while the peer reads more slowly
     * than is sent. A checkpoint. Unpaired surrogates become question marks.
     *
     * @throws WebSocketClosedException if the WebSocket is closed, or breaks, or is closing
     */
    void send(String text) throws WebSocketClosedException;

    /**
     * Sends a binary message; otherwise as {@link #send(String)}.
     *
     * @throws WebSocketClosedException if the WebSocket is closed, or breaks, or is closing
     */
    void send(byte[] data) throws WebSocketClosedException;

    /**
     * Sends a ping, of the caller's own; the heartbeat needs none. A checkpoint.
     *
     * @param payload at most 125 bytes
     * @throws IllegalArgumentException if there are more
     * @throws WebSocketClosedException if the WebSocket is closed, or breaks, or is closing
     */
    void ping(byte[] payload) throws WebSocketClosedException;

    // -- closing

    /** Closes with 1000: see {@link #close(int, String)}. */
    @Override
    default void close() {
        close(CloseCode.NORMAL, "");
    }

    /**
     * Says goodbye and waits, for {@link WebSocketOptions#closeTimeout} at most, until the peer has too; what it sends
     * meanwhile is dropped. Does nothing if the WebSocket is closed. Suspends, also in a scope that was cancelled, lest
     * the peer be left without a word.
     *
     * @param code what {@link CloseCode#isValidOnWire} allows
     * @param reason at most {@value CloseCode#MAX_REASON_BYTES} bytes of UTF-8
     * @throws IllegalArgumentException if the code may not be sent, or the reason is too long
     */
    void close(int code, String reason);

    /** Whether it is closed: nothing can be sent or received any more. */
    boolean isClosed();

    /**
     * Why it is closed: what the peer said, or what we said if it was us who closed it and the peer agreed.
     * {@link CloseCode#NO_STATUS} if the peer did not say, {@link CloseCode#ABNORMAL} if the connection broke. 0 while
     * it is open.
     */
    int closeCode();

    /** What was said about that, maybe nothing. */
    String closeReason();

    /** The subprotocol that both agreed on, or null. */
    @Nullable
    String subprotocol();
}
