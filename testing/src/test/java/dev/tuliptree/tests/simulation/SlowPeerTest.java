package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.NetworkEvent;
import dev.tuliptree.testing.SimulatedNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Peers that take or give almost nothing cost next to nothing, however long they do so. */
class SlowPeerTest {
    private static final int BUFFER = 10_000;

    private record Connected(TcpListener listener, SocketStream here, SocketStream there) implements AutoCloseable {
        static Connected over(SimulatedNetwork network) throws IOException {
            network.conditions(LinkConditions.IDEAL.buffer(BUFFER).latency(millis(10), Duration.ZERO));
            TcpListener listener = listenTcp("127.0.0.1", 0);
            SocketStream here = openTcpStream("127.0.0.1", listener.port());
            return new Connected(listener, here, listener.accept());
        }

        @Override
        public void close() {
            here.close();
            there.close();
            listener.close();
        }
    }

    @LoopTest
    void aPeerThatNeverReadsTakesNoMoreThanItsBuffer(SimulatedNetwork network) throws IOException {
        try (Connected c = Connected.over(network)) {
            ByteBuffer much = ByteBuffer.allocate(100 * BUFFER);
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> timeout(Duration.ofHours(24), () -> c.here.sendAll(much)));
            assertThat(much.position()).as("what was taken in a day").isEqualTo(BUFFER);
            assertThat(c.here.trySend(much)).isZero();
            assertThat(now()).isBetween(Duration.ofHours(24), Duration.ofHours(25));
        }
    }

    @LoopTest(schedules = 0)
    void aPeerThatTakesAByteASecondSlowsTheSenderToThat(SimulatedNetwork network) throws IOException {
        int seconds = 2 * 3_600;
        try (Connected c = Connected.over(network)) {
            nursery(n -> {
                Task<?> sending = n.start(() -> c.here.sendAll(new byte[BUFFER + seconds]));
                for (int i = 0; i < seconds; i++) {
                    assertThat(sending.done()).isFalse();
                    sleep(seconds(1));
                    assertThat(c.there.receiveSome(1)).hasSize(1);
                }
                sleep(seconds(1));
                assertThat(sending.done()).isTrue();
            });
        }
    }

    @LoopTest(schedules = 0)
    void aPeerThatGivesAByteASecondIsReadToItsEnd(SimulatedNetwork network) throws IOException {
        int seconds = 3_600;
        try (Connected c = Connected.over(network)) {
            nursery(n -> {
                n.start(() -> {
                    for (int i = 0; i < seconds; i++) {
                        c.here.sendAll(new byte[] {(byte) i});
                        sleep(seconds(1));
                    }
                    c.here.sendEof();
                });
                assertThat(c.there.receiveAll()).hasSize(seconds);
            });
            assertThat(now()).isBetween(seconds(seconds), seconds(seconds + 1));
        }
    }

    @LoopTest
    void aSenderThatIsHeldUpIsToldAsSoonAsThereIsRoom(SimulatedNetwork network) throws IOException {
        try (Connected c = Connected.over(network)) {
            c.here.sendAll(new byte[BUFFER]);
            nursery(n -> {
                Task<?> waiting = n.start(() -> c.here.awaitWritable());
                sleep(seconds(100));
                assertThat(waiting.done()).isFalse();
                assertThat(c.there.receiveSome(1)).hasSize(1);
                Duration read = now();
                await(waiting);
                assertThat(now().minus(read)).as("as long as a packet takes").isEqualTo(millis(10));
            });
            assertThat(c.here.trySend(ByteBuffer.allocate(10))).isEqualTo(1);
            assertThat(network.count(NetworkEvent.PARTIAL_WRITE)).isPositive();
        }
    }
}
