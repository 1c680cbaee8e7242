package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A task begins to wait while another thread wakes it: it goes on, whichever comes first. */
@JCStressTest
@Outcome(id = "woken", expect = Expect.ACCEPTABLE, desc = "it went on")
@Outcome(expect = Expect.FORBIDDEN, desc = "the wake-up was lost")
@State
public class WaiterWake {
    private final EventLoop loop = Loop.open();
    private final Waiter waiter = new Waiter() {
        @Override
        protected boolean abort() {
            return true;
        }
    };

    /** For jcstress. */
    public WaiterWake() {}

    /** Another thread. */
    @Actor
    public void waker() {
        waiter.wakeThreadsafe(loop);
    }

    /**
     * The loop's thread.
     *
     * @param result what became of the task
     */
    @Actor
    public void loop(L_Result result) {
        result.r1 = loop.runUntilComplete(loop.createTask(() -> {
            waiter.await();
            return "woken";
        }));
    }

    /** Afterwards. */
    @Arbiter
    public void afterwards(L_Result result) {
        loop.close();
    }
}
