package dev.tuliptree.testing;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.nursery;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import dev.tuliptree.testing.StreamContract.Ends;
import dev.tuliptree.testing.StreamContract.Maker;
import java.nio.ByteBuffer;

/** What every pair of a sending and a receiving end promises: see {@link StreamContract}. */
final class OneWayContract {
    private final Maker<? extends SendStream, ? extends ReceiveStream> maker;

    /** More than a connection holds while nobody receives. */
    private final int tooMuch;

    OneWayContract(Maker<? extends SendStream, ? extends ReceiveStream> maker, int tooMuch) {
        this.maker = maker;
        this.tooMuch = tooMuch;
    }

    void check() throws Exception {
        with(this::bytesArriveInOrder);
        with(this::noMoreIsReceivedThanAskedFor);
        with(this::muchArrivesUnchanged);
        with(this::receivingWaitsForBytes);
        with(this::sendingWaitsForTheReceiver);
        with(this::mistakesAreRefused);
        with(this::aSecondTaskIsRefused);
        with(this::everyCallIsACheckpoint);
        with(this::othersHaveTheirTurns);
        with(this::theEndFollowsWhatWasSent);
        with(this::aClosedSenderRefuses);
        with(this::aClosedReceiverRefuses);
        with(this::closingWakesTheReceiver);
        with(this::closingWakesTheSender);
        with(this::aReceiverThatIsGoneIsNoticed);
    }

    private void with(ActionOf<Ends<? extends SendStream, ? extends ReceiveStream>, Exception> part) throws Exception {
        try (Ends<? extends SendStream, ? extends ReceiveStream> ends = maker.make()) {
            part.run(ends);
        }
    }

    static void settle() {
        EventLoop.current().waitAllTasksBlocked();
    }

    static byte[] someBytes(int count) {
        byte[] bytes = new byte[count];
        // Of a long period, which is no multiple of what buffers are made of, and quickly made.
        for (int i = 0, word = count; i < count; i++, word += 0x9e3779b9) bytes[i] = (byte) (word >>> 24);
        return bytes;
    }

    private void bytesArriveInOrder(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        byte[] all = someBytes(10);
        SendStream sender = ends.sender();
        sender.sendAll(new byte[0]);
        sender.sendAll(all, 0, 3);
        sender.sendAll(ByteBuffer.wrap(all, 3, 1));
        ByteBuffer[] parts = {
            ByteBuffer.wrap(all, 4, 2),
            ByteBuffer.allocate(0),
            ByteBuffer.wrap(all, 6, 4).asReadOnlyBuffer()
        };
        sender.sendAll(parts);
        for (ByteBuffer part : parts) Expect.that(!part.hasRemaining(), "what was sent remains in no buffer");
        Expect.bytes(ends.receiver().receiveExactly(10), all, "arrays, parts and buffers arrive in order");
    }

    private void noMoreIsReceivedThanAskedFor(Ends<? extends SendStream, ? extends ReceiveStream> ends)
            throws Exception {
        byte[] all = someBytes(100);
        ends.sender().sendAll(all);
        ReceiveStream receiver = ends.receiver();
        ByteBuffer received = ByteBuffer.allocate(100);
        received.put(receiver.receiveSome(1));
        Expect.number(received.position(), 1, "receiveSome(1) receives one byte");
        received.limit(3);
        while (received.hasRemaining()) {
            int before = received.position();
            int count = receiver.receiveSome(received);
            Expect.number(count, received.position() - before, "receiveSome says how many bytes are in the buffer");
        }
        received.limit(100);
        while (received.hasRemaining()) {
            byte[] piece = receiver.receiveSome(7);
            Expect.that(piece.length > 0 && piece.length <= 7, "receiveSome(7) receives one to seven bytes");
            received.put(piece, 0, Math.min(piece.length, received.remaining()));
        }
        Expect.bytes(received.array(), all, "bytes that are received in pieces are in order");
    }

    private void muchArrivesUnchanged(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        byte[] much = someBytes(Math.min(700_001, tooMuch));
        int first = much.length / 3;
        nursery(n -> {
            n.start(() -> {
                ends.sender().sendAll(much, 0, first);
                ByteBuffer rest = ByteBuffer.wrap(much, first + 17, much.length - first - 17);
                ends.sender().sendAll(ByteBuffer.wrap(much, first, 17), rest);
                ends.sender().close();
            });
            Expect.bytes(ends.receiver().receiveAll(), much, "much arrives unchanged, and then the end");
        });
    }

    private void receivingWaitsForBytes(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        nursery(n -> {
            Task<byte[]> receiving = n.start(() -> ends.receiver().receiveExactly(2));
            settle();
            ends.sender().sendAll(new byte[] {1});
            settle();
            Expect.that(!receiving.done(), "receiving waits until enough has been sent");
            ends.sender().sendAll(new byte[] {2});
            Expect.bytes(await(receiving), new byte[] {1, 2}, "a receiver that waits is woken by what is sent");
        });
    }

    private void sendingWaitsForTheReceiver(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        nursery(n -> {
            Task<?> sending = n.start(() -> {
                ends.sender().sendAll(new byte[tooMuch]);
                ends.sender().close();
            });
            settle();
            Expect.that(!sending.done(), "sending waits while nobody receives");
            Expect.number(ends.receiver().receiveAll(tooMuch).length, tooMuch, "what had to wait arrives");
            await(sending);
        });
    }

    private void mistakesAreRefused(Ends<? extends SendStream, ? extends ReceiveStream> ends) {
        ReceiveStream receiver = ends.receiver();
        Class<IllegalArgumentException> mistake = IllegalArgumentException.class;
        Expect.failure(mistake, "receiving no byte is a mistake", () -> receiver.receiveSome(0));
        Expect.failure(mistake, "receiving fewer than none is one", () -> receiver.receiveSome(-1));
        ByteBuffer full = ByteBuffer.allocate(0);
        Expect.failure(mistake, "receiving into a full buffer is one", () -> receiver.receiveSome(full));
    }

    private void aSecondTaskIsRefused(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        nursery(n -> {
            Task<byte[]> first = n.start(() -> ends.receiver().receiveSome(10));
            settle();
            refused("receiving", () -> ends.receiver().receiveSome(10));
            refused("receiving", () -> ends.receiver().receiveSome(ByteBuffer.allocate(1)));
            refused("receiving", () -> ends.receiver().awaitReadable());
            ends.sender().sendAll(new byte[] {7});
            Expect.bytes(await(first), new byte[] {7}, "the first receiver goes on when a second one was refused");
            n.start(() -> ends.sender().sendAll(new byte[tooMuch]));
            settle();
            refused("sending", () -> ends.sender().sendAll(new byte[1]));
            refused("sending", () -> ends.sender().sendAll(ByteBuffer.allocate(1), ByteBuffer.allocate(1)));
            n.cancel();
        });
    }

    private static void refused(String what, Action<Exception> block) {
        String promise = "a second task is refused while one is " + what;
        String message =
                Expect.failure(IllegalStateException.class, promise, block).getMessage();
        Expect.that(message != null && message.contains("another task"), promise + ", and told why: " + message);
    }

    private void everyCallIsACheckpoint(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        SendStream sender = ends.sender();
        ReceiveStream receiver = ends.receiver();
        sender.sendAll(new byte[] {1, 2, 3});
        settle();
        LoopAssertions.assertCheckpoints(() -> receiver.receiveSome(10));
        LoopAssertions.assertCheckpoints(() -> receiver.receiveSome(ByteBuffer.allocate(10)));
        LoopAssertions.assertCheckpoints(() -> receiver.awaitReadable());
        LoopAssertions.assertCheckpoints(() -> sender.sendAll(new byte[] {9}));
        LoopAssertions.assertCheckpoints(() -> sender.sendAll(ByteBuffer.allocate(1)));
        LoopAssertions.assertCheckpoints(() -> sender.sendAll(ByteBuffer.allocate(1), ByteBuffer.allocate(1)));
        Expect.bytes(receiver.receiveExactly(3), new byte[] {1, 2, 3}, "a receiver that was cancelled took nothing");
        sender.close();
        Expect.bytes(receiver.receiveAll(), new byte[0], "a sender that was cancelled first sent nothing");
        LoopAssertions.assertCheckpoints(() -> receiver.receiveSome(10));
    }

    private void othersHaveTheirTurns(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        byte[] one = {1};
        LoopAssertions.assertLetsOthersRun(() -> ends.sender().sendAll(one));
        ends.sender().sendAll(new byte[2_000]);
        settle();
        LoopAssertions.assertLetsOthersRun(() -> ends.receiver().receiveSome(1));
    }

    private void theEndFollowsWhatWasSent(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        ends.sender().sendAll(someBytes(1_000));
        ends.sender().close();
        ReceiveStream receiver = ends.receiver();
        Expect.bytes(receiver.receiveExactly(1_000), someBytes(1_000), "what was sent before closing arrives");
        for (int i = 0; i < 3; i++) {
            Expect.number(receiver.receiveSome(10).length, 0, "the end is no bytes, again and again");
        }
        Expect.number(receiver.receiveSome(ByteBuffer.allocate(10)), -1, "the end is -1, into a buffer");
    }

    private void aClosedSenderRefuses(Ends<? extends SendStream, ? extends ReceiveStream> ends) {
        SendStream sender = ends.sender();
        LoopAssertions.assertNoCheckpoints(() -> sender.close());
        sender.close();
        closed("sending on it", () -> sender.sendAll(new byte[1]));
        closed("sending on it", () -> sender.sendAll(ByteBuffer.allocate(1)));
        closed("sending on it", () -> sender.sendAll(ByteBuffer.allocate(1), ByteBuffer.allocate(1)));
    }

    private void aClosedReceiverRefuses(Ends<? extends SendStream, ? extends ReceiveStream> ends) {
        ReceiveStream receiver = ends.receiver();
        LoopAssertions.assertNoCheckpoints(() -> receiver.close());
        receiver.close();
        closed("receiving from it", () -> receiver.receiveSome(1));
        closed("receiving from it", () -> receiver.receiveSome(ByteBuffer.allocate(1)));
        closed("waiting at it", () -> receiver.awaitReadable());
    }

    private static void closed(String what, Action<Exception> block) {
        Expect.failure(ClosedStreamException.class, "after a stream was closed, " + what + " says so", block);
    }

    private void closingWakesTheReceiver(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        nursery(n -> {
            n.start(() ->
                    closed("a receiver that waits at it", () -> ends.receiver().receiveSome(1)));
            settle();
            ends.receiver().close();
        });
    }

    private void closingWakesTheSender(Ends<? extends SendStream, ? extends ReceiveStream> ends) throws Exception {
        nursery(n -> {
            n.start(() ->
                    closed("a sender that waits at it", () -> ends.sender().sendAll(new byte[tooMuch])));
            settle();
            ends.sender().close();
        });
    }

    private void aReceiverThatIsGoneIsNoticed(Ends<? extends SendStream, ? extends ReceiveStream> ends)
            throws Exception {
        nursery(n -> {
            n.start(() -> Expect.broken("a sender that waits is told when the receiver is gone", () -> {
                while (true) ends.sender().sendAll(new byte[tooMuch]);
            }));
            settle();
            ends.receiver().close();
        });
    }
}
