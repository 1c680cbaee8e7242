package dev.tuliptree.loop;

import dev.tuliptree.Async;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZL_Result;

/** A task comes to its end while another thread cancels its future: one of the two wins, and both sides agree who. */
@JCStressTest
@Outcome(id = "true, CANCELLED", expect = Expect.ACCEPTABLE, desc = "the cancel came first")
@Outcome(id = "false, SUCCESS", expect = Expect.ACCEPTABLE, desc = "the result came first")
@Outcome(expect = Expect.FORBIDDEN, desc = "the two sides disagree")
@State
public class CancelWhileCompleting {
    private final EventLoop loop = Loop.open();
    private final CompletableFuture<Integer> outcome = loop.runCoroutineThreadsafe(() -> {
        Async.checkpoint();
        return 1;
    });

    /** For jcstress. */
    public CancelWhileCompleting() {}

    /**
     * Another thread.
     *
     * @param result whether the cancel came in time, and what became of the future
     */
    @Actor
    public void canceller(ZL_Result result) {
        result.r1 = outcome.cancel(false);
    }

    /** The loop's thread. */
    @Actor
    public void loop() {
        loop.runUntilComplete(loop.createTask(() -> {
            while (!outcome.isDone()) Async.checkpoint();
        }));
    }

    /**
     * Afterwards; throws if the task is still there.
     *
     * @param result whether the cancel came in time, and what became of the future
     */
    @Arbiter
    public void afterwards(ZL_Result result) {
        loop.close();
        result.r2 = outcome.state().toString();
    }
}
