package dev.tuliptree.loop;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Watches from a thread of its own whether a task holds its loop for too long, and logs where it is while it is there.
 * A look at a loop reads two fields, so it stays on in production.
 *
 * <p>A step is counted by the loop each time a coroutine gets its turn. If the count has not moved for the threshold,
 * and a coroutine has the turn, then that one is being slow: it computes, or it blocks in a way that cannot suspend.
 */
final class Watchdog implements Runnable {
    /** The system property for how many milliseconds a step may take; 0 switches the watchdog off. */
    private static final String PROPERTY = "tuliptree.slowStepMillis";

    private static final long THRESHOLD = Long.getLong(PROPERTY, 100) * 1_000_000;

    /**
     * While a loop is this young, its program is still being loaded: steps may take {@link #LENIENCE} times as long.
     */
    private static final long START_UP = 3_000_000_000L;

    private static final long LENIENCE = 10;

    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());

    private static @Nullable Thread thread;

    private final Map<EventLoop, Seen> seen = new IdentityHashMap<>();

    /** What a loop was doing when it was last looked at. */
    private static final class Seen {
        final long first;
        long step;
        long since;
        boolean reported;

        /** The loop may be in its first step, and the count not be seen yet: that step is not older than this look. */
        Seen(long first) {
            this.first = first;
            since = first;
        }

        long threshold(long now) {
            return now - first < START_UP ? THRESHOLD * LENIENCE : THRESHOLD;
        }
    }

    private Watchdog() {}

    /** A loop has begun to run. Any thread. */
    static synchronized void loopBegins() {
        if (THRESHOLD <= 0) return;
        if (thread == null)
            thread = Thread.ofPlatform().daemon().name("tuliptree-watchdog").start(new Watchdog());
        else LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (true) {
            EventLoop[] loops = Loops.running();
            if (loops.length == 0) {
                seen.clear();
                LockSupport.park(this);
                continue;
            }
            for (EventLoop loop : loops) look(loop, System.nanoTime());
            seen.keySet().removeIf(loop -> !loop.isRunning());
            LockSupport.parkNanos(this, THRESHOLD / 2);
        }
    }

    private void look(EventLoop loop, long now) {
        Seen last = seen.computeIfAbsent(loop, _ -> new Seen(now));
        Thread running = loop.currentThread;
        if (running == null || loop.steps() != last.step) {
            last.step = loop.steps();
            last.since = now;
            last.reported = false;
        } else if (!last.reported && now - last.since >= last.threshold(now)) {
            last.reported = true;
            report(loop, running, (now - last.since) / 1_000_000);
        }
    }

    private static void report(EventLoop loop, Thread running, long millis) {
        LoopTask<?> task = loop.current;
        StringBuilder message = new StringBuilder()
                .append(task == null || task.runsCallbacks() ? "a callback" : task.toString())
                .append(" has held ")
                .append(loop)
                .append(" for at least ")
                .append(millis)
                .append(" ms, so nothing else on it could go on; it is at");
        for (StackTraceElement frame : running.getStackTrace())
            message.append("\n\tat ").append(frame);
        LOG.log(System.Logger.Level.WARNING, message.toString());
    }
}
