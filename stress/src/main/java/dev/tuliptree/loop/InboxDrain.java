package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** The loop drains while items arrive: what it does not get now it gets the next time, in order. */
@JCStressTest
@Outcome(
        id = {", abc", "a, bc", "ab, c", "abc, "},
        expect = Expect.ACCEPTABLE,
        desc = "some now, the rest later")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, doubled or out of order")
@State
public class InboxDrain {
    private final Inbox inbox = new Inbox(new WakeupRecorder());

    /** For jcstress. */
    public InboxDrain() {}

    /** Another thread. */
    @Actor
    public void producer() {
        inbox.add("a");
        inbox.add("b");
        inbox.add("c");
    }

    /**
     * The loop's thread.
     *
     * @param result what it gets now, and later
     */
    @Actor
    public void loop(LL_Result result) {
        result.r1 = drain();
    }

    /**
     * Afterwards.
     *
     * @param result what it gets now, and later
     */
    @Arbiter
    public void afterwards(LL_Result result) {
        result.r2 = drain();
    }

    private String drain() {
        StringBuilder drained = new StringBuilder();
        inbox.drain(drained::append);
        return drained.toString();
    }
}
