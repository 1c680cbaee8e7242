package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.NetworkEvent.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.SimulatedHost;
import dev.tuliptree.testing.SimulatedNetwork;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** What a cut in the network does to connections, as TCP has it. */
class PartitionTest {
    /** A connection from here to another host. */
    private record Connected(SimulatedHost server, TcpListener listener, SocketStream here, SocketStream there)
            implements AutoCloseable {
        static Connected over(SimulatedNetwork network) throws IOException {
            SimulatedHost server = network.host("server");
            TcpListener listener = server.run(() -> listenTcp("0.0.0.0", 80));
            SocketStream here = openTcpStream("server", 80);
            return new Connected(server, listener, here, listener.accept());
        }

        @Override
        public void close() {
            here.close();
            there.close();
            listener.close();
        }
    }

    @LoopTest
    void whatWasSentArrivesWhenThePartitionIsOver(SimulatedNetwork network) throws IOException {
        try (Connected c = Connected.over(network)) {
            network.partition(network.here(), c.server);
            c.here.sendAll(new byte[] {1, 2, 3});
            c.there.sendAll(new byte[] {4});
            assertThat(moveOnAfter(seconds(60), () -> c.there.receiveSome(10)))
                    .as("received in time")
                    .isEmpty();
            network.heal(network.here(), c.server);
            assertThat(c.there.receiveExactly(3)).containsExactly(1, 2, 3);
            assertThat(c.here.receiveExactly(1)).containsExactly(4);
            assertThat(now()).as("soon after, as is tried ever more seldom").isBetween(seconds(60), seconds(130));
        }
    }

    @LoopTest
    void aCutInOneDirectionLeavesTheOther(SimulatedNetwork network) throws IOException {
        try (Connected c = Connected.over(network)) {
            network.cut(network.here(), c.server);
            c.there.sendAll(new byte[] {1});
            assertThat(c.here.receiveExactly(1)).containsExactly(1);
            c.here.sendAll(new byte[] {2});
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> timeout(seconds(60), () -> c.there.receiveSome(10)));
            network.heal();
            assertThat(c.there.receiveExactly(1)).containsExactly(2);
        }
    }

    @LoopTest
    void aConnectionIsGivenUpAfterAQuarterOfAnHour(SimulatedNetwork network) throws IOException {
        try (Connected c = Connected.over(network)) {
            network.partition(network.here(), c.server);
            c.here.sendAll(new byte[] {1});
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> c.here.receiveSome(10))
                    .withMessageContaining("timed out");
            assertThat(now()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(16));
            assertThat(network.count(TIMED_OUT)).isPositive();
        }
    }

    @LoopTest
    void theOtherEndOfAConnectionThatWasDroppedMeanwhileHearsOfItWhenItSends(SimulatedNetwork network)
            throws IOException {
        try (Connected c = Connected.over(network)) {
            network.partition(network.here(), c.server);
            c.here.abort();
            assertThat(moveOnAfter(seconds(5), () -> c.there.receiveSome(10))).isEmpty();
            network.heal();
            assertThat(moveOnAfter(seconds(1_000), () -> c.there.receiveSome(10)))
                    .as("half open, as nothing was sent")
                    .isEmpty();
            c.there.sendAll(new byte[] {1});
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> c.there.receiveSome(10))
                    .withMessageContaining("reset");
        }
    }

    @LoopTest
    void connectingGivesUpAfterTwoMinutesAndSucceedsIfTheCutIsHealedBefore(SimulatedNetwork network)
            throws IOException {
        SimulatedHost server = network.host("server");
        network.partition(network.here(), server);
        TcpListener listener = server.run(() -> listenTcp("0.0.0.0", 80));
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> openTcpStream("10.0.0.3", 80))
                .withMessageContaining("timed out");
        assertThat(now()).isBetween(seconds(60), seconds(128));
        nursery(n -> {
            Task<SocketStream> connecting = n.start(() -> openTcpStream("10.0.0.3", 80));
            sleep(seconds(20));
            network.heal();
            await(connecting).close();
        });
        listener.close();
    }

    @LoopTest
    void whoFindsTheQueueFullWaitsUntilSomebodyWasAccepted(SimulatedNetwork network) throws IOException {
        ListenOptions two = ListenOptions.DEFAULT.backlog(2);
        try (TcpListener listener = TcpListener.open("127.0.0.1", 80, two)) {
            nursery(n -> {
                for (int i = 0; i < 3; i++) {
                    n.start(() -> openTcpStream("127.0.0.1", 80).close());
                }
                sleep(seconds(10));
                assertThat(network.count(BACKLOG_FULL)).isPositive();
                assertThat(network.count(CONNECTED)).isEqualTo(2);
                for (int i = 0; i < 3; i++) listener.accept().close();
            });
            assertThat(network.count(CONNECTED)).isEqualTo(3);
        }
    }

    @LoopTest
    void aNarrowWayTakesItsTime(SimulatedNetwork network) throws IOException {
        network.conditions(LinkConditions.IDEAL
                .latency(millis(100), Duration.ZERO)
                .bytesPerSecond(10_000)
                .buffer(1_000_000));
        try (Connected c = Connected.over(network)) {
            Duration before = now();
            c.here.sendAll(new byte[100_000]);
            c.there.receiveExactly(100_000);
            assertThat(now().minus(before)).isBetween(seconds(10), millis(10_200));
        }
    }
}
