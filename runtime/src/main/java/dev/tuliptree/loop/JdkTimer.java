package dev.tuliptree.loop;

import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A timed wait of the JDK's, {@code Thread.sleep} say, as a timer of the loop. */
final class JdkTimer extends Timer implements ScheduledFuture<@Nullable Object> {
    private final EventLoop loop;
    private final Runnable command;
    private boolean fired;
    private boolean cancelled;

    JdkTimer(EventLoop loop, Runnable command) {
        this.loop = loop;
        this.command = command;
    }

    @Override
    void fire() {
        fired = true;
        command.run();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (fired || cancelled) return false;
        cancelled = true;
        loop.timers.remove(this);
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return fired || cancelled;
    }

    @Override
    public @Nullable Object get() {
        throw new IllegalStateException("a timer has no result");
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit) {
        return get();
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(when - loop.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
