package dev.tuliptree.testing;

import org.jspecify.annotations.Nullable;

/** The way from one host to another, or to an address at which there is none: whatever goes there is lost. */
final class Link {
    private final SimulatedNetwork network;
    private final SimulatedHost from;
    private final @Nullable SimulatedHost to;
    private @Nullable LinkConditions own;

    /** When what was sent last has left. */
    private long free;

    boolean cut;

    Link(SimulatedNetwork network, SimulatedHost from, @Nullable SimulatedHost to) {
        this.network = network;
        this.from = from;
        this.to = to;
    }

    @Nullable
    SimulatedHost to() {
        return to;
    }

    Link reversed() {
        return to == null ? this : network.link(to, from);
    }

    void setConditions(LinkConditions conditions) {
        own = conditions;
    }

    LinkConditions conditions() {
        return own == null ? network.conditions() : own;
    }

    StreamFaults faults() {
        return conditions().streams();
    }

    boolean isInterrupted() {
        return cut || to == null;
    }

    /** When a packet arrives that is handed over now. */
    long arrival(int bytes) {
        LinkConditions now = conditions();
        long leaves = Math.max(network.now(), free);
        // In whole bytes and nanoseconds: a second has 10^9, a packet less than 2^31 bytes, which fits.
        if (now.bytesPerSecond() > 0) leaves += bytes * 1_000_000_000L / now.bytesPerSecond();
        free = leaves;
        return leaves + now.latency().toNanos() + network.draw(now.jitter().toNanos());
    }
}
