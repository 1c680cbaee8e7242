package dev.tuliptree.loop;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An engine without sockets: it waits by spinning, for races shorter than the system's switches, and counts wake-ups.
 */
final class WakeupRecorder implements Engine {
    /** A wake-up that has not come after so long was lost. */
    private static final long PATIENCE = 5_000_000_000L;

    final AtomicInteger wakeups = new AtomicInteger();
    private int seen;

    @Override
    public String name() {
        return "recorder";
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void poll(long timeoutNanos, boolean othersAtWork) {
        if (timeoutNanos == 0) return;
        long begin = System.nanoTime();
        while (wakeups.get() == seen) {
            long waited = System.nanoTime() - begin;
            if (timeoutNanos != FOREVER && waited >= timeoutNanos) return;
            if (waited > PATIENCE) throw new IllegalStateException("no wake-up has come");
            Thread.onSpinWait();
        }
        seen = wakeups.get();
    }

    @Override
    public void wakeup() {
        wakeups.incrementAndGet();
    }

    @Override
    public EngineListener listen(SocketAddress address, ListenOptions options) {
        throw new UnsupportedOperationException("no sockets");
    }

    @Override
    public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) {
        throw new UnsupportedOperationException("no sockets");
    }

    @Override
    public void close() {}
}
