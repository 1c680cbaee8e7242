package dev.tuliptree.testing;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;

/**
 * Checks that streams keep what {@link SendStream}, {@link ReceiveStream} and {@link ByteStream} promise, whatever is
 * under them. For loop tests, in their tasks. After Trio's {@code check_one_way_stream} and its kin.
 *
 * <pre>{@code
 * @LoopTest
 * void itKeepsTheContractOfStreams() {
 *     StreamContract.checkHalfCloseable(() -> {
 *         var pair = MemoryStream.pair();
 *         return StreamContract.ends(pair.here(), pair.there());
 *     });
 * }
 * }</pre>
 *
 * <p>The promises: bytes arrive in order, however they are cut; nothing is received that was not asked for; a sender
 * waits for a slow receiver; a second task at the same end is refused with a clear error; every call that may suspend
 * is a checkpoint and lets others run; cancelled at any point, a receiver has lost nothing and a sender has sent a
 * beginning; closing is heard at both ends. A connection must hold at least 4,000 bytes that nobody has received yet,
 * and less than {@link #TOO_MUCH}. Each check throws an {@link AssertionError} that names the promise.
 */
public final class StreamContract {
    /** More bytes than a connection holds that nobody has received yet, unless something else is said: 16 MiB. */
    public static final int TOO_MUCH = 16 * 1024 * 1024;

    private StreamContract() {}

    /**
     * Both ends of a connection.
     *
     * @param sender the end that sends
     * @param receiver the end that receives
     * @param <S> the type of the one
     * @param <R> the type of the other
     */
    public record Ends<S extends SendStream, R extends ReceiveStream>(S sender, R receiver) implements AutoCloseable {
        /** Closes both ends, and waits until nothing goes on any more. */
        @Override
        public void close() {
            sender.close();
            receiver.close();
            EventLoop.current().waitAllTasksBlocked();
        }
    }

    /**
     * Makes connections.
     *
     * @param <S> the type of the end that sends
     * @param <R> the type of the end that receives
     */
    @FunctionalInterface
    public interface Maker<S extends SendStream, R extends ReceiveStream> {
        /**
         * Makes a new connection. May suspend.
         *
         * @return its ends
         * @throws Exception if that fails, which fails the check
         */
        Ends<S, R> make() throws Exception;
    }

    /**
     * Both ends of a connection.
     *
     * @param sender the end that sends
     * @param receiver the end that receives
     * @param <S> the type of the one
     * @param <R> the type of the other
     * @return the ends
     */
    public static <S extends SendStream, R extends ReceiveStream> Ends<S, R> ends(S sender, R receiver) {
        return new Ends<>(sender, receiver);
    }

    /**
     * Checks streams that carry bytes in one direction. A checkpoint.
     *
     * @param maker makes connections
     * @throws Exception if the maker does
     */
    public static void checkOneWay(Maker<? extends SendStream, ? extends ReceiveStream> maker) throws Exception {
        checkOneWay(maker, TOO_MUCH);
    }

    private static void checkOneWay(Maker<? extends SendStream, ? extends ReceiveStream> maker, int tooMuch)
            throws Exception {
        new OneWayContract(maker, tooMuch).check();
        new OneWayCancellation(maker, tooMuch).check();
    }

    /**
     * Checks streams that carry bytes in both directions, in each of them. A checkpoint.
     *
     * @param maker makes connections
     * @throws Exception if the maker does
     */
    public static void checkTwoWay(Maker<? extends ByteStream, ? extends ByteStream> maker) throws Exception {
        checkTwoWay(maker, TOO_MUCH, true);
    }

    private static void checkTwoWay(
            Maker<? extends ByteStream, ? extends ByteStream> maker, int tooMuch, boolean resets) throws Exception {
        checkOneWay(maker, tooMuch);
        Maker<ByteStream, ByteStream> reversed = () -> {
            Ends<? extends ByteStream, ? extends ByteStream> made = maker.make();
            return ends(made.receiver(), made.sender());
        };
        checkOneWay(reversed, tooMuch);
        new TwoWayContract(maker, tooMuch).check(resets);
    }

    /**
     * Checks streams that can end in one direction and go on in the other. A checkpoint.
     *
     * @param maker makes connections
     * @throws Exception if the maker does
     */
    public static void checkHalfCloseable(Maker<? extends ByteStream, ? extends ByteStream> maker) throws Exception {
        checkHalfCloseable(maker, TOO_MUCH);
    }

    /**
     * As {@link #checkHalfCloseable(Maker)}, for connections that are known to hold little: the check is the quicker. A
     * checkpoint.
     *
     * @param maker makes connections
     * @param tooMuch more bytes than a connection holds that nobody has received yet; more than 4,000
     * @throws Exception if the maker does
     */
    public static void checkHalfCloseable(Maker<? extends ByteStream, ? extends ByteStream> maker, int tooMuch)
            throws Exception {
        if (tooMuch <= 4_000) throw new IllegalArgumentException("a connection must hold 4,000 bytes: " + tooMuch);
        checkTwoWay(maker, tooMuch, true);
        new HalfCloseContract(maker, tooMuch).check();
    }

    /**
     * As {@link #checkHalfCloseable}, for streams whose peers take an abort for an orderly end: there are no resets in
     * the Unix domain. A checkpoint.
     *
     * @param maker makes connections
     * @throws Exception if the maker does
     */
    public static void checkWithoutResets(Maker<? extends ByteStream, ? extends ByteStream> maker) throws Exception {
        checkTwoWay(maker, TOO_MUCH, false);
        new HalfCloseContract(maker, TOO_MUCH).check();
    }
}
