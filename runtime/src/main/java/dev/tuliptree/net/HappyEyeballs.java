package dev.tuliptree.net;

import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.combine.Timeouts;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.LoopNursery;
import dev.tuliptree.loop.ParkingLot;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the first of several addresses that answers, without waiting for each to fail in turn (RFC 8305). Loop
 * thread only.
 *
 * <p>Attempts start in order, each a while after the one before, or as soon as that one has failed. The first to
 * succeed wins; the others are cancelled, and those that succeed all the same are closed.
 *
 * @param <A> what an attempt is made at
 * @param <S> what comes of one that succeeds
 */
public final class HappyEyeballs<A, S extends ByteStream> {
    /** How long each attempt goes ahead of the next: 250 ms, as RFC 8305 recommends in section 5. */
    public static final Duration STAGGER = Duration.ofMillis(250);

    /**
     * Makes one attempt.
     *
     * @param <A> what it is made at
     * @param <S> what comes of it
     */
    @FunctionalInterface
    public interface Attempt<A, S> {
        /**
         * Tries to connect. May suspend; cancelled, it must leave nothing open.
         *
         * @param address where to
         * @return the connection
         * @throws IOException if that fails
         */
        S connect(A address) throws IOException;
    }

    private final Attempt<? super A, ? extends S> attempt;
    private final Duration stagger;
    private final List<IOException> failures = new ArrayList<>();
    private final ParkingLot failed = new ParkingLot("an attempt to connect");
    private @Nullable S winner;

    private HappyEyeballs(Attempt<? super A, ? extends S> attempt, Duration stagger) {
        this.attempt = attempt;
        this.stagger = stagger;
    }

    /**
     * Connects to the first address that answers. A checkpoint; cancelled, it leaves nothing open.
     *
     * @param addresses where to, the best first; see {@link #interleave}
     * @param stagger how long each attempt goes ahead of the next
     * @param attempt makes one attempt
     * @param <A> what an attempt is made at
     * @param <S> what comes of one that succeeds
     * @return the connection
     * @throws IOException if all attempts failed; each failure is suppressed in it, in the order they happened
     */
    public static <A, S extends ByteStream> S connect(
            List<? extends A> addresses, Duration stagger, Attempt<? super A, ? extends S> attempt) throws IOException {
        Checkpoint.throwIfCancelled();
        return new HappyEyeballs<A, S>(attempt, stagger).race(addresses);
    }

    private S race(List<? extends A> addresses) throws IOException {
        try {
            if (addresses.size() == 1) return attempt.connect(addresses.getFirst());
        } catch (IOException e) {
            failures.add(e);
            throw allFailed();
        }
        try {
            LoopNursery.<@Nullable Void>run(nursery -> {
                startAll(addresses, nursery);
                return null;
            });
        } catch (Throwable e) {
            if (winner != null) winner.close();
            throw e;
        }
        if (winner != null) return winner;
        throw allFailed();
    }

    private void startAll(List<? extends A> addresses, Nursery nursery) {
        for (Iterator<? extends A> each = addresses.iterator(); each.hasNext(); ) {
            A address = each.next();
            Task<?> latest = nursery.start(() -> tryOne(address, nursery));
            if (each.hasNext()) waitFor(latest);
        }
    }

    /** Until the attempt has failed, or it is time for the next. */
    private void waitFor(Task<?> latest) {
        Timeouts.<@Nullable Void, RuntimeException>run(stagger, () -> {
            while (!latest.done()) failed.park();
            return null;
        });
    }

    private void tryOne(A address, Nursery nursery) {
        try {
            S stream = attempt.connect(address);
            if (winner == null) {
                winner = stream;
                nursery.cancel("another address has answered");
            } else {
                stream.close();
            }
        } catch (IOException e) {
            failures.add(e);
            failed.unparkAll();
        }
    }

    private IOException allFailed() {
        StringBuilder message = new StringBuilder();
        for (IOException failure : failures) {
            message.append(message.isEmpty() ? "" : "; ").append(failure.getMessage());
        }
        IOException all = new IOException(message.toString());
        failures.forEach(all::addSuppressed);
        return all;
    }

    /**
     * Orders addresses so that those of both families take turns, beginning with that of the first, and otherwise as
     * they come (RFC 8305, section 4): where one family does not work at all, the second attempt succeeds.
     *
     * @param addresses the addresses, in the order of preference
     * @return a new list
     */
    public static List<InetAddress> interleave(List<InetAddress> addresses) {
        List<InetAddress> first = new ArrayList<>();
        List<InetAddress> second = new ArrayList<>();
        for (InetAddress address : addresses) {
            boolean likeFirst = (address instanceof Inet4Address) == (addresses.getFirst() instanceof Inet4Address);
            (likeFirst ? first : second).add(address);
        }
        List<InetAddress> ordered = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            if (i < first.size()) ordered.add(first.get(i));
            if (i < second.size()) ordered.add(second.get(i));
        }
        return ordered;
    }
}
