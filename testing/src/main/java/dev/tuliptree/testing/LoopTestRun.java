package dev.tuliptree.testing;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.shielded;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.Runner;
import dev.tuliptree.loop.Sneaky;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs one test body under one schedule, in a thread of its own, so that a hang can be told from outside. */
final class LoopTestRun {
    /** A test's body. */
    interface TestBody {
        void run() throws Throwable;
    }

    /** How long a loop that has hung may take to answer, and then to give up. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /** How much of what has happened in a simulated network is told of a failure. */
    private static final int STEPS_TOLD = 30;

    private final Schedule schedule;
    private final @Nullable SimulatedNetwork network;
    private final Duration limit;
    private final TestBody body;
    private volatile @Nullable VirtualClockEngine clock;
    private volatile @Nullable EventLoop loop;

    LoopTestRun(Schedule schedule, @Nullable SimulatedNetwork network, Duration limit, TestBody body) {
        this.schedule = schedule;
        this.network = network;
        this.limit = limit;
        this.body = body;
    }

    void run() throws Throwable {
        try {
            inThreadOfItsOwn();
        } catch (Throwable failure) {
            failure.addSuppressed(new RunUnder(schedule + "; for this run alone: " + schedule.replay()));
            if (network != null) failure.addSuppressed(new RunUnder(lastSteps(network)));
            throw failure;
        }
    }

    private void inThreadOfItsOwn() throws Throwable {
        LoopOptions options = schedule.options().engine(this::openEngine);
        FutureTask<@Nullable Void> run = new FutureTask<>(() -> Runner.run(options, this::main));
        Thread thread = Thread.ofPlatform().name("loop-test").daemon().start(run);
        try {
            run.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            throw new HangReport(loop, thread, LAST_WORDS).giveUp("the test took longer than " + limit);
        }
    }

    private Engine openEngine() throws IOException {
        if (network != null) {
            Engine engine = network.open();
            clock = network.virtualClock();
            return engine;
        }
        VirtualClockEngine opened = new VirtualClockEngine();
        clock = opened;
        return opened;
    }

    private static String lastSteps(SimulatedNetwork network) {
        List<String> steps = network.trace();
        List<String> last = steps.subList(Math.max(0, steps.size() - STEPS_TOLD), steps.size());
        return "the last that has happened in the simulated network:\n    " + String.join("\n    ", last);
    }

    private @Nullable Void main() {
        loop = loop();
        try {
            body.run();
        } catch (Throwable failure) {
            throw Sneaky.rethrow(failure);
        }
        VirtualClockEngine opened = clock;
        if (opened != null) shielded(() -> Leaks.check(opened));
        return null;
    }

    /** Added to a failure, to say how the test was run. */
    private static final class RunUnder extends Throwable {
        @Serial
        private static final long serialVersionUID = 1L;

        RunUnder(String words) {
            super(words, null, false, false);
        }
    }
}
