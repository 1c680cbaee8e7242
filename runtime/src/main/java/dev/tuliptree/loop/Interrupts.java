package dev.tuliptree.loop;

import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Interrupts, which the loop uses only to get a task out of a call that is none of ours. */
final class Interrupts {
    private Interrupts() {}

    /** How deep in causes to look; they may form a circle. */
    private static final int DEPTH = 16;

    /** Whether an exception comes from an interrupt. */
    static boolean isCauseOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof InterruptedIOException
                    || (cause instanceof SocketException && "Closed by interrupt".equals(cause.getMessage()))) {
                return true;
            }
            cause = causeOf(cause);
        }
        return false;
    }

    /**
     * Whether an exception is of a kind that an interrupt makes, and the interrupt of the calling thread still stands:
     * a database's driver may find its socket closed and not say by what.
     */
    static boolean mayHaveCaused(Throwable failure) {
        return failure instanceof Exception
                && !(failure instanceof RuntimeException)
                && Thread.currentThread().isInterrupted();
    }

    /** The cause of an exception; none if the exception, which may be a program's own, fails to say. */
    private static @Nullable Throwable causeOf(Throwable failure) {
        try {
            return failure.getCause();
        } catch (RuntimeException brokenItself) {
            return null;
        }
    }

    /**
     * Parks the calling coroutine until it has its grant; not at all if it has it. An interrupt meanwhile would make
     * every park return at once: it is taken away and given back at the end. What is behind the park does not branch,
     * for the reason that {@link LoopTask#suspend} gives.
     */
    static void parkUntilGranted(LoopTask<?> task, Object blocker) {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        while (!task.takeGrant(me)) {
            LockSupport.park(blocker);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) me.interrupt();
    }
}
