package dev.tuliptree.bench.soak;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleep;

import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.loop.LoopStatistics;
import dev.tuliptree.sync.Lock;
import dev.tuliptree.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Some hundred tasks that live at the same time, in nurseries within nurseries. When the outermost nursery has ended,
 * nothing of them may be left: no task, no timer, no permit, no lock.
 */
public final class Wave {
    /** How many of the nursery's own tasks there are; these start others. */
    private static final int ROOTS = 200;

    /** What still waits after that is cancelled. */
    private static final int LONGEST_MILLIS = 8;

    private static final int PERMITS = 3;

    final SplittableRandom random;
    final Tally tally;
    final Semaphore semaphore = new Semaphore(PERMITS);
    final Lock lock = new Lock();

    /** Of the outermost nursery; the others end with their nurseries. */
    private final List<Task<?>> tasks = new ArrayList<>();

    private Wave(SplittableRandom random, Tally tally) {
        this.random = random;
        this.tally = tally;
    }

    /**
     * Runs one, and looks that nothing is left.
     *
     * @param random decides what the tasks do
     * @param tally what is counted
     */
    public static void run(SplittableRandom random, Tally tally) {
        LoopStatistics before = loop().statistics();
        Wave wave = new Wave(random, tally);
        wave.live();
        wave.tasks.forEach(wave::countOutcome);
        tally.check();
        LoopStatistics after = loop().statistics();
        if (!after.equals(before)) throw new AssertionError("left behind: " + after + ", before: " + before);
        if (wave.semaphore.value() != PERMITS) throw new AssertionError("a permit was lost: " + wave.semaphore);
        if (wave.lock.locked()) throw new AssertionError("a lock is still held: " + wave.lock);
    }

    private void live() {
        try {
            nursery(n -> {
                if (random.nextBoolean()) n.scope().deadlineIn(millis(1 + random.nextInt(LONGEST_MILLIS)));
                else n.start(() -> cancelAtRandom(n));
                for (int i = 0; i < ROOTS; i++) tasks.add(start(n, 0));
            });
        } catch (ExceptionGroup failures) {
            requirePlanned(failures);
        }
    }

    /** Starts a task that does something, and is counted. */
    Task<?> start(Nursery nursery, int depth) {
        tally.spawned++;
        return nursery.start(new Life(this, random.split(), depth));
    }

    /** Cancels single tasks, and after a while everything. */
    private void cancelAtRandom(Nursery nursery) {
        for (int i = 0; i < ROOTS / 4; i++) {
            if (!tasks.isEmpty() && tasks.get(random.nextInt(tasks.size())).cancel("picked at random")) {
                tally.cancelsOrdered++;
            }
            sleep(Duration.ofNanos(random.nextInt(50_000)));
        }
        nursery.cancel("the wave is over");
    }

    void countOutcome(Task<?> task) {
        if (!task.done()) throw new AssertionError(task + " is not done, but its nursery is");
        if (task.cancelled()) tally.cancelled++;
        else if (task.exception() != null) tally.failed++;
        else tally.returned++;
    }

    static void requirePlanned(ExceptionGroup failures) {
        for (Throwable failure : failures.leaves()) {
            if (!(failure instanceof Planned)) throw new AssertionError("not planned", failure);
        }
    }

    /** For nurseries further in. */
    void countAll(List<? extends @Nullable Task<?>> children) {
        for (Task<?> child : children) if (child != null) countOutcome(child);
    }
}
