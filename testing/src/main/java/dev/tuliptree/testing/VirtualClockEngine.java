package dev.tuliptree.testing;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.engine.Engines;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose clock begins at zero, stands still while anything can go on, and jumps to the next timer when nothing
 * can. So a program that sleeps for an hour ends at once, and its sleep took exactly an hour of its clock. All the rest
 * is done by another engine: sockets are real. After Trio's {@code MockClock} with its autojump.
 *
 * <p>The clock does not jump ahead of what is under way in real time:
 *
 * <ul>
 *   <li>work in other threads, as long as the loop knows of it: {@code toThread}, an awaited {@code CompletionStage}, a
 *       task that blocks in a call of the JDK's;
 *   <li>bytes, connections and ends of streams on their way between two sockets of this engine, if somebody waits for
 *       them. The engine keeps account of both ends, since the system does not promise how soon what was sent to a
 *       neighbour arrives.
 * </ul>
 *
 * <p>At channels that a program watches itself, with {@link EventLoop#addReader}, it looks for a moment before it
 * jumps: what comes from the same process is there by then.
 *
 * <p>It does not wait for these without end, lest a test hang that cuts off something that never answers: after three
 * real seconds without any news the clock jumps all the same. Other outside help, a thread of the program's own that
 * uses {@code callSoonThreadsafe} say, must be announced with {@link EventLoop#beginForeign()} where a timer is set at
 * the same time.
 *
 * <p>When nothing can ever wake the loop, {@link #poll} throws a {@link DeadlockException} that names the tasks.
 */
public final class VirtualClockEngine implements Engine {
    /** How long, in real time, to wait for what is known to be under way outside, or for help nobody announced. */
    private static final long PATIENCE = Duration.ofSeconds(3).toNanos();

    /** How long, in real time, to look at sockets of which it is not known whether anything is under way. */
    private static final long GLANCE = Duration.ofMillis(5).toNanos();

    private final Engine delegate;

    /** Who waits at a socket, and for what. */
    final Traffic traffic = new Traffic();

    /** The clock, and what happens by it that no other engine has to tell of. */
    final Timeline timeline = new Timeline();

    private volatile boolean woken;
    private boolean waitingToSettle;
    private long settleBy;

    /**
     * Opens an engine over the one that {@link Engines#open()} opens.
     *
     * @throws IOException if the system refuses
     */
    public VirtualClockEngine() throws IOException {
        this(Engines.open());
    }

    /**
     * Puts a virtual clock on another engine, which it then owns.
     *
     * @param delegate the engine that does the rest
     * @throws IllegalArgumentException if its clock is a virtual one already
     */
    public VirtualClockEngine(Engine delegate) {
        if (delegate.isVirtual()) {
            throw new IllegalArgumentException("the engine " + delegate.name() + " has a virtual clock already");
        }
        this.delegate = delegate;
    }

    @Override
    public String name() {
        return "virtual clock over " + delegate.name();
    }

    @Override
    public long nanoTime() {
        return timeline.now();
    }

    @Override
    public boolean isVirtual() {
        return true;
    }

    @Override
    public boolean isSettled() {
        if (timeline.next() <= timeline.now()) return false;
        if (traffic.expected() != Traffic.Expected.SOMETHING) return true;
        if (!waitingToSettle) settleBy = System.nanoTime() + PATIENCE;
        waitingToSettle = true;
        return System.nanoTime() - settleBy >= 0;
    }

    @Override
    public void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
        traffic.beginPoll();
        timeline.happen();
        delegate.poll(0, othersAtWork);
        boolean news = hasNews();
        if (news || timeoutNanos != 0) waitingToSettle = false;
        if (news || timeoutNanos == 0) return;
        long next = timeline.next();
        if (timeoutNanos > 0) next = Math.min(next, timeline.now() + timeoutNanos);
        if (next == Timeline.NEVER) waitForHelp(othersAtWork);
        else if (!newsWithin(patience(othersAtWork))) jumpTo(next);
    }

    private void jumpTo(long time) {
        timeline.jumpTo(time);
        timeline.happen();
    }

    /** Waits in real time, as no timer is set. */
    private void waitForHelp(boolean othersAtWork) throws IOException {
        do {
            if (newsWithin(PATIENCE)) return;
        } while (othersAtWork);
        throw new DeadlockException(EventLoop.current());
    }

    private long patience(boolean othersAtWork) {
        if (othersAtWork) return PATIENCE;
        return switch (traffic.expected()) {
            case SOMETHING -> PATIENCE;
            case PERHAPS -> GLANCE;
            case NOTHING -> 0;
        };
    }

    /** Waits in real time until a socket is ready or the loop is woken; false if neither happens in time. */
    private boolean newsWithin(long realNanos) throws IOException {
        long end = System.nanoTime() + realNanos;
        for (long left = realNanos; left > 0; left = end - System.nanoTime()) {
            delegate.poll(left, true);
            if (hasNews()) return true;
        }
        return false;
    }

    private boolean hasNews() {
        if (traffic.hasNews()) return true;
        if (!woken) return false;
        woken = false;
        return true;
    }

    @Override
    public void wakeup() {
        woken = true;
        delegate.wakeup();
    }

    @Override
    public EngineListener listen(SocketAddress address, ListenOptions options) throws IOException {
        return new TrackedListener(traffic, delegate.listen(address, options));
    }

    @Override
    public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException {
        TrackedSocket socket = new TrackedSocket(traffic, delegate.connect(address, local));
        traffic.connecting(socket, address);
        return socket;
    }

    @Override
    public @Nullable List<InetAddress> lookUp(String name) throws UnknownHostException {
        return delegate.lookUp(name);
    }

    @Override
    public EngineWatch watch(SelectableChannel channel) {
        return new TrackedWatch(traffic, delegate.watch(channel));
    }

    @Override
    public EngineDatagrams datagrams(SocketAddress local, DatagramOptions options) throws IOException {
        return new TrackedDatagrams(traffic, delegate.datagrams(local, options));
    }

    /**
     * The sockets and listeners that nobody has closed.
     *
     * @return a word on each, in the order they were opened
     */
    public List<String> open() {
        return traffic.open();
    }

    @Override
    public void close() throws IOException {
        delegate.close();
    }
}
