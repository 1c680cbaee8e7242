package dev.tuliptree.testing;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.nursery;

import dev.tuliptree.ActionOf;
import dev.tuliptree.Task;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.testing.StreamContract.Ends;
import dev.tuliptree.testing.StreamContract.Maker;
import java.nio.ByteBuffer;

/** What streams promise that can end in one direction alone: see {@link StreamContract}. */
final class HalfCloseContract {
    private final Maker<? extends ByteStream, ? extends ByteStream> maker;

    /** More than a connection holds while nobody receives. */
    private final int tooMuch;

    HalfCloseContract(Maker<? extends ByteStream, ? extends ByteStream> maker, int tooMuch) {
        this.maker = maker;
        this.tooMuch = tooMuch;
    }

    void check() throws Exception {
        with(this::theAnswerStillComes);
        with(this::theEndWakesTheReceiver);
        with(this::afterTheEndSendingIsAMistake);
        with(this::bothEndsMayEndFirst);
    }

    private void with(ActionOf<Ends<? extends ByteStream, ? extends ByteStream>, Exception> part) throws Exception {
        try (Ends<? extends ByteStream, ? extends ByteStream> ends = maker.make()) {
            part.run(ends);
        }
    }

    private void theAnswerStillComes(Ends<? extends ByteStream, ? extends ByteStream> ends) throws Exception {
        byte[] question = OneWayContract.someBytes(40);
        byte[] answer = OneWayContract.someBytes(Math.min(300_000, tooMuch));
        ends.sender().sendAll(question);
        LoopAssertions.assertNoCheckpoints(() -> ends.sender().sendEof());
        Expect.bytes(ends.receiver().receiveAll(), question, "what was sent before its end arrives");
        nursery(n -> {
            n.start(() -> {
                ends.receiver().sendAll(answer);
                ends.receiver().close();
            });
            Expect.bytes(ends.sender().receiveAll(), answer, "after the end of sending, receiving goes on");
        });
    }

    private void theEndWakesTheReceiver(Ends<? extends ByteStream, ? extends ByteStream> ends) throws Exception {
        nursery(n -> {
            Task<byte[]> receiving = n.start(() -> ends.receiver().receiveSome(10));
            OneWayContract.settle();
            ends.sender().sendEof();
            Expect.number(await(receiving).length, 0, "a receiver that waits is told of the end");
        });
    }

    private void afterTheEndSendingIsAMistake(Ends<? extends ByteStream, ? extends ByteStream> ends) throws Exception {
        ByteStream here = ends.sender();
        here.sendEof();
        here.sendEof();
        Class<IllegalStateException> mistake = IllegalStateException.class;
        String promise = "sending after the end is a mistake";
        Expect.failure(mistake, promise, () -> here.sendAll(new byte[1]));
        Expect.failure(mistake, promise, () -> here.sendAll(ByteBuffer.allocate(1), ByteBuffer.allocate(1)));
        Expect.failure(mistake, promise, () -> here.trySend(ByteBuffer.allocate(1)));
        Expect.failure(mistake, promise, () -> here.awaitWritable());
    }

    private void bothEndsMayEndFirst(Ends<? extends ByteStream, ? extends ByteStream> ends) throws Exception {
        ends.sender().sendEof();
        ends.receiver().sendEof();
        Expect.number(ends.sender().receiveAll().length, 0, "both directions may end, seen from here");
        Expect.number(ends.receiver().receiveAll().length, 0, "both directions may end, seen from there");
    }
}
