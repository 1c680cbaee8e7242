package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** A listener takes connections until it is closed; connecting succeeds or says why not. */
class ListenerTest {
    @LoopTest
    void portZeroTakesAFreeOne() throws IOException {
        try (TcpListener one = listenTcp("127.0.0.1", 0);
                TcpListener other = listenTcp("127.0.0.1", 0)) {
            assertThat(one.port()).isPositive().isNotEqualTo(other.port());
            assertThat(one.localAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.1");
        }
    }

    @LoopTest
    void aPortThatIsTakenIsToldByItsNumber() throws IOException {
        try (TcpListener one = listenTcp("127.0.0.1", 0)) {
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> listenTcp("127.0.0.1", one.port()))
                    .withMessageContaining("port " + one.port());
        }
    }

    @LoopTest
    void aPortIsFreeAgainAsSoonAsItIsClosed() throws IOException {
        int port;
        try (TcpListener first = listenTcp("127.0.0.1", 0)) {
            port = first.port();
            SocketStream here = openTcpStream("127.0.0.1", port);
            SocketStream there = first.accept();
            there.close();
            here.close();
        }
        try (TcpListener second = listenTcp("127.0.0.1", port)) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @LoopTest
    void evenIfSomebodyWasWaitingThere() throws IOException {
        TcpListener first = listenTcp("127.0.0.1", 0);
        moveOnAfter(seconds(1), () -> {
            first.accept();
        });
        first.close();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> openTcpStream("127.0.0.1", first.port()));
        listenTcp("127.0.0.1", first.port()).close();
    }

    @LoopTest
    void itAcceptsInTheOrderTheyConnect() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            List<SocketStream> streams = new ArrayList<>();
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                SocketStream stream = openTcpStream("127.0.0.1", listener.port());
                streams.add(stream);
                ports.add(stream.localAddress().getPort());
            }
            List<Integer> accepted = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                SocketStream stream = listener.accept();
                streams.add(stream);
                accepted.add(stream.remoteAddress().getPort());
            }
            assertThat(accepted).isEqualTo(ports);
            streams.forEach(SocketStream::close);
        }
    }

    @LoopTest
    void acceptingSuspendsUntilSomebodyConnects() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                Task<SocketStream> accepting = n.start(() -> listener.accept());
                sleep(seconds(5));
                assertThat(accepting.done()).isFalse();
                openTcpStream("127.0.0.1", listener.port()).close();
                await(accepting).close();
            });
            assertThat(now()).isEqualTo(seconds(5));
        }
    }

    @LoopTest
    void aSecondAcceptIsRefused() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.accept());
                settle();
                assertThatIllegalStateException()
                        .isThrownBy(() -> listener.accept())
                        .withMessageContaining("another task");
                n.cancel();
            });
        }
    }

    @LoopTest
    void closingItEndsTheWaitOfAnAccept() throws IOException {
        TcpListener listener = listenTcp("127.0.0.1", 0);
        nursery(n -> {
            Task<String> accepting = n.start(() -> {
                assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> listener.accept());
                return "told";
            });
            settle();
            listener.close();
            listener.close();
            assertThat(await(accepting)).isEqualTo("told");
        });
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> listener.accept());
    }

    @LoopTest
    void acceptingAndConnectingAreCheckpoints() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream waiting = openTcpStream("127.0.0.1", listener.port());
            assertCheckpoints(() -> listener.accept());
            assertCheckpoints(() -> openTcpStream("127.0.0.1", listener.port()));
            assertCheckpoints(() -> listenTcp("127.0.0.1", 0));
            listener.accept().close();
            waiting.close();
        }
    }

    // -- connecting

    @LoopTest
    void whereNobodyListensItIsRefusedAndSaysWhere() throws IOException {
        int port;
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            port = listener.port();
        }
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> openTcpStream("127.0.0.1", port))
                .withMessageContaining("127.0.0.1")
                .withMessageContaining(String.valueOf(port))
                .satisfies(failure -> assertThat(failure.getSuppressed()).isNotEmpty());
    }

    @LoopTest
    void aNameIsLookedUp() throws IOException {
        try (TcpListener listener = listenTcp("localhost", 0);
                SocketStream here = openTcpStream("localhost", listener.port());
                SocketStream there = listener.accept()) {
            assertThat(there.remoteAddress()).isEqualTo(here.localAddress());
        }
    }

    @LoopTest(schedules = 0)
    void aNameNobodyKnowsIsToldSo() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> openTcpStream("no-such-host.invalid", 80))
                .withMessageContaining("no-such-host.invalid");
    }
}
