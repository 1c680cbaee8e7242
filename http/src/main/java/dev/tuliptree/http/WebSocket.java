package dev.tuliptree.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.json.Json;
import dev.tuliptree.http.websocket.Broadcast;
import dev.tuliptree.http.wire.CloseCode;
import dev.tuliptree.http.wire.Opcode;
import java.io.IOException;
import java.util.Collection;
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

    /**
     * Suspends until there is a message, which must be JSON in text: another one closes the WebSocket, with 1003 if it
     * is binary, with 1007 if it does not stand for such an object. A checkpoint.
     *
     * @throws WebSocketClosedException if there will be none
     * @throws IllegalStateException if Jackson is missing
     */
    default <T> T receiveJson(Class<T> type) throws WebSocketClosedException {
        try {
            return Json.decode(receiveText().getBytes(UTF_8), type);
        } catch (WebSocketClosedException e) {
            throw e;
        } catch (IOException e) {
            String reason = "Only JSON of a certain form is accepted here.";
            close(CloseCode.INVALID_DATA, reason);
            throw new WebSocketClosedException(CloseCode.INVALID_DATA, reason);
        }
    }

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
     * Sends an object as JSON, in a text message; otherwise as {@link #send(String)}.
     *
     * @throws IllegalArgumentException if it has no JSON
     * @throws IllegalStateException if Jackson is missing
     */
    default void sendJson(Object value) throws WebSocketClosedException {
        send(new String(Json.encode(value), UTF_8));
    }

    /**
     * Sends a text message to many, encoded once. Waits for nobody: what a slow peer does not take at once waits for
     * it, up to its {@link WebSocketOptions#backlog}, while others go on. WebSockets that are closed or closing are
     * left out. Not a checkpoint.
     *
     * <p>Who compresses with context takeover has the message compressed for itself.
     *
     * @param members WebSockets of the current loop
     * @return to how many the message is on its way
     * @throws IllegalArgumentException if a member is no WebSocket of this library's making
     */
    static int broadcast(Collection<? extends WebSocket> members, String text) {
        return Broadcast.send(members, Opcode.TEXT, text.getBytes(UTF_8));
    }

    /** Sends a binary message to many; otherwise as {@link #broadcast(Collection, String)}. */
    static int broadcast(Collection<? extends WebSocket> members, byte[] data) {
        return Broadcast.send(members, Opcode.BINARY, data);
    }

    /**
     * Sends an object as JSON to many; otherwise as {@link #broadcast(Collection, String)}.
     *
     * @throws IllegalArgumentException if it has no JSON
     * @throws IllegalStateException if Jackson is missing
     */
    static int broadcastJson(Collection<? extends WebSocket> members, Object value) {
        return Broadcast.send(members, Opcode.TEXT, Json.encode(value));
    }

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
