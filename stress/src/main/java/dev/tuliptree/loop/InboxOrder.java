package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two threads leave two items each while the loop drains: all come out, once, each thread's in order. */
@JCStressTest
@Outcome(id = "abAB", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(id = "ABab", expect = Expect.ACCEPTABLE, desc = "one after the other")
@Outcome(
        id = {"aAbB", "aABb", "AabB", "AaBb"},
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "in between each other")
@Outcome(expect = Expect.FORBIDDEN, desc = "lost, twice or out of order")
@State
public class InboxOrder {
    private final Inbox inbox = new Inbox(new WakeupRecorder());
    private final StringBuilder drained = new StringBuilder();

    /** For jcstress. */
    public InboxOrder() {}

    /** Another thread. */
    @Actor
    public void lower() {
        inbox.add("a");
        inbox.add("b");
    }

    /** A third thread. */
    @Actor
    public void upper() {
        inbox.add("A");
        inbox.add("B");
    }

    /** The loop's thread. */
    @Actor
    public void loop() {
        inbox.drain(drained::append);
    }

    /**
     * Afterwards, the loop takes what is left.
     *
     * @param result the items in the order they came out
     */
    @Arbiter
    public void afterwards(L_Result result) {
        inbox.drain(drained::append);
        result.r1 = drained.toString();
    }
}
