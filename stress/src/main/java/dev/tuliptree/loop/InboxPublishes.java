package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Whoever takes an item out sees all that was written before it was put in, through plain fields too. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing was there yet")
@Outcome(id = "1, 42", expect = Expect.ACCEPTABLE, desc = "the item, and what was written before")
@Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "the item without what was written before")
@State
public class InboxPublishes {
    private final Inbox inbox = new Inbox(new WakeupRecorder());
    private int written;

    /** For jcstress. */
    public InboxPublishes() {}

    /** Another thread. */
    @Actor
    public void producer() {
        written = 42;
        inbox.add(this);
    }

    /**
     * The loop's thread.
     *
     * @param result whether the item came, and what was seen
     */
    @Actor
    public void loop(II_Result result) {
        inbox.drain(_ -> {
            result.r1 = 1;
            result.r2 = written;
        });
    }
}
