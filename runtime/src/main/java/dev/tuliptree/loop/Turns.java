package dev.tuliptree.loop;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: the ready queue, and how many turns are given before the loop looks at the world again. Carriers
 * and tasks come here at every switch, so it is part of the loop itself instead of an object of its own.
 */
abstract sealed class Turns extends LoopThread permits Rounds {
    /** How many turns are given at least before the engine and the timers are looked at again. */
    private static final int TURNS_PER_ROUND = 64;

    /**
     * How many turns a round has for each task that is ready when it begins. Enough for every one of them to do what it
     * was woken for: if the engine is asked again before, it reports the same sockets once more, and stops watching
     * those at which nobody waits.
     */
    private static final int TURNS_PER_TASK = 4;

    /** How many turns a round has at most, lest a crowd keep the timers waiting. */
    private static final int MOST_TURNS = 4096;

    private final @Nullable RandomGenerator schedule;
    private int steps;
    private long stepsTaken;

    final ReadyQueue ready = new ReadyQueue();
    final Carrier carrier;
    final Callbacks callbacks;

    /** The coroutine that has its turn; null in between. */
    @Nullable
    LoopTask<?> current;

    /** Null unless somebody measures. */
    @Nullable
    StepMeter stepMeter;

    Turns(LoopOptions options) {
        Long seed = options.seed();
        schedule = seed == null ? null : new SplittableRandom(seed);
        callbacks = new Callbacks(self());
        carrier = Carrier.open(options.carrier(), self());
    }

    /** Gives a round of turns. */
    final void dispatch() {
        steps = Math.clamp((long) ready.size() * TURNS_PER_TASK, TURNS_PER_ROUND, MOST_TURNS);
        if (schedule != null) {
            // What becomes ready from now on belongs to the next batch, so that every order is possible.
            steps = ready.size();
            ready.shuffleTasks(schedule);
        }
        for (LoopTask<?> task = next(); task != null; task = next()) carrier.run(task);
        if (stepMeter != null) stepMeter.end(System.nanoTime());
    }

    /** Gives one turn to each that is ready now, and none to what becomes ready meanwhile. */
    final void dispatchOnce() {
        for (int left = ready.size(); left > 0; left--) {
            steps = 1;
            LoopTask<?> task = next();
            if (task != null) carrier.run(task);
        }
    }

    /** Whose turn it is, or null if the queue is empty or the round is over. */
    @Nullable
    final LoopTask<?> next() {
        while (steps > 0) {
            steps--;
            Object entry = ready.poll();
            if (entry == null) return null;
            if (entry instanceof LoopTask<?> task) return task;
            if (entry instanceof Handle handle) {
                if (!handle.cancelled()) return callbacks.runnerFor(handle);
            } else {
                LoopTask<?> task = carrier.claim((Runnable) entry);
                if (task != null) return task;
            }
        }
        return null;
    }

    /** The callback that may follow the one just run, without another mount; null if something else is next. */
    @Nullable
    final Handle nextCallback() {
        if (!takeStep() || !(ready.peek() instanceof Handle)) return null;
        return (Handle) ready.poll();
    }

    /** The task that is next, taken off the queue, if it has not begun and the round is not over; else null. */
    @Nullable
    final LoopTask<?> nextToBegin() {
        if (!(ready.peek() instanceof LoopTask<?> task) || task.resume != LoopTask.Resume.START || !takeStep()) {
            return null;
        }
        ready.poll();
        return task;
    }

    /** A coroutine is given its turn. */
    final void countStep() {
        stepsTaken++;
        if (stepMeter != null) stepMeter.begin(System.nanoTime());
    }

    /**
     * How many turns were given so far; the {@link Watchdog} reads it from its own thread, and may see an older one.
     */
    final long steps() {
        return stepsTaken;
    }

    /** Prolongs the round. */
    final void addSteps(int more) {
        steps = Math.max(steps, 0) + more;
    }

    /** Takes one step of those the round has; false if there is none left. */
    final boolean takeStep() {
        return --steps > 0;
    }
}
