package dev.tuliptree.testing;

import dev.tuliptree.ActionOf;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopStatistics;

/**
 * Runs a scenario again and again, and cancels a part of it at another point each time: first at its first suspension,
 * then at its second, until it comes to its end before it could be cancelled. Whatever the scenario says of the state
 * it finds afterwards must hold however far its victim came.
 *
 * <pre>{@code
 * @LoopTest
 * void aLockIsNeverLeftHeld() {
 *     CancelEverywhere.run(victim -> {
 *         Lock lock = new Lock();
 *         victim.run(() -> {
 *             try (var _ = lock.acquire()) {
 *                 sleep(seconds(1));
 *             }
 *         });
 *         assertThat(lock.locked()).isFalse();
 *     });
 * }
 * }</pre>
 *
 * <p>The points are: whenever a task in the victim's part suspends itself, and whenever it has been started or woken
 * and waits for its turn. The second kind is where results get lost: what a task was handed is on its way to it, and
 * then it is cancelled. Tasks that the part starts in nurseries of its own count as well.
 *
 * <p>After each run, tasks and timers must be as many as before.
 */
public final class CancelEverywhere {
    /** More points than any scenario should have: one that never ends is a mistake. */
    private static final int MOST_POINTS = 10_000;

    private CancelEverywhere() {}

    /**
     * Runs a scenario once for each point of its victim, and once without a cancellation. For loop tests, in whose task
     * everything happens. A checkpoint.
     *
     * @param scenario sets up what it needs, has a part run by the victim it is handed, and checks what is left
     * @return how many points there were
     * @throws AssertionError if the scenario fails, with that failure as its cause; says at which point
     */
    public static int run(ActionOf<? super Victim, Exception> scenario) {
        EventLoop loop = EventLoop.current();
        for (int point = 1; point <= MOST_POINTS; point++) {
            LoopStatistics before = loop.statistics();
            Victim victim = new Victim(point);
            loop.setSuspensionListener(victim.listener());
            try {
                scenario.run(victim);
                loop.waitAllTasksBlocked();
                checkLeft(before, loop.statistics());
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(victim + ": " + failure, failure);
            } finally {
                loop.setSuspensionListener(null);
            }
            if (!victim.wasRun()) throw new AssertionError("the scenario has not run its victim");
            if (!victim.wasCancelled()) return point - 1;
        }
        throw new AssertionError("the scenario has more than " + MOST_POINTS + " points");
    }

    private static void checkLeft(LoopStatistics before, LoopStatistics after) {
        int tasks = after.tasks() - before.tasks();
        int timers = after.timers() - before.timers();
        if (tasks > 0) throw new AssertionError("left behind: " + Leaks.counted(tasks, "task", "tasks"));
        if (timers > 0) throw new AssertionError("left behind: " + Leaks.counted(timers, "timer", "timers"));
    }
}
