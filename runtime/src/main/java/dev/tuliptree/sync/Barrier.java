package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;
import java.util.Objects;

/**
 * Where tasks wait for each other until a certain number has come; then all go on, and the next ones that come are the
 * next generation. After asyncio's {@code Barrier}.
 *
 * <p>A task that is cancelled while it waits leaves, and another may come in its stead: unlike with
 * {@link java.util.concurrent.CyclicBarrier}, that does not break the barrier.
 */
public final class Barrier {
    /** Handed to waiting tasks instead of their index. */
    private static final String ABORTED = "the barrier was aborted";

    private static final String RESET = "the barrier was reset";

    private final int parties;
    private final ParkingLot waiting = new ParkingLot(this);
    private boolean broken;

    /**
     * Makes a barrier.
     *
     * @param parties how many tasks go on together, at least 1
     */
    public Barrier(int parties) {
        if (parties < 1) throw new IllegalArgumentException("a barrier is for at least one task, not " + parties);
        this.parties = parties;
    }

    /**
     * What a barrier looks like at one moment.
     *
     * @param parties how many tasks go on together
     * @param tasksWaiting how many of them have come
     * @param broken whether it was aborted
     */
    public record Statistics(int parties, int tasksWaiting, boolean broken) {}

    /**
     * Suspends the current task until as many have come as the barrier is for. A checkpoint.
     *
     * @return the task's place in the order in which they came, from 0; each of those that go on together has another
     *     one, and the last to come has the highest
     * @throws BrokenBarrier if the barrier was aborted, or is aborted or reset while the task waits
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: it does not count then
     */
    public int await() {
        Checkpoint.throwIfCancelled();
        if (broken) throw new BrokenBarrier(ABORTED);
        if (waiting.size() < parties - 1) {
            Object handed = waiting.park();
            if (handed instanceof Integer index) return index;
            throw new BrokenBarrier((String) Objects.requireNonNull(handed));
        }
        for (int index = 0; index < parties - 1; index++) waiting.unpark(index);
        Checkpoint.passTurn();
        return parties - 1;
    }

    /**
     * Raises {@link BrokenBarrier} to those who wait, and lets the barrier be used as if it were new. Not a checkpoint.
     */
    public void reset() {
        broken = false;
        waiting.unparkAll(RESET);
    }

    /** Raises {@link BrokenBarrier} to those who wait and to all who come until it is reset. Not a checkpoint. */
    public void abort() {
        broken = true;
        waiting.unparkAll(ABORTED);
    }

    /**
     * How many tasks go on together.
     *
     * @return the number
     */
    public int parties() {
        return parties;
    }

    /**
     * How many tasks wait.
     *
     * @return the number, less than the parties
     */
    public int waiting() {
        return waiting.size();
    }

    /**
     * Whether it was aborted, and not reset since.
     *
     * @return true if it was
     */
    public boolean isBroken() {
        return broken;
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        return new Statistics(parties, waiting.size(), broken);
    }

    @Override
    public String toString() {
        return "barrier, " + (broken ? "broken" : waiting.size() + " of " + parties + " waiting");
    }
}
