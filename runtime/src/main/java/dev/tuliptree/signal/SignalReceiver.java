package dev.tuliptree.signal;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ProcessSignals;
import dev.tuliptree.loop.Waiter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signals that have come, one after the other: see {@link Signals#receive}. Each kind is held at most once until it
 * is received. One task at a time may wait; a second one gets an {@link IllegalStateException}. Loop thread only.
 */
public final class SignalReceiver implements Iterable<String>, AutoCloseable {
    private final EventLoop loop = EventLoop.current();
    private final List<ProcessSignals.Hearing> hearings = new ArrayList<>();
    private final Arrival arrival = new Arrival();
    private final String description;
    private final Closeables.Watch watch;
    private boolean closed;

    /** Those that have come, in order. Filled by threads of the JDK's, hence the lock, which is held for no time. */
    private final Set<String> pending = new LinkedHashSet<>();

    /** Where a task waits. No foreign work: nobody has said that a signal will come. */
    private final class Arrival extends Waiter {
        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    SignalReceiver(List<String> names) {
        if (names.isEmpty()) throw new IllegalArgumentException("there is at least one signal to wait for");
        description = "signals " + String.join(", ", names);
        try {
            for (String name : names) hear(Signals.plain(name));
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            hearings.forEach(ProcessSignals.Hearing::close);
            throw e;
        }
        watch = Closeables.opened(this, "a receiver of " + description);
    }

    private void hear(String name) {
        hearings.add(ProcessSignals.hear(name, () -> {
            synchronized (pending) {
                pending.add(name);
            }
            arrival.wakeThreadsafe(loop);
        }));
    }

    /**
     * Suspends the current task until a signal comes, unless one has come already. A checkpoint; cancelled, it leaves
     * the signal for the next one.
     *
     * @return its name without SIG
     * @throws IllegalStateException if this is, or meanwhile gets, closed, or another task is waiting
     */
    public String receive() {
        Checkpoint.throwIfCancelled();
        if (arrival.isWaiting()) throw new IllegalStateException("another task is waiting for " + description);
        while (true) {
            if (closed) throw new IllegalStateException("the receiver of " + description + " is closed");
            String name = poll();
            if (name != null) {
                Checkpoint.passTurn();
                return name;
            }
            arrival.await();
        }
    }

    private @Nullable String poll() {
        synchronized (pending) {
            Iterator<String> first = pending.iterator();
            if (!first.hasNext()) return null;
            String name = first.next();
            first.remove();
            return name;
        }
    }

    /**
     * How many signals have come that were not received. Not a checkpoint.
     *
     * @return at most as many as there are kinds
     */
    public int pending() {
        synchronized (pending) {
            return pending.size();
        }
    }

    /**
     * Iterates over the signals as they come, each as {@link #receive()} does; the iteration ends when this is closed.
     *
     * @return an iterator
     */
    @Override
    public Iterator<String> iterator() {
        return new Signalled();
    }

    /**
     * Hears no more: what happened before on these signals happens again, also on those that have come and were not
     * received. A task that waits gets an exception. Idempotent. Not a checkpoint.
     */
    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        hearings.forEach(ProcessSignals.Hearing::close);
        arrival.wake();
        String unheard;
        while ((unheard = poll()) != null) ProcessSignals.raise(unheard);
    }

    @Override
    public String toString() {
        return "receiver of " + description + (closed ? ", closed" : "");
    }

    private final class Signalled implements Iterator<String> {
        private @Nullable String next;

        @Override
        public boolean hasNext() {
            if (next != null) return true;
            if (closed) return false;
            try {
                next = receive();
            } catch (IllegalStateException e) {
                if (closed) return false;
                throw e;
            }
            return true;
        }

        @Override
        public String next() {
            if (!hasNext() || next == null) throw new NoSuchElementException();
            String name = next;
            next = null;
            return name;
        }
    }
}
