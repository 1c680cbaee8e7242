package dev.tuliptree.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One direction of a connection: packets arrive in order, each once. One that is lost, or that the other end drops, is
 * sent again after a while, and again after twice as long, as TCP does; everything behind it waits. At last the sender
 * gives up.
 */
final class Wire {
    /** The times of Linux, near enough: see {@code tcp_syn_retries} and {@code tcp_retries2} in tcp(7). */
    private static final long FIRST_RETRY_CONNECTING = Duration.ofSeconds(1).toNanos();

    private static final long FIRST_RETRY = Duration.ofMillis(200).toNanos();
    private static final long LONGEST_RETRY = Duration.ofMinutes(2).toNanos();
    private static final long PATIENCE_CONNECTING = Duration.ofSeconds(127).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(924).toNanos();

    private final SimulatedNetwork network;
    private final Link link;
    private final SimulatedSocket sender;
    private final SimulatedSocket receiver;
    private final Queue<Packet> underWay = new ArrayDeque<>();
    private final Queue<Long> arrivals = new ArrayDeque<>();
    private long lastArrival;
    private long retryAfter;
    private long firstTry;

    Wire(SimulatedNetwork network, Link link, SimulatedSocket sender, SimulatedSocket receiver) {
        this.network = network;
        this.link = link;
        this.sender = sender;
        this.receiver = receiver;
    }

    Link link() {
        return link;
    }

    SimulatedSocket peer() {
        return receiver;
    }

    void send(Packet packet) {
        lastArrival = Math.max(lastArrival, link.arrival(packet.size()));
        underWay.add(packet);
        arrivals.add(lastArrival);
        if (underWay.size() == 1) network.at(lastArrival, this::arrive);
    }

    /** The first packet under way arrives, or does not. */
    private void arrive() {
        Packet packet = underWay.peek();
        if (packet == null) return;
        if (isLost() || !receiver.take(packet)) {
            sendAgain(packet);
            return;
        }
        // What it led to may have been the end of all that was behind it.
        if (underWay.isEmpty()) return;
        underWay.remove();
        arrivals.remove();
        retryAfter = 0;
        Long next = arrivals.peek();
        if (next != null) network.at(Math.max(next, network.now()), this::arrive);
    }

    private boolean isLost() {
        if (link.isInterrupted()) return true;
        if (!network.happens(link.faults().lost())) return false;
        network.count(NetworkEvent.RESENT, sender);
        return true;
    }

    private void sendAgain(Packet packet) {
        boolean connecting = packet instanceof Packet.Syn || packet instanceof Packet.SynAck;
        if (retryAfter == 0) {
            retryAfter = connecting ? FIRST_RETRY_CONNECTING : FIRST_RETRY;
            firstTry = network.now();
        } else {
            retryAfter = Math.min(2 * retryAfter, LONGEST_RETRY);
        }
        long next = network.now() + retryAfter;
        if (next - firstTry > (connecting ? PATIENCE_CONNECTING : PATIENCE)) giveUp(packet);
        else network.at(next, this::arrive);
    }

    private void giveUp(Packet packet) {
        clear();
        network.count(NetworkEvent.TIMED_OUT, sender);
        // Whoever waits for an answer that does not come is the one who gives up.
        boolean isAnswer = packet instanceof Packet.Ack || packet instanceof Packet.SynAck;
        (isAnswer ? receiver : sender).fail(Breakage.TIMED_OUT);
    }

    private void clear() {
        underWay.clear();
        arrivals.clear();
    }

    /** Has the other end hear of a reset, if that gets through: it is sent once, and overtakes what is under way. */
    void reset() {
        long arrival = link.arrival(Packet.HEADER);
        network.at(arrival, () -> {
            if (link.isInterrupted()) return;
            clear();
            receiver.fail(Breakage.RESET);
        });
    }
}
