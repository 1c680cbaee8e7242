package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.transport.Transports.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsSession;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.net.transport.Connection;
import dev.tuliptree.net.transport.Server;
import dev.tuliptree.net.transport.ServerOptions;
import dev.tuliptree.net.transport.Transport;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Transports over other streams than sockets behave as those over sockets do. */
class TlsTransportTest {
    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("127.0.0.1", "localhost");
    private static final TlsServerOptions SERVER = TlsServerOptions.of(IDENTITY);
    private static final TlsClientOptions CLIENT = TlsClientOptions.DEFAULT.trust(IDENTITY.certificate());

    private final List<Recorder> accepted = new ArrayList<>();

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Sends back what it receives. */
    private Recorder echo() {
        Recorder protocol = new Recorder() {
            @Override
            public void dataReceived(ByteBuffer data) throws Exception {
                transport.write(data);
            }
        };
        accepted.add(protocol);
        return protocol;
    }

    private static void awaitBytes(Recorder protocol, int count) {
        while (protocol.received.size() < count) sleep(millis(1));
    }

    @LoopTest
    void underTlsAProtocolIsToldTheSame() throws IOException {
        try (Server server = createServer(this::echo, "127.0.0.1", 0, ServerOptions.DEFAULT.tls(SERVER))) {
            Connection<Recorder> connection = createConnection(Recorder::new, "127.0.0.1", server.port(), CLIENT);
            Transport transport = connection.transport();
            transport.write(bytes("in secret"));
            awaitBytes(connection.protocol(), 9);
            assertThat(connection.protocol().text()).isEqualTo("in secret");
            TlsSession session = transport.extraInfo(TlsSession.class);
            assertThat(session).isNotNull();
            assertThat(session.protocol()).isEqualTo("TLSv1.3");
            assertThat(transport.extraInfo(TlsStream.class)).isNotNull();
            assertThat(transport.extraInfo(SocketStream.class)).isNotNull();
            assertThat(transport.peerAddress())
                    .isEqualTo(server.localAddresses().getFirst());
            transport.close();
            Link.end(server);
            assertThat(connection.protocol().calls).containsExactly("made", "data", "lost");
            assertThat(accepted.getFirst().calls).containsExactly("made", "eof", "lost");
        }
    }

    @LoopTest(schedules = 1)
    void muchGoesThereAndBack() throws IOException {
        byte[] much = new byte[20_000_000];
        for (int i = 0; i < much.length; i++) much[i] = (byte) (i * 31 >> 8);
        try (Server server = createServer(this::echo, "127.0.0.1", 0, ServerOptions.DEFAULT.tls(SERVER))) {
            Connection<Recorder> connection = createConnection(Recorder::new, "127.0.0.1", server.port(), CLIENT);
            connection.transport().write(much);
            awaitBytes(connection.protocol(), much.length);
            assertThat(connection.protocol().received.toByteArray()).isEqualTo(much);
            assertThat(connection.protocol().calls).contains("pause", "resume");
            connection.transport().close();
            Link.end(server);
        }
    }

    @LoopTest
    void aHandshakeThatFailsHurtsNobodyElse() throws IOException {
        try (Server server = createServer(this::echo, "127.0.0.1", 0, ServerOptions.DEFAULT.tls(SERVER))) {
            try (SocketStream stranger = openTcpStream("127.0.0.1", server.port())) {
                stranger.sendAll(bytes("GET / HTTP/1.1\r\n\r\n"));
                assertThatCode(() -> stranger.receiveAll())
                        .satisfiesAnyOf(
                                thrown -> assertThat(thrown).isNull(),
                                thrown -> assertThat(thrown).isInstanceOf(IOException.class));
            }
            Connection<Recorder> connection = createConnection(Recorder::new, "127.0.0.1", server.port(), CLIENT);
            connection.transport().write(bytes("hello"));
            awaitBytes(connection.protocol(), 5);
            connection.transport().close();
            Link.end(server);
            assertThat(accepted).hasSize(1);
        }
    }

    @LoopTest
    void aPeerThatIsCutOffIsAFailure() throws IOException {
        try (Server server = createServer(this::echo, "127.0.0.1", 0, ServerOptions.DEFAULT.tls(SERVER))) {
            TlsStream client = openTlsStream("127.0.0.1", server.port(), CLIENT);
            client.sendAll(bytes("x"));
            client.receiveExactly(1);
            client.abort();
            Link.end(server);
            assertThat(accepted.getFirst().calls).containsExactly("made", "lost");
            assertThat(accepted.getFirst().failure).isInstanceOf(IOException.class);
        }
    }

    // -- in the middle of a connection

    @LoopTest
    void bothEndsMayBeginTlsInTheMiddleOfAConnection() throws IOException {
        Recorder here = new Recorder();
        Recorder there = new Recorder();
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            Transport client =
                    createConnection(() -> here, "127.0.0.1", listener.port()).transport();
            Transport server = createConnection(() -> there, listener.accept()).transport();
            client.write(bytes("STARTTLS"));
            awaitBytes(there, 8);
            @Nullable Transport[] secure = new Transport[2];
            nursery(n -> {
                Task<Transport> accepting = n.start(() -> startTls(server, SERVER));
                secure[0] = startTls(client, "localhost", CLIENT);
                secure[1] = await(accepting);
            });
            assertThat(client.isClosing()).isTrue();
            assertThat(here.calls).as("nobody is told").containsExactly("made");
            secure[0].write(bytes("in secret"));
            awaitBytes(there, 17);
            assertThat(there.text()).isEqualTo("STARTTLSin secret");
            secure[1].close();
            while (!here.calls.contains("lost")) sleep(millis(1));
            settle();
            assertThat(here.calls).containsExactly("made", "eof", "lost");
            assertThat(there.calls).containsExactly("made", "data", "lost");
        }
    }

    @LoopTest
    void whenTheTwoDoNotComeToTermsTheProtocolIsTold() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.peer().sendAll(bytes("this is no TLS at all"));
            assertThatIOException().isThrownBy(() -> startTls(link.transport(), "localhost", CLIENT));
            settle();
            assertThat(protocol.calls).containsExactly("made", "lost");
            assertThat(protocol.failure).isInstanceOf(IOException.class);
        }
    }

    @LoopTest
    void onATransportThatIsClosedNothingCanBegin() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().abort();
            assertThatIOException()
                    .isThrownBy(() -> startTls(link.transport(), SERVER))
                    .withMessageContaining("closed");
            settle();
            assertThat(protocol.calls).containsExactly("made", "lost");
        }
    }

    @LoopTest(schedules = 1)
    void cancelledAtAnyPointBeginningTlsTellsTheProtocolOfTheEndOrChangesNothing() {
        int points = CancelEverywhere.run(victim -> {
            Recorder protocol = new Recorder();
            try (Link link = Link.open(protocol)) {
                link.transport().write(new byte[10_000_000]);
                @Nullable Transport[] secure = new Transport[1];
                nursery(n -> {
                    n.start(() -> {
                        link.peer().receiveExactly(10_000_000);
                        try (TlsStream peer = startTls(link.peer(), SERVER)) {
                            peer.receiveAll();
                        } catch (IOException cutOff) {
                            link.peer().close();
                        }
                    });
                    victim.run(() -> secure[0] = startTls(link.transport(), "localhost", CLIENT));
                    if (secure[0] != null) secure[0].close();
                    else if (!link.transport().isClosing()) link.transport().close();
                });
                while (!protocol.calls.contains("lost")) sleep(millis(1));
                settle();
                assertThat(protocol.calls).containsExactly("made", "pause", "resume", "lost");
                assertThat(protocol.failure).isNull();
            }
        });
        assertThat(points).isGreaterThan(3);
    }

    // -- other streams

    @LoopTest
    void overAnyStreamAProtocolIsToldTheSame() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair(1);
        Recorder protocol = new Recorder();
        Transport transport = createConnection(() -> protocol, pair.here()).transport();
        assertThat(transport.peerAddress()).isNull();
        transport.setWriteBufferLimits(0, 0);
        nursery(n -> {
            n.start(() -> pair.there().sendAll(bytes("drop by drop")));
            transport.write(bytes("and back"));
            assertThat(pair.there().receiveExactly(8)).isEqualTo(bytes("and back"));
        });
        settle();
        assertThat(protocol.text()).isEqualTo("drop by drop");
        assertThat(protocol.calls).contains("pause", "resume");
        transport.pauseReading();
        pair.there().sendAll(bytes("x"));
        pair.there().sendEof();
        settle();
        assertThat(protocol.calls).doesNotContain("eof");
        transport.resumeReading();
        settle();
        assertThat(protocol.calls).endsWith("eof", "lost");
        pair.close();
    }

    @LoopTest
    void aStreamThatBreaksTellsReaderAndWriter() throws IOException {
        for (boolean writing : new boolean[] {false, true}) {
            MemoryStream.Pair pair = MemoryStream.pair(1);
            Recorder protocol = new Recorder();
            Transport transport = createConnection(() -> protocol, pair.here()).transport();
            if (writing) {
                transport.pauseReading();
                transport.write(new byte[100_000]);
            }
            settle();
            pair.there().abort();
            settle();
            assertThat(protocol.calls).endsWith("lost");
            assertThat(protocol.failure).isInstanceOf(IOException.class);
            pair.close();
        }
    }
}
