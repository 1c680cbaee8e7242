package dev.tuliptree.testing;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;

import dev.tuliptree.ActionOf;
import dev.tuliptree.Task;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.testing.StreamContract.Ends;
import dev.tuliptree.testing.StreamContract.Maker;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What streams promise that carry bytes in both directions: see {@link StreamContract}. */
final class TwoWayContract {
    private final Maker<? extends ByteStream, ? extends ByteStream> maker;

    /** More than a connection holds while nobody receives. */
    private final int tooMuch;

    TwoWayContract(Maker<? extends ByteStream, ? extends ByteStream> maker, int tooMuch) {
        this.maker = maker;
        this.tooMuch = tooMuch;
    }

    void check(boolean resets) throws Exception {
        with(this::bothDirectionsAtOnce);
        with(this::oneTaskSendsWhileAnotherReceives);
        with(this::withoutWaitingItTakesWhatIsThere);
        with(this::withoutRoomNothingIsTakenUntilThereIsSome);
        with(this::severalBuffersAreTakenInTheirOrder);
        with(this::whatWasTakenWithoutWaitingArrives);
        with(this::aCancelledSenderLeavesTheOtherDirectionAlone);
        if (resets) with(this::anAbortIsNoOrderlyEnd);
        with(this::aClosedStreamRefuses);
    }

    private void with(ActionOf<Ends<? extends ByteStream, ? extends ByteStream>, Exception> part) throws Exception {
        try (Ends<? extends ByteStream, ? extends ByteStream> ends = maker.make()) {
            part.run(ends);
        }
    }

    private void bothDirectionsAtOnce(Ends<? extends ByteStream, ? extends ByteStream> ends) throws Exception {
        byte[] much = OneWayContract.someBytes(Math.min(600_000, tooMuch));
        nursery(n -> {
            for (ByteStream end : new ByteStream[] {ends.sender(), ends.receiver()}) {
                n.start(() -> end.sendAll(much));
                n.start(() -> {
                    byte[] received = end.receiveExactly(much.length);
                    Expect.bytes(received, much, "much passes in both directions at once");
                });
            }
        });
    }

    private void oneTaskSendsWhileAnotherReceives(Ends<? extends ByteStream, ? extends ByteStream> ends)
            throws Exception {
        nursery(n -> {
            Task<byte[]> receiving = n.start(() -> ends.sender().receiveSome(10));
            OneWayContract.settle();
            ends.sender().sendAll(new byte[] {1});
            Expect.bytes(ends.receiver().receiveExactly(1), new byte[] {1}, "a task may send while another receives");
            ends.receiver().sendAll(new byte[] {2});
            Expect.bytes(await(receiving), new byte[] {2}, "the one that receives goes on");
        });
    }

    private void withoutWaitingItTakesWhatIsThere(Ends<? extends ByteStream, ? extends ByteStream> ends)
            throws Exception {
        ByteStream here = ends.sender();
        ByteStream there = ends.receiver();
        ByteBuffer room = ByteBuffer.allocate(3);
        LoopAssertions.assertNoCheckpoints(
                () -> Expect.number(there.tryReceive(room), 0, "tryReceive takes nothing when nothing has come"));
        LoopAssertions.assertNoCheckpoints(() ->
                Expect.that(here.trySend(ByteBuffer.wrap(new byte[] {1})) == 1, "trySend finds room in a new stream"));
        Expect.number(tryUntil(there, room), 1, "tryReceive takes what has come");
        here.close();
        room.clear();
        Expect.number(tryUntil(there, room), -1, "tryReceive comes to the end");
        Expect.number(there.tryReceive(room), -1, "tryReceive comes to the end again");
    }

    /** Waits and tries, as that something is there may turn out wrong. */
    private static int tryUntil(ByteStream stream, ByteBuffer target) throws Exception {
        int count;
        do {
            stream.awaitReadable();
            count = stream.tryReceive(target);
        } while (count == 0);
        return count;
    }

    private void withoutRoomNothingIsTakenUntilThereIsSome(Ends<? extends ByteStream, ? extends ByteStream> ends)
            throws Exception {
        ByteStream here = ends.sender();
        int filled = fill(here);
        int little;
        do {
            // There may be some yet, too little for the system to speak of.
            little = here.trySend(ByteBuffer.allocate(1));
            filled += little;
        } while (little > 0 && filled < tooMuch);
        Expect.number(little, 0, "trySend takes nothing without room");
        int sent = filled;
        nursery(n -> {
            Task<?> waiting = n.start(() -> here.awaitWritable());
            Expect.number(ends.receiver().receiveExactly(sent).length, sent, "all that trySend took arrives");
            await(waiting);
            Expect.that(here.trySend(ByteBuffer.allocate(1)) == 1, "there is room after awaitWritable");
        });
    }

    /** Sends until there is no more room, for good: bytes move on in the system only a little later. */
    private static int fill(ByteStream stream) throws Exception {
        ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
        int sent = 0;
        boolean room = true;
        while (room) {
            int taken = stream.trySend(piece.clear());
            sent += taken;
            if (taken == 0) room = moveOnAfter(seconds(1), () -> stream.awaitWritable());
        }
        return sent;
    }

    private void severalBuffersAreTakenInTheirOrder(Ends<? extends ByteStream, ? extends ByteStream> ends)
            throws Exception {
        ByteStream here = ends.sender();
        ByteBuffer[] few = {
            ByteBuffer.wrap(new byte[] {0, 1, 2, 0}, 1, 2),
            ByteBuffer.allocateDirect(0),
            ByteBuffer.allocateDirect(1).put((byte) 3).flip(),
            ByteBuffer.wrap(new byte[] {4, 5}).asReadOnlyBuffer()
        };
        // There may be room for a part only.
        for (long sent = 0; sent < 5; ) {
            here.awaitWritable();
            sent += here.trySend(few);
        }
        Expect.bytes(
                ends.receiver().receiveExactly(5),
                new byte[] {1, 2, 3, 4, 5},
                "what trySend took of several buffers arrives in their order");
        byte[] much = OneWayContract.someBytes(tooMuch);
        ByteBuffer[] many = {
            ByteBuffer.wrap(much, 0, 100),
            ByteBuffer.allocateDirect(tooMuch - 100)
                    .put(much, 100, tooMuch - 100)
                    .flip()
        };
        int taken = (int) here.trySend(many);
        Expect.number(
                many[0].position() + many[1].position(), taken, "what trySend did not take remains in the buffers");
        Expect.bytes(
                ends.receiver().receiveExactly(taken),
                Arrays.copyOf(much, taken),
                "what it took of a long buffer behind a short one arrives");
    }

    private void whatWasTakenWithoutWaitingArrives(Ends<? extends ByteStream, ? extends ByteStream> ends)
            throws Exception {
        int sent = fill(ends.sender());
        ends.sender().close();
        int received = ends.receiver().receiveAll(tooMuch).length;
        Expect.number(received, sent, "all that trySend took arrives even if the stream is closed then");
    }

    private void aCancelledSenderLeavesTheOtherDirectionAlone(Ends<? extends ByteStream, ? extends ByteStream> ends)
            throws Exception {
        ByteStream here = ends.sender();
        boolean sent = moveOnAfter(seconds(1), () -> here.sendAll(new byte[tooMuch]));
        Expect.that(!sent, "sending waits while nobody receives");
        ends.receiver().sendAll(new byte[] {5});
        Expect.bytes(here.receiveExactly(1), new byte[] {5}, "after a sender was cancelled, receiving goes on");
    }

    private void anAbortIsNoOrderlyEnd(Ends<? extends ByteStream, ? extends ByteStream> ends) throws Exception {
        nursery(n -> {
            n.start(() -> Expect.broken(
                    "an abort breaks the connection for the peer",
                    () -> ends.receiver().receiveSome(10)));
            OneWayContract.settle();
            LoopAssertions.assertNoCheckpoints(() -> ends.sender().abort());
            ends.sender().abort();
            ends.sender().close();
        });
    }

    private void aClosedStreamRefuses(Ends<? extends ByteStream, ? extends ByteStream> ends) {
        ByteStream here = ends.sender();
        here.close();
        Class<ClosedStreamException> closed = ClosedStreamException.class;
        ByteBuffer one = ByteBuffer.allocate(1);
        Expect.failure(closed, "tryReceive says that it was closed", () -> here.tryReceive(one));
        Expect.failure(closed, "trySend says that it was closed", () -> here.trySend(one));
        Expect.failure(closed, "awaitWritable says that it was closed", () -> here.awaitWritable());
        Expect.failure(closed, "sendEof says that it was closed", () -> here.sendEof());
    }
}
