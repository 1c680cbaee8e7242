package dev.tuliptree.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What many runs on simulated networks have met together, so that a suite of tests can assert that it has met each
 * fault at least once: one that never did would say nothing. After what Antithesis calls <i>sometimes assertions</i>.
 *
 * <pre>{@code
 * private static final Sometimes SOMETIMES = new Sometimes();
 *
 * @LoopTest(network = Network.ROUGH, schedules = 100)
 * void theProgramRuns(SimulatedNetwork network) {
 *     ...
 *     SOMETIMES.add(network);
 * }
 *
 * @AfterAll
 * static void eachFaultWasMet() {
 *     SOMETIMES.assertMet(NetworkEvent.PARTIAL_WRITE, NetworkEvent.RESENT);
 * }
 * }</pre>
 *
 * <p>Any thread.
 */
public final class Sometimes {
    private final Map<NetworkEvent, Long> counts = new EnumMap<>(NetworkEvent.class);
    private int runs;

    /** Makes one that has met nothing yet. */
    public Sometimes() {}

    /**
     * Adds what a run has met.
     *
     * @param network its network; once, at the end
     */
    public synchronized void add(SimulatedNetwork network) {
        runs++;
        for (NetworkEvent event : NetworkEvent.values()) counts.merge(event, network.count(event), Long::sum);
    }

    /**
     * How often all runs together have met something.
     *
     * @param event what
     * @return how often
     */
    public synchronized long count(NetworkEvent event) {
        return counts.getOrDefault(event, 0L);
    }

    /**
     * Asserts that each of some events was met in one run at least.
     *
     * @param events what must have been met
     * @throws AssertionError if something was not; says what, and what was
     */
    public void assertMet(NetworkEvent... events) {
        List<NetworkEvent> missing = new ArrayList<>(Arrays.asList(events));
        missing.removeIf(event -> count(event) > 0);
        if (!missing.isEmpty()) throw new AssertionError("never met: " + missing + "; " + this);
    }

    @Override
    public synchronized String toString() {
        return "in " + runs + " runs were met: " + counts;
    }
}
