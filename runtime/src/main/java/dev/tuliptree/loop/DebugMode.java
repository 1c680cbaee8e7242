package dev.tuliptree.loop;

import dev.tuliptree.Task;
import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a loop checks beyond what it always does, when asked to: see {@link EventLoop#setDebug}.
 *
 * <p>Always on are the refusal of calls from a wrong thread, and the {@link Watchdog} for steps that take long. In
 * debug mode, in addition:
 *
 * <ul>
 *   <li>cancellations carry a stack trace;
 *   <li>tasks and futures remember where they were made, and say so in their descriptions;
 *   <li>the failure of a plain future that nobody has looked at is logged when the future is collected or the loop
 *       closed (that of a task is never lost in any mode);
 *   <li>a poll that should not have waited and took long is logged;
 *   <li>what was never closed is logged when it is collected, with the place where it was opened;
 *   <li>a deadlock is logged as the list of tasks: nothing is ready, no timer is set, no socket is waited for, and
 *       nothing outside that the loop knows of is under way.
 * </ul>
 */
final class DebugMode {
    /** The environment variable that switches it on for every loop. */
    private static final String VARIABLE = "TULIPTREE_DEBUG";

    /** The system property that does the same, and goes before it. */
    private static final String PROPERTY = "tuliptree.debug";

    private static final long SLOW_POLL = TimeUnit.MILLISECONDS.toNanos(100);

    private static final System.Logger LOG = System.getLogger(DebugMode.class.getName());

    /** Hears of what was collected without having been closed. */
    private static final class Collected {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private DebugMode() {}

    /** Whether the environment asks for it. */
    static boolean isAskedFor() {
        String value = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        return value != null && !value.isEmpty() && !value.equals("0") && !value.equalsIgnoreCase("false");
    }

    /** Logs a poll that was not to wait and took long all the same. */
    static void polled(EventLoop loop, long nanos) {
        if (nanos < SLOW_POLL) return;
        String message = "looking for ready sockets took " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms on " + loop;
        loop.schedule(() -> LOG.log(System.Logger.Level.WARNING, message));
    }

    /** Logs that nothing can wake the loop any more. */
    static void deadlocked(EventLoop loop) {
        StringBuilder message =
                new StringBuilder("deadlock: nothing can wake ").append(loop).append("; its tasks:");
        for (Task<?> task : loop.allTasks()) {
            message.append("\n  ").append(task).append(" awaits ").append(task.awaiting());
            Task<?> parent = task.parent();
            if (parent != null) message.append(", a child of ").append(parent.name());
        }
        loop.schedule(() -> LOG.log(System.Logger.Level.ERROR, message.toString()));
    }

    /**
     * Watches over something that has to be closed.
     *
     * @param resource what must not be collected before
     * @param description what to call it in the log; must not refer to it
     * @return what to tell that it was closed
     */
    static OpenMark opened(Object resource, String description) {
        StackTraceElement origin = Origin.caller();
        OpenMark mark = new OpenMark(description, origin);
        whenCollected(resource, mark);
        return mark;
    }

    /** Has something done when an object was collected, which that must not refer to. */
    static void whenCollected(Object object, Runnable action) {
        Collected.CLEANER.register(object, action);
    }

    /** Remembers where something was opened, until it is closed. */
    static final class OpenMark implements Runnable {
        private final String description;
        private final @Nullable StackTraceElement origin;
        private final AtomicBoolean closed = new AtomicBoolean();

        private OpenMark(String description, @Nullable StackTraceElement origin) {
            this.description = description;
            this.origin = origin;
        }

        void close() {
            closed.set(true);
        }

        @Override
        public void run() {
            if (closed.get()) return;
            LOG.log(System.Logger.Level.WARNING, description + " was never closed; it was opened at " + origin);
        }
    }
}
