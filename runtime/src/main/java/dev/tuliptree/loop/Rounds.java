package dev.tuliptree.loop;

import dev.tuliptree.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The turning of a loop. A round asks the engine what became ready, takes what other threads left in the inbox, fires
 * the timers that are due, and gives turns.
 */
abstract sealed class Rounds extends Turns permits EventLoop {
    /** How long nothing must have happened, in debug mode, before it is called a deadlock. */
    private static final long DEADLOCK_PATIENCE = 1_000_000_000;

    final Engine engine;
    final Inbox inbox;
    final TimerHeap timers = new TimerHeap();
    final IdleWatch idleWatch = new IdleWatch();
    volatile boolean debug;
    boolean stopping;

    /** The loop's clock as it was read last, for what need not be exact. */
    long roundBegan;

    private boolean deadlockReported;

    /** What the loop cannot go on after; null as long as it can. */
    private @Nullable IllegalStateException breakdown;

    /** How much is under way outside of the loop that will wake one of its tasks. */
    int foreign;

    /** How many tasks wait for what may never be done outside. */
    int outsideWaits;

    /** For tests; null almost always. */
    @Nullable
    SuspensionListener suspensionListener;

    Rounds(LoopOptions options) throws IOException {
        super(options);
        engine = options.engine().open();
        roundBegan = engine.nanoTime();
        inbox = new Inbox(engine);
        debug = options.debug();
    }

    interface Condition {
        boolean holds();
    }

    /** Turns for as long as a condition holds, on the calling thread. */
    final void turnWhile(Condition condition) {
        enter();
        try {
            throwIfBroken();
            while (condition.holds()) {
                turn();
                throwIfBroken();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the engine of the loop failed", e);
        } finally {
            exit();
        }
    }

    /** The loop has failed itself: it does not turn any more, and whoever runs it is told why. */
    final void breakDown(String what, Throwable why) {
        if (breakdown == null) breakdown = new IllegalStateException("the loop has broken down: " + what, why);
        else breakdown.addSuppressed(why);
    }

    final boolean isBroken() {
        return breakdown != null;
    }

    private void throwIfBroken() {
        if (breakdown != null) throw breakdown;
    }

    /** Gives a turn to each that is ready or has arrived by now, on the calling thread. */
    final void turnOver() {
        enter();
        try {
            inbox.drain(this::arrived);
            dispatchOnce();
        } finally {
            exit();
        }
    }

    /** One round; runs on the bare loop thread. */
    private void turn() throws IOException {
        boolean nothingReady = ready.isEmpty();
        boolean othersAtWork = foreign + outsideWaits > 0 || carrier.hasBlocked();
        boolean watched = nothingReady && foreign == 0 && idleWatch.isWatched();
        long timeout = nothingReady && !watched ? untilNextTimer() : 0;
        if (timeout != 0 && !inbox.aboutToSleep()) timeout = 0;
        if (debug) pollWatchfully(timeout, othersAtWork);
        else engine.poll(timeout, othersAtWork);
        takeInterrupt();
        inbox.awake();
        inbox.drain(this::arrived);
        roundBegan = engine.nanoTime();
        timers.fireDue(roundBegan);
        if (watched && ready.isEmpty() && engine.isSettled()) idleWatch.tell();
        dispatch();
    }

    /** Polls in debug mode: a poll without waiting is timed, one without end is first tried with an end. */
    private void pollWatchfully(long timeout, boolean othersAtWork) throws IOException {
        if (timeout == 0) {
            long begin = System.nanoTime();
            engine.poll(0, othersAtWork);
            DebugMode.polled(self(), System.nanoTime() - begin);
        } else if (timeout == Engine.FOREVER && !othersAtWork && !engine.isWatching() && !deadlockReported) {
            engine.poll(DEADLOCK_PATIENCE, false);
            if (ready.isEmpty() && inbox.isEmpty() && !stopping) {
                deadlockReported = true;
                DebugMode.deadlocked(self());
            }
        } else {
            engine.poll(timeout, othersAtWork);
            deadlockReported = false;
        }
    }

    private long untilNextTimer() {
        long next = timers.nextDeadline();
        return next == Timer.NEVER ? Engine.FOREVER : Math.max(0, next - engine.nanoTime());
    }

    private void arrived(Object item) {
        if (item instanceof Arrival arrival) arrival.arrive();
        else ready.add(item);
    }
}
