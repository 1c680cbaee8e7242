package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IL_Result;

/** Two threads leave items for a loop that sleeps: it is woken once, and finds them all, each thread's in order. */
@JCStressTest
@Outcome(
        id = {"1, abAB", "1, ABab"},
        expect = Expect.ACCEPTABLE,
        desc = "one after the other")
@Outcome(
        id = {"1, aAbB", "1, aABb", "1, AabB", "1, AaBb"},
        expect = Expect.ACCEPTABLE,
        desc = "in between each other")
@Outcome(expect = Expect.FORBIDDEN, desc = "not woken, woken twice, or items lost, doubled or out of order")
@State
public class InboxBatch {
    private final WakeupRecorder engine = new WakeupRecorder();
    private final Inbox inbox = new Inbox(engine);

    /** For jcstress. */
    public InboxBatch() {
        inbox.aboutToSleep();
    }

    /** One thread. */
    @Actor
    public void lower() {
        inbox.add("a");
        inbox.add("b");
    }

    /** Another thread. */
    @Actor
    public void upper() {
        inbox.add("A");
        inbox.add("B");
    }

    /**
     * Afterwards, the loop.
     *
     * @param result how often it was woken, and the items in the order they came out
     */
    @Arbiter
    public void afterwards(IL_Result result) {
        StringBuilder drained = new StringBuilder();
        inbox.drain(drained::append);
        result.r1 = engine.wakeups.get();
        result.r2 = drained.toString();
    }
}
