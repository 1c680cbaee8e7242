package dev.tuliptree.loop;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A loop is closed while another thread starts a task: that thread does not wait for the task's outcome for ever. */
@JCStressTest
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "too late, and told so")
@Outcome(id = "SUCCESS", expect = Expect.ACCEPTABLE, desc = "it ran")
@Outcome(id = "CANCELLED", expect = Expect.ACCEPTABLE, desc = "it was cancelled with the loop")
@Outcome(id = "RUNNING", expect = Expect.FORBIDDEN, desc = "nobody will ever complete it")
@State
public class CloseWhileStarting {
    private final EventLoop loop = Loop.open();
    private @Nullable CompletableFuture<Integer> outcome;

    /** For jcstress. */
    public CloseWhileStarting() {}

    /** Another thread. */
    @Actor
    public void starter() {
        try {
            outcome = loop.runCoroutineThreadsafe(() -> 1);
        } catch (IllegalStateException e) {
            outcome = null;
        }
    }

    /** The loop's thread. */
    @Actor
    public void loop() {
        loop.close();
    }

    /**
     * Afterwards.
     *
     * @param result what became of the task
     */
    @Arbiter
    public void afterwards(L_Result result) {
        result.r1 = outcome == null ? "refused" : outcome.state().toString();
    }
}
