package dev.tuliptree.loop;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;

/**
 * A platform thread that runs strands itself while it waits for them: so no other thread has to be woken, which takes a
 * hundred times as long as the switch. One for each thread that does so; a strand that resumes another one has it run
 * on the same.
 */
final class Stepper {
    private static final ThreadLocal<Stepper> OF_THREAD = ThreadLocal.withInitial(Stepper::new);

    private final Thread owner = Thread.currentThread();
    private final ConcurrentLinkedQueue<Runnable> ready = new ConcurrentLinkedQueue<>();

    /** Whether the owner looks at the queue. */
    private volatile boolean active;

    private volatile boolean parked;

    private Stepper() {}

    /** That of the calling platform thread. */
    static Stepper ofThisThread() {
        return OF_THREAD.get();
    }

    /**
     * Has a continuation run by the owner, or, if that does not wait for a strand, by some other thread. Any thread.
     */
    void submit(Runnable continuation) {
        ready.add(continuation);
        // The owner first says that it looks no more, then looks once more; so one of the two finds it.
        if (active) wake();
        else if (ready.remove(continuation)) elsewhere(continuation);
    }

    /** Has the owner look again at what it waits for. Any thread. */
    void wake() {
        if (parked) LockSupport.unpark(owner);
    }

    /** Takes what is submitted from now on. For the owner, before it wakes a strand. */
    void begin() {
        active = true;
    }

    /** Runs what is submitted until a strand has handed back. For the owner. */
    void runUntilHandedBack(OffLoop strand) {
        while (strand.hasTurn()) {
            Runnable continuation = ready.poll();
            if (continuation != null) continuation.run();
            else park(strand);
        }
        active = false;
        for (Runnable left = ready.poll(); left != null; left = ready.poll()) elsewhere(left);
    }

    private void park(OffLoop strand) {
        parked = true;
        if (ready.isEmpty() && strand.hasTurn()) LockSupport.park(strand);
        parked = false;
        strand.passInterruptOn();
    }

    /** Has a continuation run by a thread of the JDK's. Any thread. */
    static void elsewhere(Runnable continuation) {
        ForkJoinPool.commonPool().execute(continuation);
    }
}
