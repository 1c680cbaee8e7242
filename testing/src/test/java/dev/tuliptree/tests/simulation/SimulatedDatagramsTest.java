package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.NetworkEvent.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ConnectedUdpSocket;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.testing.DatagramFaults;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.SimulatedHost;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Datagrams come whole or not at all, in any order, some twice. */
class SimulatedDatagramsTest {
    private static final int COUNT = 100;

    private static LinkConditions with(double lost, double duplicated, double delayed) {
        return LinkConditions.IDEAL.datagrams(new DatagramFaults(lost, duplicated, delayed));
    }

    /** What comes of datagrams 0, 1, 2 and so on. */
    private static List<Integer> pass() throws IOException {
        List<Integer> received = new ArrayList<>();
        try (UdpSocket here = openUdpSocket("127.0.0.1", 0);
                UdpSocket there = openUdpSocket("127.0.0.1", 0)) {
            for (int i = 0; i < COUNT; i++) here.send(new byte[] {(byte) i}, there.localAddress());
            moveOnAfter(seconds(10), () -> {
                while (true) received.add((int) there.receive().data()[0]);
            });
        }
        return received;
    }

    @LoopTest
    void withoutFaultsAllComeInOrder(SimulatedNetwork network) throws IOException {
        assertThat(pass()).hasSize(COUNT).isSorted();
        assertThat(network.count(DATAGRAM_LOST)).isZero();
    }

    @LoopTest
    void someAreLost(SimulatedNetwork network) throws IOException {
        network.conditions(with(0.5, 0, 0));
        assertThat(pass())
                .hasSize(COUNT - (int) network.count(DATAGRAM_LOST))
                .hasSizeLessThan(COUNT)
                .isSorted();
    }

    @LoopTest
    void someComeTwice(SimulatedNetwork network) throws IOException {
        network.conditions(with(0, 0.5, 0));
        List<Integer> received = pass();
        assertThat(received)
                .hasSize(COUNT + (int) network.count(DATAGRAM_DUPLICATED))
                .hasSizeGreaterThan(COUNT);
        assertThat(new HashSet<>(received)).hasSize(COUNT);
    }

    @LoopTest
    void someComeLate(SimulatedNetwork network) throws IOException {
        network.conditions(with(0, 0, 0.5));
        List<Integer> received = pass();
        assertThat(received).hasSize(COUNT).doesNotHaveDuplicates();
        assertThat(received).isNotEqualTo(received.stream().sorted().toList());
    }

    @LoopTest
    void whoReceivesTooSlowlyLosesSome(SimulatedNetwork network) throws IOException {
        try (UdpSocket here = openUdpSocket("127.0.0.1", 0);
                UdpSocket there = openUdpSocket("127.0.0.1", 0)) {
            for (int i = 0; i < 10; i++) here.send(new byte[30_000], there.localAddress());
            sleep(seconds(1));
            assertThat(network.count(DATAGRAM_OVERFLOW)).isEqualTo(8);
            assertThat(there.receive().data()).hasSize(30_000);
        }
    }

    @LoopTest
    void theyPassBetweenHosts(SimulatedNetwork network) throws IOException {
        SimulatedHost server = network.host("server");
        UdpSocket socket = server.run(() -> openUdpSocket("0.0.0.0", 53));
        try (ConnectedUdpSocket client = openConnectedUdpSocket("server", 53)) {
            client.send(new byte[] {1});
            InetSocketAddress sender = socket.receive().sender();
            assertThat(sender.getAddress()).isEqualTo(network.here().address());
            socket.send(new byte[] {2}, sender);
            assertThat(client.receive()).containsExactly(2);
            network.cut(network.here(), server);
            client.send(new byte[] {3});
            assertThat(moveOnAfter(seconds(100), () -> socket.receive())).isEmpty();
            network.heal();
            socket.close();
            client.send(new byte[] {4});
            assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> client.receive());
        }
    }

    @Test
    void aRoughNetworkDoesAllOfThat() {
        Simulation.run(50, LinkConditions::rough, _ -> pass())
                .assertMet(DATAGRAM_LOST, DATAGRAM_DUPLICATED, DATAGRAM_DELAYED);
    }
}
