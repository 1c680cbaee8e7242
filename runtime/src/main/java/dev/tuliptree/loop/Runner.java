package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Task;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs on a loop of its own, one after the other: what {@link dev.tuliptree.Async#run} does once. The loop
 * stays open in between, and so do the values of context variables. After asyncio's {@code Runner}.
 *
 * <p>Used by one platform thread, the one that opened it.
 */
public final class Runner implements AutoCloseable {
    private final EventLoop loop;
    private final boolean handleSignals;

    /**
     * Opens a loop, through the {@linkplain LoopPolicies policy} in use.
     *
     * @param options how it is opened
     */
    public Runner(LoopOptions options) {
        this(() -> LoopPolicies.current().open(options));
    }

    /**
     * Opens a loop. After the {@code loop_factory} of asyncio's {@code Runner}.
     *
     * @param loopFactory opens the loop, which is the runner's from then on
     */
    public Runner(Supplier<EventLoop> loopFactory) {
        loop = loopFactory.get();
        handleSignals = loop.options().handleSignals();
    }

    /**
     * Runs a coroutine to its end. Tasks that are still running then are cancelled and waited for.
     *
     * @param main the program
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is
     * @throws ExceptionGroup if the program succeeded, but background tasks failed and nobody looked at that
     */
    public <T extends @Nullable Object> T run(Coroutine<T> main) {
        Task<T> task = loop.createTask(main).name("main");
        Signals signals = Signals.cancelling(task, handleSignals);
        try (signals) {
            return runToItsEnd(task);
        } finally {
            Context.setCurrent(((LoopTask<T>) task).context);
            signals.exitIfSignalled();
        }
    }

    /**
     * The loop.
     *
     * @return the loop
     */
    public EventLoop loop() {
        return loop;
    }

    /** Closes the loop. Idempotent. */
    @Override
    public void close() {
        loop.close();
    }

    /**
     * Opens a loop, runs one coroutine on it, and closes it, on the calling thread or, if that is virtual, on one of
     * its own.
     *
     * @param options how the loop is opened
     * @param main the program
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is
     * @throws ExceptionGroup if the program succeeded, but background tasks failed and nobody looked at that
     */
    public static <T extends @Nullable Object> T run(LoopOptions options, Coroutine<T> main) {
        if (Loops.currentLoop() != null) {
            throw new IllegalStateException(
                    "run(...) was called on a running loop: call the coroutine itself, or start it with createTask(...)");
        }
        return Thread.currentThread().isVirtual() ? onPlatformThread(options, main) : runHere(options, main);
    }

    private static <T extends @Nullable Object> T runHere(LoopOptions options, Coroutine<T> main) {
        Context before = Context.current();
        try (Runner runner = new Runner(options)) {
            return runner.run(main);
        } finally {
            Context.setCurrent(before);
        }
    }

    @SuppressWarnings("NullAway") // Null only where T admits it.
    private <T extends @Nullable Object> T runToItsEnd(Task<T> task) {
        T result = null;
        Throwable failure = null;
        try {
            result = loop.runUntilComplete(task);
        } catch (Throwable e) {
            failure = e;
        }
        endBackground(failure);
        List<Throwable> unseen = loop.unseen.take();
        if (failure != null) {
            unseen.forEach(failure::addSuppressed);
            throw Sneaky.rethrow(failure);
        }
        if (!unseen.isEmpty()) throw new ExceptionGroup("failures of tasks nobody awaited", unseen);
        return result;
    }

    private void endBackground(@Nullable Throwable failure) {
        try {
            loop.background.end("the program has come to its end");
        } catch (Throwable broken) {
            if (failure != null && failure != broken) broken.addSuppressed(failure);
            throw broken;
        }
    }

    private static <T extends @Nullable Object> T onPlatformThread(LoopOptions options, Coroutine<T> main) {
        Object[] outcome = new Object[1];
        @Nullable Throwable[] failure = {null};
        Thread thread = Thread.ofPlatform().name("tuliptree-loop").start(() -> {
            try {
                outcome[0] = runHere(options, main);
            } catch (Throwable e) {
                failure[0] = e;
            }
        });
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        Throwable thrown = failure[0];
        if (thrown != null) throw Sneaky.rethrow(thrown);
        @SuppressWarnings("unchecked") // What runHere returned.
        T result = (T) outcome[0];
        return result;
    }
}
