package dev.tuliptree.testing;

import dev.tuliptree.Action;
import dev.tuliptree.Cancelled;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes steps of several tasks happen in a fixed order, whatever the schedule: the step at position 1 begins when the
 * one at position 0 has ended, and so on. After Trio's {@code Sequencer}.
 *
 * <pre>{@code
 * Sequencer order = new Sequencer();
 * nursery(n -> {
 *     n.start(() -> {
 *         order.at(0, () -> say("knock, knock"));
 *         order.at(2, () -> say("Tulip"));
 *     });
 *     n.start(() -> order.at(1, () -> say("who is there?")));
 * });
 * }</pre>
 *
 * <p>Loop thread only.
 */
public final class Sequencer {
    private final ParkingLot waiting = new ParkingLot(this);
    private final Set<Integer> taken = new HashSet<>();
    private int next;
    private boolean broken;

    /** Makes one whose first step is at position 0. */
    public Sequencer() {}

    /**
     * Suspends the current task until the steps at all earlier positions have ended, then takes this one. The next step
     * may begin when this one has ended, by failing too. A checkpoint.
     *
     * @param position the position, from 0; each is for one step
     * @param step the step
     * @param <X> what it may throw
     * @throws X as the step does
     * @throws IllegalStateException if the position is taken, or a step before was cancelled while it waited, so that
     *     the sequence can never go on
     */
    public <X extends Exception> void at(int position, Action<X> step) throws X {
        if (!taken.add(position)) throw new IllegalStateException("there are two steps at position " + position);
        awaitTurn(position);
        try {
            step.run();
        } finally {
            next++;
            waiting.unparkAll();
        }
    }

    private void awaitTurn(int position) {
        try {
            Checkpoint.checkpoint();
            while (next != position && !broken) waiting.park();
        } catch (Cancelled cancelled) {
            broken = true;
            waiting.unparkAll();
            throw cancelled;
        }
        if (broken)
            throw new IllegalStateException("the sequence is broken: a step before " + position + " was cancelled");
    }

    @Override
    public String toString() {
        return broken ? "broken sequence" : "sequence, at " + next;
    }
}
