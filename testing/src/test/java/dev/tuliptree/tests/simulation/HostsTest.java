package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.net.ConnectOptions;
import dev.tuliptree.net.Resolver;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.SimulatedHost;
import dev.tuliptree.testing.SimulatedNetwork;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Several machines live in one loop, each with its own ports, its own addresses and its own loopback interface. */
class HostsTest {
    private static TcpListener listenOn(SimulatedHost host, String address, int port) throws IOException {
        return host.run(() -> listenTcp(address, port));
    }

    private static void assertReaches(TcpListener listener, String name) throws IOException {
        try (SocketStream stream = openTcpStream(name, listener.port());
                SocketStream accepted = listener.accept()) {
            stream.sendAll(new byte[] {1});
            assertThat(accepted.receiveExactly(1)).containsExactly(1);
            assertThat(accepted.remoteAddress()).isEqualTo(stream.localAddress());
        }
    }

    @LoopTest
    void aHostIsReachedByItsNameAndItsAddresses(SimulatedNetwork network) throws IOException {
        SimulatedHost server = network.host("server", "192.0.2.7", "2001:db8::7");
        try (TcpListener listener = listenOn(server, "::", 80)) {
            for (String name : new String[] {"server", "SERVER", "192.0.2.7", "2001:db8::7"}) {
                assertReaches(listener, name);
            }
        }
        assertThat(server.addresses()).hasSize(2).first().isEqualTo(server.address());
    }

    @LoopTest
    void theSamePortIsAnotherOnEachHost(SimulatedNetwork network) throws IOException {
        SimulatedHost one = network.host("one");
        SimulatedHost other = network.host("other");
        try (TcpListener first = listenOn(one, "0.0.0.0", 80);
                TcpListener second = listenOn(other, "0.0.0.0", 80)) {
            assertReaches(first, "one");
            assertReaches(second, "other");
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> listenOn(one, "127.0.0.1", 80));
        }
    }

    @LoopTest
    void theLoopbackInterfaceIsReachedFromItsOwnHostAlone(SimulatedNetwork network) throws IOException {
        SimulatedHost server = network.host("server");
        try (TcpListener listener = listenOn(server, "127.0.0.1", 80)) {
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> openTcpStream("localhost", 80));
            assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> openTcpStream("server", 80));
            server.run(() -> assertReaches(listener, "localhost"));
            server.run(() -> nursery(n -> {
                n.start(() -> assertReaches(listener, "127.0.0.1"));
            }));
        }
    }

    @LoopTest
    void aHostListensAndConnectsAtItsOwnAddressesAlone(SimulatedNetwork network) throws IOException {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> listenTcp("192.0.2.1", 80));
        SimulatedHost server = network.host("server", "192.0.2.7");
        ConnectOptions asServer = ConnectOptions.DEFAULT.localAddress(new InetSocketAddress(server.address(), 0));
        try (TcpListener listener = listenTcp("0.0.0.0", 80);
                SocketStream stream = openTcpStream("here", 80, asServer);
                SocketStream accepted = listener.accept()) {
            assertThat(accepted.remoteAddress().getAddress()).isEqualTo(server.address());
            assertThat(stream.localAddress().getAddress()).isEqualTo(server.address());
        }
    }

    @LoopTest
    void namesAreTheNetworksOwn(SimulatedNetwork network) throws IOException {
        network.name("service.example", "192.0.2.1", "2001:db8::1");
        assertThat(Resolver.ofLoop().resolve("Service.example"))
                .containsExactly(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1"));
        assertThat(Resolver.ofSystem().resolve("localhost")).allMatch(InetAddress::isLoopbackAddress);
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> openTcpStream("other.example", 80))
                .withMessageContaining("here, service.example");
        assertThatIllegalArgumentException().isThrownBy(() -> network.host("twin", "10.0.0.2"));
    }

    @LoopTest
    void listenersMayShareAPort(SimulatedNetwork network) throws IOException {
        ListenOptions sharing = ListenOptions.DEFAULT.reusePort(true);
        try (TcpListener one = TcpListener.open("127.0.0.1", 80, sharing);
                TcpListener other = TcpListener.open("127.0.0.1", 80, sharing)) {
            assertThat(one.port()).isEqualTo(other.port());
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> listenTcp("127.0.0.1", 80));
        }
        assertThat(network.seed()).isNotNegative();
    }
}
