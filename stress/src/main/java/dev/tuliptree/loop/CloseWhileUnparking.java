package dev.tuliptree.loop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A loop is closed while another thread unparks a virtual thread that a task of the loop has started, and that is
 * therefore scheduled by the loop: it runs to its end, on the loop or elsewhere.
 */
@JCStressTest
@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "it has ended")
@Outcome(id = "false", expect = Expect.FORBIDDEN, desc = "it will never go on")
@State
public class CloseWhileUnparking {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private volatile boolean unparked;
    private final EventLoop loop = Loop.open();
    private final Thread stray = loop.runUntilComplete(loop.createTask(() -> Thread.startVirtualThread(() -> {
        while (!this.unparked) LockSupport.park();
    })));

    /** For jcstress. */
    public CloseWhileUnparking() {}

    /** Another thread. */
    @Actor
    public void waker() {
        unparked = true;
        LockSupport.unpark(stray);
    }

    /** The loop's thread. */
    @Actor
    public void loop() {
        loop.close();
    }

    /**
     * Afterwards.
     *
     * @param result whether the virtual thread has ended
     */
    @Arbiter
    public void afterwards(Z_Result result) {
        result.r1 = join(stray);
    }

    private static boolean join(Thread thread) {
        try {
            return thread.join(PATIENCE);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
