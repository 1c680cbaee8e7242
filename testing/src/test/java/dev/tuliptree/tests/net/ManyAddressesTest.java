package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A listener may have several addresses, of both families, all at one port. */
class ManyAddressesTest {
    private static void reach(TcpListener listener, String host) throws IOException {
        try (SocketStream stream = openTcpStream(host, listener.port());
                SocketStream accepted = listener.accept()) {
            stream.sendAll(new byte[] {1});
            assertThat(accepted.receiveSome(10)).containsExactly(1);
        }
    }

    @LoopTest
    void eachAddressIsReachedAtTheSamePort() throws IOException {
        try (TcpListener listener = TcpListener.open(List.of("127.0.0.1", "127.0.0.2"), 0, ListenOptions.DEFAULT)) {
            assertThat(listener.localAddresses())
                    .extracting(InetSocketAddress::getPort)
                    .containsExactly(listener.port(), listener.port());
            for (String host : List.of("127.0.0.2", "127.0.0.1", "127.0.0.2")) reach(listener, host);
        }
    }

    @LoopTest
    void oneThatIsBusyDoesNotStarveTheOther() throws IOException {
        try (TcpListener listener = TcpListener.open(List.of("127.0.0.1", "127.0.0.2"), 0, ListenOptions.DEFAULT)) {
            List<SocketStream> streams = new ArrayList<>();
            for (String host : List.of("127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.2")) {
                streams.add(openTcpStream(host, listener.port()));
            }
            boolean other = false;
            for (int i = 0; i < 2; i++) {
                SocketStream accepted = listener.accept();
                streams.add(accepted);
                other |= accepted.localAddress().getHostString().equals("127.0.0.2");
            }
            assertThat(other).isTrue();
            streams.forEach(SocketStream::close);
        }
    }

    @LoopTest
    void anAddressThatIsTakenOrIsNotHereFailsAllAndLeavesNothing() throws IOException {
        try (TcpListener taken = listenTcp("127.0.0.2", 0)) {
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() ->
                            TcpListener.open(List.of("127.0.0.1", "127.0.0.2"), taken.port(), ListenOptions.DEFAULT))
                    .withMessageContaining("127.0.0.2 port " + taken.port());
            listenTcp("127.0.0.1", taken.port()).close();
        }
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> TcpListener.open(List.of("127.0.0.1", "192.0.2.1"), 0, ListenOptions.DEFAULT))
                .withMessageContaining("192.0.2.1");
        assertThatIllegalArgumentException().isThrownBy(() -> TcpListener.open(List.of(), 0, ListenOptions.DEFAULT));
    }

    @LoopTest
    void severalListenersShareAPortIfTheyAgreeTo() throws IOException {
        ListenOptions sharing = ListenOptions.DEFAULT.reusePort(true).backlog(10);
        try (TcpListener one = TcpListener.open("127.0.0.1", 0, sharing);
                TcpListener other = TcpListener.open("127.0.0.1", one.port(), sharing)) {
            assertThat(other.port()).isEqualTo(one.port());
        }
    }

    @LoopTest
    void allAddressesOfBothFamiliesAreOne() throws IOException {
        try (TcpListener listener = listenTcp("::", 0)) {
            reach(listener, "127.0.0.1");
            assumeTrue(hasIpv6(), "there is no IPv6 here");
            reach(listener, "::1");
        }
    }

    @LoopTest
    void aNameIsListenedOnWhereverItLeadsTo() throws IOException {
        try (TcpListener listener = listenTcp("localhost", 0)) {
            assertThat(listener.localAddresses())
                    .allMatch(address -> address.getAddress().isLoopbackAddress());
            reach(listener, "localhost");
        }
    }

    private static boolean hasIpv6() {
        try {
            listenTcp("::1", 0).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
