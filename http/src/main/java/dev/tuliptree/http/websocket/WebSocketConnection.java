package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.shielded;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketBacklog;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.http.stream.Lingering;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.wire.CloseCode;
import dev.tuliptree.http.wire.DeflateParameters;
import dev.tuliptree.http.wire.FrameWriter;
import dev.tuliptree.http.wire.MessageAssembler;
import dev.tuliptree.http.wire.MessageEvent;
import dev.tuliptree.http.wire.Opcode;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.TimerHandle;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of WebSockets: {@link FrameSender} is its sending half.
 *
 * <p><b>Receiving</b> is done by whichever task asks for a message, in its own coroutine; no task of ours stands
 * between it and the socket. When none asks, the heartbeat looks after pings, pongs and the close frame, up to the
 * first message, which it leaves for the task to come.
 *
 * <p><b>Closing.</b> {@code closing} is set when a close frame was appended, by us or in answer; {@code over} when the
 * peer's came or the connection broke. A timer sees to it that the second follows the first.
 */
public final class WebSocketConnection implements WebSocket {
    /** How long, and for how many bytes, the connection lives on when the WebSocket is closed. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final long MOST_DRAINED = 256 * 1024;

    private final EventLoop loop;
    private final ByteStream stream;
    private final Inlet inlet;
    private final Outlet outlet;
    private final Role role;
    private final WebSocketOptions options;
    private final @Nullable String subprotocol;
    private final @Nullable Compression compression;
    private final MessageAssembler assembler;
    private final Heartbeat heartbeat;
    private final PingBudget pings;
    private final FrameSender sender;
    private final Event ended = new Event();

    private @Nullable WebSocketMessage arrived;
    private boolean receiving;
    private boolean closing;
    private boolean over;
    private boolean failedByUs;
    private boolean brokenOff;
    private boolean connectionEnded;
    private Runnable onEnd = () -> {};
    private int closeCode;
    private String closeReason = "";
    private @Nullable TimerHandle closeTimer;

    /**
     * A WebSocket that has just been opened.
     *
     * @param role which end we are
     * @param subprotocol what both agreed on, or null
     * @param compression what both agreed on, or null; only if the options have it
     */
    public WebSocketConnection(
            EventLoop loop,
            ByteStream stream,
            Inlet inlet,
            Outlet outlet,
            Role role,
            WebSocketOptions options,
            @Nullable String subprotocol,
            @Nullable DeflateParameters compression) {
        this.loop = loop;
        this.stream = stream;
        this.inlet = inlet;
        this.outlet = outlet;
        this.role = role;
        this.options = options;
        this.subprotocol = subprotocol;
        this.compression = Compression.of(role, options.compression(), compression);
        this.assembler = new MessageAssembler(
                role, options.limits(), this.compression == null ? null : this.compression.inflater());
        this.sender = new FrameSender(loop, outlet, role, options.maxWaitingSends(), new Sending());
        this.pings = new PingBudget(loop, options.maxPingsPerSecond());
        this.heartbeat = new Heartbeat(loop, options, new Signs());
        heartbeat.start();
    }

    // -- receiving

    @Override
    public Iterable<String> texts() {
        return new Messages<>(this::nextText);
    }

    @Override
    public Iterable<WebSocketMessage> messages() {
        return new Messages<>(this::next);
    }

    @Override
    public WebSocketMessage receive() throws WebSocketClosedException {
        WebSocketMessage message = next();
        if (message == null) {
            throw new WebSocketClosedException(closeCode, closeReason);
        }
        return message;
    }

    @Override
    public String receiveText() throws WebSocketClosedException {
        String text = nextText();
        if (text == null) {
            throw new WebSocketClosedException(closeCode, closeReason);
        }
        return text;
    }

    private @Nullable String nextText() {
        return switch (next()) {
            case null -> null;
            case WebSocketMessage.Text(String text) -> text;
            case WebSocketMessage.Binary _ -> {
                close(CloseCode.UNSUPPORTED_DATA, "Only text is accepted here.");
                yield null;
            }
        };
    }

    /** The next message, or null if there will be none. A checkpoint. */
    private @Nullable WebSocketMessage next() {
        Checkpoint.throwIfCancelled();
        if (receiving) {
            throw new IllegalStateException("another task is receiving from this WebSocket");
        }
        receiving = true;
        try {
            while (true) {
                WebSocketMessage message = arrived;
                if (message != null) {
                    arrived = null;
                    Checkpoint.passTurn();
                    return message;
                }
                if (over) {
                    Checkpoint.passTurn();
                    return null;
                }
                if (inlet.isEmpty()) {
                    if (!inlet.receive()) {
                        lost();
                        continue;
                    }
                    heartbeat.heard();
                }
                decode();
                sender.sendControlFrames();
            }
        } catch (IOException e) {
            WebSocketMessage last = arrived;
            arrived = null;
            lost();
            return last;
        } finally {
            receiving = false;
        }
    }

    /** Decodes up to the next event, and sees to it. Does not suspend: what is to be sent is appended only. */
    private void decode() {
        int from = inlet.from();
        inlet.consume(assembler.feed(inlet.array(), from, inlet.to()));
        switch (assembler.event()) {
            case null -> {}
            case MessageEvent.Text(String text) -> arrive(new WebSocketMessage.Text(text));
            case MessageEvent.Binary(byte[] data) -> arrive(new WebSocketMessage.Binary(data));
            case MessageEvent.Ping(byte[] payload) -> answerPing(payload);
            case MessageEvent.Pong _ -> {}
            case MessageEvent.Close(int code, String reason) -> closedByPeer(code, reason);
            case MessageEvent.Failure(int code, String reason) -> fail(code, reason);
        }
    }

    private void arrive(WebSocketMessage message) {
        // Whoever has said goodbye listens no more.
        if (!closing) {
            arrived = message;
        }
    }

    private void answerPing(byte[] payload) {
        if (closing) {
            return;
        }
        if (pings.take()) {
            sender.writer().pong(payload);
        } else {
            fail(CloseCode.POLICY_VIOLATION, "There are too many pings.");
        }
    }

    // -- sending

    @Override
    public void send(String text) throws WebSocketClosedException {
        byte[] payload = text.getBytes(UTF_8);
        sender.send(writer -> data(writer, Opcode.TEXT, payload));
    }

    @Override
    public void send(byte[] data) throws WebSocketClosedException {
        sender.send(writer -> data(writer, Opcode.BINARY, data));
    }

    @Override
    public void ping(byte[] payload) throws WebSocketClosedException {
        sender.send(writer -> writer.ping(payload));
    }

    /** Sends a message without waiting, if not too much waits already. Returns whether it is on its way. */
    boolean offer(Broadcast message) {
        if (over || closing) {
            return false;
        }
        if (outlet.pendingBytes() > options.backlog().maxBytes()) {
            if (options.backlog().overflow() == WebSocketBacklog.Overflow.CLOSE) {
                appendClose(CloseCode.POLICY_VIOLATION, "You read too slowly.");
                sender.sendInBackground();
            }
            return false;
        }
        message.write(outlet.buffer(), sender.writer(), role, compression);
        sender.sendInBackground();
        return !over;
    }

    private void data(FrameWriter writer, Opcode opcode, byte[] payload) {
        if (compression == null || !compression.write(writer, opcode, payload)) {
            writer.frame(opcode, true, payload, 0, payload.length);
        }
    }

    private void checkOpen() throws WebSocketClosedException {
        if (over || closing) {
            throw new WebSocketClosedException(closeCode, closeReason);
        }
    }

    // -- closing

    @Override
    public void close(int code, String reason) {
        if (connectionEnded) {
            return;
        }
        shielded(() -> {
            startClosing(code, reason);
            if (receiving) {
                ended.await();
            } else {
                while (next() != null) {
                    // Dropped: it was sent before the peer knew.
                }
            }
            endConnection();
        });
    }

    /**
     * Sends a close frame, unless one was sent. The task that receives, if there is one, will find the end. A
     * checkpoint.
     */
    public void startClosing(int code, String reason) {
        if (over || closing) {
            return;
        }
        appendClose(code, reason);
        try {
            sender.sendControlFrames();
        } catch (IOException e) {
            lost();
        }
    }

    /** Sends a close frame if that is possible at once, and is done with it. Does not suspend. */
    public void leave(int code) {
        if (!over && !closing) {
            appendClose(code, "");
            sender.tryFlush();
        }
        lost();
    }

    private void appendClose(int code, String reason) {
        sender.writer().close(code, reason);
        closing = true;
        arrived = null;
        closeCode = code;
        closeReason = reason;
        if (!over) {
            closeTimer = loop.callLater(options.closeTimeout(), this::breakOff);
        }
    }

    private void closedByPeer(int code, String reason) {
        if (!closing) {
            appendClose(code, "");
            // The answer repeats the code; what counts is what the peer said.
            closeReason = reason;
        }
        finish();
    }

    private void fail(int code, String reason) {
        if (!closing) {
            appendClose(code, reason);
        }
        failedByUs = true;
        finish();
    }

    /** The connection is broken, or has ended without a word. */
    private void lost() {
        if (!over) {
            closing = true;
            closeCode = CloseCode.ABNORMAL;
            closeReason = "";
            finish();
        }
    }

    /** Gives the peer up; the task that waits for it finds that out. Does not suspend. */
    private void breakOff() {
        lost();
        brokenOff = true;
        stream.abort();
    }

    private void finish() {
        over = true;
        heartbeat.stop();
        if (compression != null) {
            // Nothing is read or sent from now on.
            compression.close();
        }
        if (closeTimer != null) {
            closeTimer.cancel();
            closeTimer = null;
        }
        ended.set();
    }

    /**
     * Ends the connection itself, and the WebSocket with it if it is still open. Suspends while the peer is given the
     * time to read why, or to be the first to close. Idempotent.
     */
    public void endConnection() {
        if (connectionEnded) {
            return;
        }
        connectionEnded = true;
        lost();
        sender.tryFlush();
        if (!isBroken()) {
            if (failedByUs) {
                Lingering.end(stream, inlet, LINGER, MOST_DRAINED);
            } else if (role == Role.CLIENT && closeCode != CloseCode.ABNORMAL) {
                // The one who closes first has to remember the connection for a while; servers have more to remember.
                Lingering.awaitEnd(inlet, LINGER, MOST_DRAINED);
            }
        }
        stream.close();
        sender.awaitEnd();
        inlet.close();
        outlet.close();
        onEnd.run();
    }

    private boolean isBroken() {
        return brokenOff || inlet.isBroken() || outlet.isBroken();
    }

    /** Has something done when the connection has ended. */
    public void onEnd(Runnable action) {
        onEnd = action;
    }

    // -- what it is

    /** Whether a close frame was sent or received. */
    public boolean isClosing() {
        return closing;
    }

    @Override
    public boolean isClosed() {
        return over;
    }

    @Override
    public int closeCode() {
        return over ? closeCode : 0;
    }

    @Override
    public String closeReason() {
        return over ? closeReason : "";
    }

    @Override
    public @Nullable String subprotocol() {
        return subprotocol;
    }

    /** How messages are compressed, or null if they are not. */
    @Nullable
    Compression compression() {
        return compression;
    }

    @Override
    public String toString() {
        return "WebSocket" + (over ? ", closed with " + closeCode : closing ? ", closing" : "");
    }

    /** What sending needs. */
    private final class Sending implements FrameSender.Owner {
        @Override
        public void checkOpen() throws WebSocketClosedException {
            WebSocketConnection.this.checkOpen();
        }

        @Override
        public boolean isClosed() {
            return over;
        }

        @Override
        public void lost() {
            WebSocketConnection.this.lost();
        }
    }

    /** What the heartbeat needs; runs in callbacks. */
    private final class Signs implements Heartbeat.Beating {
        @Override
        public void lookForSigns() {
            if (receiving) {
                return;
            }
            try {
                while (arrived == null && !over) {
                    if (inlet.isEmpty()) {
                        int received = inlet.tryReceive();
                        if (received == 0) {
                            break;
                        }
                        if (received < 0) {
                            lost();
                            break;
                        }
                        heartbeat.heard();
                    }
                    decode();
                }
                outlet.tryFlush();
            } catch (IOException e) {
                lost();
            }
            if (arrived != null) {
                // What it sent is waiting for a task of ours; behind it there may be pongs.
                heartbeat.heard();
            }
        }

        @Override
        public void sendPing() {
            // If something is being sent, the peer will show by reading it that it is there.
            if (!over && !closing && !sender.isSending()) {
                sender.writer().ping(new byte[0]);
                sender.tryFlush();
            }
        }

        @Override
        public void peerIsGone() {
            breakOff();
        }
    }
}
