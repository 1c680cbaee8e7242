package dev.tuliptree.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Gives coroutines their turns on the loop, one at a time. The loop's thread calls {@link #run}; the coroutine that has
 * its turn calls the others.
 */
abstract sealed class Carrier permits MountingCarrier, BatonCarrier {
    private static final System.Logger LOG = System.getLogger(Carrier.class.getName());

    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /** Makes the carrier of a loop; says once a process if a flag would give a faster one. */
    static Carrier open(LoopOptions.CarrierKind kind, EventLoop loop) {
        String obstacle = VirtualThreads.obstacle();
        return switch (kind) {
            case BATON -> new BatonCarrier(loop);
            case MOUNTING -> {
                if (obstacle != null) throw new IllegalStateException("cannot mount coroutines: " + obstacle);
                yield new MountingCarrier(loop);
            }
            case AUTO -> {
                if (obstacle == null) yield new MountingCarrier(loop);
                if (TOLD.compareAndSet(false, true)) {
                    LOG.log(System.Logger.Level.INFO, "coroutines run on the portable carrier: " + obstacle);
                }
                yield new BatonCarrier(loop);
            }
        };
    }

    /** Gives a queued coroutine its turn, and returns when the loop's thread may go on. Loop thread only. */
    abstract void run(LoopTask<?> task);

    /** Ends the turn of the calling coroutine, which is set to wait; returns when it is given another one. */
    abstract void park(LoopTask<?> task, Object blocker);

    /** Ends the turn of the calling coroutine, which is queued already; returns when it is given another one. */
    abstract void yield(LoopTask<?> task);

    /** Makes a thread, not started yet, in which a task can go on instead of in its own. */
    abstract Thread newThread(Runnable body);

    /**
     * Has the running task go on in the thread that was made its current one, and is to be started or unparked. Called
     * in the thread that was its current one before, which must park or end at once.
     */
    abstract void switchThread(LoopTask<?> task);

    /** The coroutine that has its turn has come to its end. */
    abstract void ended();

    /**
     * Finds whose continuation the JDK handed back.
     *
     * @return the task, or null if it is none of the loop's: then it has been run
     */
    abstract @Nullable LoopTask<?> claim(Runnable continuation);

    /** Whether a coroutine waits in a call that is none of ours, while the loop goes on without it. */
    abstract boolean hasBlocked();

    /** No coroutine of the loop is left; what comes later goes elsewhere. */
    abstract void close();
}
