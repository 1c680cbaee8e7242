package dev.tuliptree.http.websocket;

import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.TimerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Asks a silent peer for a sign of life now and then. Anything it sends is one. A callback of the loop, not a task: ten
 * thousand idle WebSockets are to cost ten thousand timers and nothing more.
 */
final class Heartbeat {
    /** The WebSocket whose heart beats. */
    interface Beating {
        /** Looks what the peer has sent, if no task is waiting for that. Must not suspend. */
        void lookForSigns();

        /** Sends a ping if that is possible at once. Must not suspend. */
        void sendPing();

        /** The peer has not answered. Must not suspend. */
        void peerIsGone();
    }

    private final EventLoop loop;
    private final Beating beating;
    private final long interval;
    private final int allowed;
    private @Nullable TimerHandle timer;
    private int unanswered;
    private boolean heard;
    private boolean stopped;

    Heartbeat(EventLoop loop, WebSocketOptions options, Beating beating) {
        this.loop = loop;
        this.beating = beating;
        this.interval = options.pingInterval().toNanos();
        this.allowed = options.missedPings();
    }

    void start() {
        if (interval > 0 && !stopped) {
            timer = loop.callAt(loop.nanoTime() + interval, this::beat);
        }
    }

    /** Something came from the peer. */
    void heard() {
        heard = true;
    }

    private void beat() {
        timer = null;
        beating.lookForSigns();
        if (heard) {
            unanswered = 0;
        } else if (unanswered >= allowed) {
            beating.peerIsGone();
            return;
        }
        heard = false;
        unanswered++;
        // What was found or sent may have been the end, and have stopped this.
        beating.sendPing();
        start();
    }

    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
