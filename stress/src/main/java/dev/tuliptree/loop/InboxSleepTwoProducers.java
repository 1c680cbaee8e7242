package dev.tuliptree.loop;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** However many arrive while the loop goes to sleep, one of them wakes it. */
@JCStressTest
@Outcome(id = "true, 1", expect = Expect.ACCEPTABLE, desc = "it sleeps and is woken once")
@Outcome(id = "false, 0", expect = Expect.ACCEPTABLE, desc = "it has seen an item and does not sleep")
@Outcome(id = "false, 1", expect = Expect.ACCEPTABLE, desc = "both noticed")
@Outcome(id = "true, 0", expect = Expect.FORBIDDEN, desc = "it sleeps beside items")
@Outcome(expect = Expect.FORBIDDEN, desc = "a batch costs more than one wake-up")
@State
public class InboxSleepTwoProducers {
    private final WakeupRecorder engine = new WakeupRecorder();
    private final Inbox inbox = new Inbox(engine);

    /** For jcstress. */
    public InboxSleepTwoProducers() {}

    /** Another thread. */
    @Actor
    public void producer() {
        inbox.add(this);
    }

    /** A third thread. */
    @Actor
    public void otherProducer() {
        inbox.add(this);
    }

    /**
     * The loop's thread.
     *
     * @param result whether it sleeps, and how often it was woken
     */
    @Actor
    public void loop(ZI_Result result) {
        result.r1 = inbox.aboutToSleep();
    }

    /**
     * Afterwards.
     *
     * @param result whether it sleeps, and how often it was woken
     */
    @Arbiter
    public void afterwards(ZI_Result result) {
        result.r2 = engine.wakeups.get();
    }
}
