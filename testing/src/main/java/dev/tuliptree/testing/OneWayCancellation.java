package dev.tuliptree.testing;

import static dev.tuliptree.Async.nursery;

import dev.tuliptree.Task;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import dev.tuliptree.sync.Queue;
import dev.tuliptree.testing.StreamContract.Ends;
import dev.tuliptree.testing.StreamContract.Maker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is left when one end is cancelled, at each point where that can happen: see {@link StreamContract}. */
final class OneWayCancellation {
    private static final int PIECES = 3;
    private static final int PIECE = 50;

    private final Maker<? extends SendStream, ? extends ReceiveStream> maker;

    /** More than a connection holds while nobody receives. */
    private final int tooMuch;

    OneWayCancellation(Maker<? extends SendStream, ? extends ReceiveStream> maker, int tooMuch) {
        this.maker = maker;
        this.tooMuch = tooMuch;
    }

    void check() throws Exception {
        int capacity = capacity();
        int points = CancelEverywhere.run(this::aReceiverLosesNothing);
        Expect.that(points >= PIECES, "a receiver suspends while it waits");
        points = CancelEverywhere.run(victim -> aSenderSendsABeginning(victim, capacity));
        Expect.that(points >= 1, "a sender suspends while it waits");
    }

    private void aReceiverLosesNothing(Victim victim) throws Exception {
        byte[] all = OneWayContract.someBytes(PIECES * PIECE);
        try (Ends<? extends SendStream, ? extends ReceiveStream> ends = maker.make()) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            Queue<Boolean> turns = new Queue<>(PIECES * PIECE);
            nursery(n -> {
                n.start(() -> {
                    for (int i = 0; i < PIECES; i++) {
                        // The receiver has nothing then, and has to wait.
                        turns.get();
                        ends.sender().sendAll(all, i * PIECE, PIECE);
                    }
                    ends.sender().close();
                });
                victim.run(() -> receive(ends.receiver(), received, turns));
                receive(ends.receiver(), received, turns);
            });
            Expect.bytes(received.toByteArray(), all, "a receiver that was cancelled has lost nothing");
        }
    }

    /** Receives to the end, and says so each time it is about to wait. */
    private static void receive(ReceiveStream stream, ByteArrayOutputStream received, Queue<Boolean> turns)
            throws IOException {
        byte[] part;
        do {
            turns.tryPut(true);
            part = stream.receiveSome(64 * 1024);
            received.writeBytes(part);
        } while (part.length > 0);
    }

    /** How much a connection holds: twice as much has a sender wait a few times, and not thousands of times. */
    private int capacity() throws Exception {
        try (Ends<? extends SendStream, ? extends ReceiveStream> ends = maker.make()) {
            ByteBuffer bytes = ByteBuffer.allocate(tooMuch);
            nursery(n -> {
                Task<?> sending = n.start(() -> ends.sender().sendAll(bytes));
                OneWayContract.settle();
                Expect.that(!sending.done(), "sending waits while nobody receives");
                n.cancel();
            });
            return bytes.position();
        }
    }

    private void aSenderSendsABeginning(Victim victim, int capacity) throws Exception {
        byte[] all = OneWayContract.someBytes(2 * capacity);
        try (Ends<? extends SendStream, ? extends ReceiveStream> ends = maker.make()) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            nursery(n -> {
                n.start(() -> {
                    OneWayContract.settle();
                    receive(ends.receiver(), received, new Queue<>(PIECES * PIECE));
                });
                victim.run(() -> ends.sender().sendAll(all));
                ends.sender().close();
            });
            byte[] beginning = Arrays.copyOf(all, received.size());
            Expect.bytes(received.toByteArray(), beginning, "a sender that was cancelled has sent a beginning");
            if (!victim.wasCancelled()) Expect.number(received.size(), all.length, "a sender that was not sends all");
        }
    }
}
