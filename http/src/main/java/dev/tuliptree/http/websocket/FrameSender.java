package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Task;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.wire.FrameWriter;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.http.wire.WireBuffer;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.sync.Lock;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a WebSocket.
 *
 * <p>A frame is appended to the outlet in one go, so frames of several tasks cannot mix, and control frames may be
 * appended at any time. The lock only makes tasks wait for each other, and so for the peer, before they append more.
 */
final class FrameSender {
    /** The WebSocket, as far as sending has to do with it. */
    interface Owner {
        /** Refuses what comes after a close frame. */
        void checkOpen() throws WebSocketClosedException;

        /** Whether the peer hears nothing any more. */
        boolean isClosed();

        /** Is told that the connection broke. */
        void lost();
    }

    private final EventLoop loop;
    private final Outlet outlet;
    private final Role role;
    private final int maxWaiting;
    private final Owner owner;
    private final Lock sending = new Lock();
    private int waiting;
    private @Nullable Task<?> background;

    /**
     * Sends nothing yet.
     *
     * @param maxWaiting how many tasks may wait until they can send
     */
    FrameSender(EventLoop loop, Outlet outlet, Role role, int maxWaiting, Owner owner) {
        this.loop = loop;
        this.outlet = outlet;
        this.role = role;
        this.maxWaiting = maxWaiting;
        this.owner = owner;
    }

    /** Appends to what is to be sent. */
    FrameWriter writer() {
        WireBuffer buffer = outlet.buffer();
        return switch (role) {
            case SERVER -> FrameWriter.server(buffer);
            case CLIENT -> FrameWriter.client(buffer, Masks.RANDOM);
        };
    }

    /** Made only where there are clients. */
    private static final class Masks {
        static final SecureRandom RANDOM = new SecureRandom();
    }

    /** Whether a task is sending. */
    boolean isSending() {
        return sending.locked();
    }

    /** Sends a frame when those before it are on their way. A checkpoint. */
    void send(Consumer<FrameWriter> frame) throws WebSocketClosedException {
        owner.checkOpen();
        if (waiting >= maxWaiting) {
            throw new IllegalStateException(
                    "there are " + waiting + " messages waiting already to be sent on this WebSocket");
        }
        waiting++;
        try (var _ = sending.acquire()) {
            owner.checkOpen();
            frame.accept(writer());
            outlet.flush();
        } catch (WebSocketClosedException e) {
            throw e;
        } catch (IOException e) {
            owner.lost();
            owner.checkOpen();
        } finally {
            waiting--;
            if (!sending.locked()) {
                // Cancelled, it may have left a part of a frame behind.
                sendInBackground();
            }
        }
    }

    /**
     * Sends the control frames that were appended. A task that is sending sends them, too, before it gives up the lock;
     * to wait for that would stop us from reading, and two peers that do so can wait for each other for ever.
     */
    void sendControlFrames() throws IOException {
        if (outlet.pendingBytes() > 0 && !sending.locked()) {
            try (var _ = sending.acquire()) {
                outlet.flush();
            }
        }
    }

    /** Sends what the system takes at once, and leaves the rest to a task. Whoever holds the lock sends it anyway. */
    void sendInBackground() {
        tryFlush();
        if (outlet.pendingBytes() > 0 && !owner.isClosed() && !sending.locked() && background == null) {
            background = loop.createTask(() -> {
                try {
                    sendControlFrames();
                } catch (IOException e) {
                    owner.lost();
                } finally {
                    background = null;
                }
            });
        }
    }

    /** Sends what the system takes at once. Does not suspend. */
    void tryFlush() {
        try {
            outlet.tryFlush();
        } catch (IOException e) {
            owner.lost();
        }
    }

    /**
     * Once the stream is closed, waits for the task that sends the rest: only then the connection has no other user.
     */
    void awaitEnd() {
        Task<?> last = background;
        if (last != null) {
            // Now that it can send no more, it ends at once.
            shielded(() -> waitUntil(ALL_COMPLETED, last));
        }
    }
}
