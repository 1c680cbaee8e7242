package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Waiter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads and tasks of any loop that wait in one line, first come, first served. All methods are called with the lock
 * of the line's owner held; those of a {@link Place} without it.
 *
 * <p>A task that is cancelled leaves on the bare loop thread, which must not take that lock. So whether one who waits
 * is served or leaves is decided by a compare-and-set of its own state; whoever has left is skipped, and takes its
 * place out of the line a little later.
 */
final class UniversalLine {
    private final Object owner;
    private @Nullable Place first;
    private @Nullable Place last;
    private int size;

    /** Makes an empty line of those who wait for {@code owner}, as thread dumps show it. */
    UniversalLine(Object owner) {
        this.owner = owner;
    }

    private enum State {
        WAITING,
        SERVED,
        GONE
    }

    /** Where one thread or task stands in the line. */
    static final class Place extends Waiter {
        private static final VarHandle STATE;

        static {
            try {
                STATE = MethodHandles.lookup().findVarHandle(Place.class, "state", State.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private final Object owner;
        private final @Nullable EventLoop loop;
        private final Thread thread;
        private final @Nullable Object offer;
        private @Nullable Object gift;
        private @Nullable Place before;
        private @Nullable Place after;
        private volatile State state = State.WAITING;

        private Place(Object owner, @Nullable Object offer) {
            this.owner = owner;
            this.offer = offer;
            thread = Thread.currentThread();
            loop = Checkpoint.inCoroutine() ? EventLoop.current() : null;
        }

        @Nullable
        Object offer() {
            return offer;
        }

        /** What it was served with. */
        @Nullable
        Object gift() {
            return gift;
        }

        private boolean become(State next) {
            return STATE.compareAndSet(this, State.WAITING, next);
        }

        /**
         * It is not to be served any more.
         *
         * @return false if it was already: then it must keep what it was served with
         */
        boolean leave() {
            return become(State.GONE) || state == State.GONE;
        }

        /**
         * Blocks the calling thread, or suspends the calling task, until it is served. If that throws, it must
         * {@link #leave()}, and its place must be taken out of the line.
         */
        void stand() throws InterruptedException {
            if (loop == null) block();
            else suspend(loop);
        }

        private void suspend(EventLoop loop) {
            // It may be a thread of which the loop does not know that is going to serve it.
            loop.beginOutsideWait();
            try {
                await();
            } finally {
                loop.endOutsideWait();
            }
        }

        private void block() throws InterruptedException {
            while (state == State.WAITING) {
                LockSupport.park(owner);
                if (!Thread.interrupted()) continue;
                if (become(State.GONE)) throw new InterruptedException();
                Thread.currentThread().interrupt();
            }
        }

        /** Lets it go on; it has been served. */
        void goOn() {
            if (loop == null) LockSupport.unpark(thread);
            else if (Checkpoint.inCoroutine() && EventLoop.current() == loop) wake();
            else wakeThreadsafe(loop);
        }

        @Override
        protected boolean abort() {
            return become(State.GONE);
        }

        @Override
        public String toString() {
            return owner.toString();
        }
    }

    /** Puts the caller at the end of the line. */
    Place join(@Nullable Object offer) {
        Place place = new Place(owner, offer);
        place.before = last;
        if (last == null) first = place;
        else last.after = place;
        last = place;
        size++;
        return place;
    }

    /**
     * Serves the one that has waited longest.
     *
     * @return the one, which must be told to {@link Place#goOn()}; null if nobody waits
     */
    @Nullable
    Place serve(@Nullable Object gift) {
        for (Place place = first; place != null; place = first) {
            remove(place);
            place.gift = gift;
            if (place.become(State.SERVED)) return place;
        }
        return null;
    }

    /** Takes a place out of the line, if it is in it. */
    void remove(Place place) {
        Place before = place.before;
        Place after = place.after;
        if (before == null && first != place) return;
        if (before == null) first = after;
        else before.after = after;
        if (after == null) last = before;
        else after.before = before;
        place.before = null;
        place.after = null;
        size--;
    }

    /** How many stand in it; those that leave at this moment may be counted. */
    int size() {
        return size;
    }
}
