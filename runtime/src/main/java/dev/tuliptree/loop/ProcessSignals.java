package dev.tuliptree.loop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Signals of the operating system, shared out among those in this process who want to hear of them. Signals belong to
 * the process, and each has one handler; this handler is put in place when the first one wants to hear of the signal,
 * and what was there before is restored when the last one has heard enough. Any thread.
 *
 * <p>A signal goes to everyone who {@link #hear hears} it. Where nobody does it goes to the {@link #fallback}: that is
 * how SIGINT cancels a running program which has not said that it wants to see to SIGINT itself.
 */
public final class ProcessSignals {
    private static final Map<String, Shared> SHARED = new HashMap<>();

    private ProcessSignals() {}

    /** Somebody hears a signal. */
    public interface Hearing extends AutoCloseable {
        /** Ends it. Idempotent. */
        @Override
        void close();
    }

    /**
     * Has a listener called whenever a signal comes.
     *
     * @param name the signal's name without SIG
     * @param listener called in a thread of the JDK's
     * @return what to close in the end
     * @throws IllegalArgumentException if there is no such signal, or the JVM keeps it for itself
     */
    public static Hearing hear(String name, Runnable listener) {
        synchronized (SHARED) {
            Shared shared = shared(name);
            shared.listeners.add(listener);
            return once(() -> {
                shared.listeners.remove(listener);
                shared.releaseIfUnused();
            });
        }
    }

    /**
     * Has a listener called when a signal comes that nobody else hears. There is one such listener for each signal.
     *
     * @param name the signal's name without SIG
     * @param listener called in a thread of the JDK's
     * @return what to close in the end; null if somebody else has that place, or the JVM lets nobody have the signal
     */
    static @Nullable Hearing fallback(String name, Runnable listener) {
        synchronized (SHARED) {
            Shared shared;
            try {
                shared = shared(name);
            } catch (IllegalArgumentException | UnsupportedOperationException e) {
                return null;
            }
            if (shared.fallback != null) return null;
            shared.fallback = listener;
            return once(() -> {
                shared.fallback = null;
                shared.releaseIfUnused();
            });
        }
    }

    /**
     * Sends a signal to this very process. What then happens is up to who hears it, and to the system if nobody does.
     *
     * @param name the signal's name without SIG
     * @throws IllegalArgumentException if there is no such signal
     */
    public static void raise(String name) {
        ProcessSignal.find(name).raise();
    }

    /** What is shared of a signal, with its handler in place. */
    private static Shared shared(String name) {
        Shared known = SHARED.get(name);
        if (known != null) return known;
        Shared shared = new Shared(ProcessSignal.find(name));
        shared.signal.handle(shared::arrived);
        SHARED.put(name, shared);
        return shared;
    }

    private static Hearing once(Runnable close) {
        boolean[] closed = new boolean[1];
        return () -> {
            synchronized (SHARED) {
                if (closed[0]) return;
                closed[0] = true;
                close.run();
            }
        };
    }

    private static final class Shared {
        final ProcessSignal signal;
        final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        volatile @Nullable Runnable fallback;

        Shared(ProcessSignal signal) {
            this.signal = signal;
        }

        void arrived() {
            Object[] hearing = listeners.toArray();
            for (Object listener : hearing) ((Runnable) listener).run();
            Runnable last = fallback;
            if (hearing.length == 0 && last != null) last.run();
        }

        void releaseIfUnused() {
            if (!listeners.isEmpty() || fallback != null) return;
            SHARED.remove(signal.name());
            signal.restore();
        }
    }
}
