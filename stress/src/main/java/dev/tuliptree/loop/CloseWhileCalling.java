package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZ_Result;

/** A loop is closed while another thread has a callback called: it is refused, or it is called. */
@JCStressTest
@Outcome(id = "accepted, true", expect = Expect.ACCEPTABLE, desc = "in time, and called")
@Outcome(id = "refused, false", expect = Expect.ACCEPTABLE, desc = "too late, and told so")
@Outcome(id = "accepted, false", expect = Expect.FORBIDDEN, desc = "accepted and lost")
@Outcome(id = "refused, true", expect = Expect.FORBIDDEN, desc = "refused and called all the same")
@State
public class CloseWhileCalling {
    private final EventLoop loop = Loop.open();
    private boolean called;

    /** For jcstress. */
    public CloseWhileCalling() {}

    /**
     * Another thread.
     *
     * @param result whether it was let, and whether the callback was called
     */
    @Actor
    public void caller(LZ_Result result) {
        try {
            loop.callSoonThreadsafe(() -> called = true);
            result.r1 = "accepted";
        } catch (IllegalStateException e) {
            result.r1 = "refused";
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
     * @param result whether it was let, and whether the callback was called
     */
    @Arbiter
    public void afterwards(LZ_Result result) {
        result.r2 = called;
    }
}
