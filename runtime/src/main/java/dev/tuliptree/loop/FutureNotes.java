package dev.tuliptree.loop;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a future in debug mode: where it was made, and whether anybody has looked at its failure. If
 * nobody has by the time it is collected, or its loop closed, that is logged. It must not refer to the future.
 */
final class FutureNotes implements Runnable {
    private static final System.Logger LOG = System.getLogger(DebugMode.class.getName());

    private final @Nullable StackTraceElement origin = Origin.caller();
    private volatile @Nullable Unlooked failure;

    /** A failure that nobody has looked at yet. */
    private record Unlooked(String future, Throwable failure, Register register) {}

    /** Where it was made, as a suffix to its name. */
    String madeAt() {
        return " made at " + origin;
    }

    /** The future has failed. */
    void failed(LoopFuture<?> future, Throwable why) {
        Register register = future.loop.unlooked;
        failure = new Unlooked(future.toString(), why, register);
        register.notes.add(this);
        DebugMode.whenCollected(future, this);
    }

    /** Somebody has looked at the failure. */
    void seen() {
        Unlooked looked = failure;
        failure = null;
        if (looked != null) looked.register.notes.remove(this);
    }

    /** The future was collected. */
    @Override
    public void run() {
        Unlooked unlooked = failure;
        if (unlooked == null) return;
        seen();
        LOG.log(
                System.Logger.Level.WARNING,
                unlooked.future + " failed, and nobody has looked at it",
                unlooked.failure);
    }

    /** Those of a loop that nobody has looked at. The thread that hears of what was collected comes here, too. */
    static final class Register {
        private final Set<FutureNotes> notes = ConcurrentHashMap.newKeySet();

        boolean isEmpty() {
            return notes.isEmpty();
        }

        /** Logs them all. In a coroutine, as the log is foreign code. */
        void report() {
            notes.forEach(FutureNotes::run);
        }
    }
}
