package dev.tuliptree.bench.soak;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static dev.tuliptree.Async.timeout;

import dev.tuliptree.Action;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** What one task does: one or two things out of a dozen, some of which start further tasks. */
final class Life implements Action<Exception> {
    private static final int DEEPEST = 3;

    private final Wave wave;
    private final Tally tally;
    private final SplittableRandom random;
    private final int depth;

    Life(Wave wave, SplittableRandom random, int depth) {
        this.wave = wave;
        this.tally = wave.tally;
        this.random = random;
        this.depth = depth;
    }

    @Override
    public void run() throws Exception {
        tally.begun++;
        try {
            for (int i = random.nextInt(2); i >= 0; i--) doSomething();
        } finally {
            tally.ended++;
        }
    }

    private void doSomething() throws Exception {
        switch (random.nextInt(12)) {
            case 0 -> {}
            case 1 -> {
                for (int i = random.nextInt(20); i > 0; i--) checkpoint();
            }
            case 2 -> sleepAtRandom();
            case 3 -> waitForDeadline();
            case 4 -> boundedByTimeout();
            case 5 -> behindShield();
            case 6, 7 -> family();
            case 8 -> background();
            case 9 -> holdPermit();
            case 10 -> scopeOfItsOwn();
            default -> seldom();
        }
    }

    private void sleepAtRandom() {
        sleep(Duration.ofNanos(random.nextInt(2_000_000)));
    }

    private void waitForDeadline() {
        if (moveOnAfter(Duration.ofNanos(random.nextInt(1_000_000)), () -> sleepForever())) {
            throw new AssertionError("slept for ever, and came to an end");
        }
        tally.deadlinesMet++;
    }

    private void boundedByTimeout() throws Exception {
        try {
            timeout(Duration.ofNanos(random.nextInt(1_000_000)), this::family);
        } catch (TimeoutException e) {
            tally.deadlinesMet++;
        }
    }

    /** Whatever is cancelled around it, the shield's block comes to its end. */
    private void behindShield() {
        tally.shieldsEntered++;
        shielded(() -> {
            sleepAtRandom();
            checkpoint();
            tally.shieldsLeft++;
        });
    }

    private void family() {
        if (depth == DEEPEST) {
            checkpoint();
            return;
        }
        List<Task<?>> children = new ArrayList<>();
        try {
            nursery(n -> {
                if (random.nextInt(4) == 0) n.scope().deadlineIn(Duration.ofNanos(random.nextInt(1_000_000)));
                for (int i = random.nextInt(5); i >= 0; i--) children.add(wave.start(n, depth + 1));
                if (random.nextInt(4) == 0) {
                    sleepAtRandom();
                    n.cancel("the parent has changed its mind");
                }
            });
        } catch (ExceptionGroup failures) {
            Wave.requirePlanned(failures);
        } finally {
            wave.countAll(children);
        }
    }

    /** A task of the loop's own, which is cancelled and joined even if this one is cancelled meanwhile. */
    private void background() {
        Task<?> task = createTask(() -> sleepAtRandom());
        try {
            if (random.nextBoolean()) sleepAtRandom();
            if (random.nextBoolean()) task.cancel("no longer needed");
            await(task);
        } catch (CancellationException e) {
            if (!task.cancelled()) throw new AssertionError("it was not cancelled", e);
        } finally {
            task.cancel("its starter ends");
            shielded(() -> {
                try {
                    await(task);
                } catch (CancellationException e) {
                    checkpoint();
                }
            });
        }
    }

    private void holdPermit() {
        if (random.nextBoolean()) {
            try (var _ = wave.semaphore.acquire()) {
                sleep(Duration.ofNanos(random.nextInt(20_000)));
            }
        } else {
            try (var _ = wave.lock.acquire()) {
                checkpoint();
            }
        }
    }

    /** Cancelled from inside: it ends at the next checkpoint, and this task goes on. */
    private void scopeOfItsOwn() {
        var scope = cancelScope(inner -> {
            if (random.nextBoolean()) sleepAtRandom();
            inner.cancel("from inside");
            checkpoint();
            cameTooFar();
        });
        if (scope.cancelledCaught()) tally.scopesCaught++;
    }

    private static void cameTooFar() {
        throw new AssertionError("came past a checkpoint in a cancelled scope");
    }

    private void seldom() throws Planned {
        if (random.nextInt(50) == 0) throw new Planned();
        if (random.nextInt(4) == 0) sleepForever();
    }
}
