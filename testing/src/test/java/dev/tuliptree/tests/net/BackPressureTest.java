package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A sender waits for a receiver that takes its time; nothing is buffered beyond what the system holds. */
class BackPressureTest {
    @LoopTest(schedules = 1)
    void sendingSuspendsWhileTheOtherEndDoesNotReceive() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<?> sending = n.start(() -> {
                    c.here().sendAll(new byte[20_000_000]);
                    c.here().sendEof();
                });
                sleep(seconds(10));
                assertThat(sending.done()).isFalse();
                assertThat(sending.awaiting()).hasToString("room to send");
                assertThat(c.there().receiveAll(20_000_000)).hasSize(20_000_000);
                await(sending);
            });
        }
    }

    @LoopTest(schedules = 1)
    void aSlowReceiverSlowsTheSenderDown() throws IOException {
        int size = 20_000_000;
        try (Connection c = Connection.open()) {
            nursery(n -> {
                long[] sentAt = new long[1];
                n.start(() -> {
                    c.here().sendAll(new byte[size]);
                    sentAt[0] = loop().nanoTime();
                });
                int received = 0;
                ByteBuffer buffer = ByteBuffer.allocate(1_000_000);
                while (received < size) {
                    sleep(seconds(1));
                    received += c.there().receiveSome(buffer.clear());
                }
                checkpoint();
                assertThat(sentAt[0])
                        .as("when all was sent")
                        .isGreaterThan(seconds(3).toNanos());
            });
        }
    }

    @LoopTest(schedules = 1)
    void withoutRoomTrySendTakesNothingUntilThereIsSome() throws IOException {
        try (Connection c = Connection.open()) {
            ByteBuffer piece = ByteBuffer.allocate(64 * 1024);
            int[] sent = new int[1];
            nursery(n -> {
                int taken;
                do {
                    taken = c.here().trySend(piece.clear());
                    sent[0] += taken;
                    // The other end's part of the room opens up only as the system moves bytes there.
                } while (taken > 0 || moveOnAfter(seconds(1), () -> c.here().awaitWritable()));
                assertThat(sent[0]).isPositive();
                Task<?> waiting = n.start(() -> c.here().awaitWritable());
                assertThat(c.there().receiveExactly(sent[0])).hasSize(sent[0]);
                await(waiting);
                assertThat(c.here().trySend(piece.clear())).isPositive();
            });
        }
    }
}
