package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.SocketCalls.*;
import static dev.tuliptree.net.transport.Transports.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.UnixStream;
import dev.tuliptree.net.transport.Protocol;
import dev.tuliptree.net.transport.Server;
import dev.tuliptree.net.transport.ServerOptions;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A server has a protocol told of each connection it accepts, until it is closed. */
class ServerTest {
    private final List<Recorder> protocols = new ArrayList<>();

    /** Sends back what it receives. */
    private Protocol echo() {
        Recorder protocol = new Recorder() {
            @Override
            public void dataReceived(ByteBuffer data) throws Exception {
                transport.write(data);
            }
        };
        protocols.add(protocol);
        return protocol;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static void talk(int port, String text) throws IOException {
        try (SocketStream client = openTcpStream("127.0.0.1", port)) {
            client.sendAll(bytes(text));
            assertThat(client.receiveExactly(text.length())).isEqualTo(bytes(text));
        }
    }

    @LoopTest
    void eachConnectionHasAProtocolOfItsOwn() throws IOException {
        try (Server server = createServer(this::echo, "127.0.0.1", 0)) {
            nursery(n -> {
                for (int i = 0; i < 10; i++) {
                    String text = "hello from " + i;
                    n.start(() -> talk(server.port(), text));
                }
            });
            settle();
            assertThat(protocols).hasSize(10);
            assertThat(protocols)
                    .allSatisfy(protocol -> assertThat(protocol.calls).containsExactly("made", "eof", "lost"));
            assertThat(server.connections()).isZero();
        }
    }

    @LoopTest
    void closedItAcceptsNoMoreAndConnectionsGoOn() throws IOException {
        Server server = createServer(this::echo, "127.0.0.1", 0);
        assertThat(server.isServing()).isTrue();
        int port = server.port();
        try (SocketStream client = openTcpStream("127.0.0.1", port)) {
            settle();
            server.close();
            server.close();
            assertThat(server.isServing()).isFalse();
            assertThatIOException().isThrownBy(() -> openTcpStream("127.0.0.1", port));
            client.sendAll(bytes("still there?"));
            assertThat(client.receiveExactly(12)).isEqualTo(bytes("still there?"));
            Task<?> closed = createTask(() -> server.waitClosed());
            settle();
            assertThat(closed.done()).isFalse();
            Link.hangUp(client);
            await(closed);
            assertThat(protocols.getFirst().calls).containsExactly("made", "eof", "lost");
        }
    }

    @LoopTest
    void waitClosedWaitsForAServerThatIsOpen() throws IOException {
        Server server = createServer(this::echo, "127.0.0.1", 0);
        Task<?> closed = createTask(() -> server.waitClosed());
        settle();
        assertThat(closed.done()).isFalse();
        server.close();
        await(closed);
    }

    @LoopTest
    void itsClientsAreClosedWithWhatWaitsOrAborted() throws IOException {
        try (Server server = createServer(this::echo, "127.0.0.1", 0);
                SocketStream one = openTcpStream("127.0.0.1", server.port())) {
            settle();
            protocols.getFirst().transport.write(new byte[10_000_000]);
            server.closeClients();
            assertThat(one.receiveAll(10_000_000)).hasSize(10_000_000);
            try (SocketStream other = openTcpStream("127.0.0.1", server.port())) {
                settle();
                protocols.getLast().transport.write(new byte[10_000_000]);
                server.abortClients();
                assertThatIOException().isThrownBy(() -> other.receiveAll(10_000_000));
            }
            settle();
            assertThat(server.connections()).isZero();
        }
    }

    @LoopTest
    void serveForeverServesUntilItIsCancelled() throws IOException {
        Server server = createServer(this::echo, "127.0.0.1", 0);
        assertThat(moveOnAfter(seconds(10), () -> {
                    nursery(n -> {
                        n.start(() -> server.serveForever());
                        talk(server.port(), "hello");
                    });
                }))
                .isFalse();
        assertThat(server.isServing()).isFalse();
    }

    @LoopTest
    void moreConnectionsThanItMayHaveWait() throws IOException {
        ServerOptions options = ServerOptions.DEFAULT.maxConnections(1);
        try (Server server = createServer(this::echo, "127.0.0.1", 0, options);
                SocketStream first = openTcpStream("127.0.0.1", server.port());
                SocketStream second = openTcpStream("127.0.0.1", server.port())) {
            second.sendAll(bytes("me"));
            sleep(seconds(10));
            assertThat(server.connections()).isEqualTo(1);
            assertThat(protocols).hasSize(1);
            Link.hangUp(first);
            assertThat(second.receiveExactly(2)).isEqualTo(bytes("me"));
            assertThat(protocols).hasSize(2);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ServerOptions.DEFAULT.maxConnections(0));
    }

    @LoopTest
    void aFactoryThatThrowsHurtsItsConnectionAlone() throws IOException {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(what + ": " + failure.getMessage()));
        boolean[] broken = {true};
        ServerOptions options = ServerOptions.DEFAULT.listen(ListenOptions.DEFAULT.backlog(10));
        try (Server server = createServer(
                () -> {
                    if (broken[0]) throw new IllegalStateException("not yet");
                    return echo();
                },
                "127.0.0.1",
                0,
                options)) {
            try (SocketStream client = openTcpStream("127.0.0.1", server.port())) {
                assertThatIOException().isThrownBy(() -> client.receiveAll());
            }
            broken[0] = false;
            talk(server.port(), "now?");
            assertThat(told).containsExactly("the factory of protocols failed: not yet");
        }
    }

    @LoopTest
    void inTheUnixDomainItServesAtAFile(@TempDir Path directory) throws IOException {
        Path path = directory.resolve("echo");
        try (Server server = createUnixServer(this::echo, path)) {
            assertThat(server.localAddresses()).containsExactly(UnixDomainSocketAddress.of(path));
            assertThatIllegalStateException().isThrownBy(() -> server.port());
            try (UnixStream client = openUnixStream(path)) {
                client.sendAll(bytes("hello"));
                assertThat(client.receiveExactly(5)).isEqualTo(bytes("hello"));
            }
            Recorder protocol = new Recorder();
            var connection = createUnixConnection(() -> protocol, path);
            assertThat(connection.transport().peerAddress()).isEqualTo(UnixDomainSocketAddress.of(path));
            assertThat(connection.transport().extraInfo(UnixStream.class)).isNotNull();
            connection.transport().write(bytes("hello again"));
            while (protocol.received.size() < 11) checkpoint();
            connection.transport().close();
            Link.end(server);
        }
        assertThat(path).doesNotExist();
    }

    @LoopTest
    void cancelledAtAnyPointWaitingLeavesTheServerAsItIs() {
        CancelEverywhere.run(victim -> {
            Server server = createServer(Recorder::new, "127.0.0.1", 0);
            try (SocketStream client = openTcpStream("127.0.0.1", server.port())) {
                settle();
                nursery(n -> {
                    n.start(() -> {
                        sleep(seconds(1));
                        server.close();
                        sleep(seconds(1));
                        Link.hangUp(client);
                    });
                    victim.run(() -> server.waitClosed());
                    server.waitClosed();
                });
                assertThat(server.connections()).isZero();
            } finally {
                server.close();
            }
        });
    }

    @OnEachCarrier
    void aLoopThatEndsClosesWhatIsOpen(LoopOptions options) throws Exception {
        try (SocketChannel client = SocketChannel.open()) {
            client.configureBlocking(false);
            int port = run(options, () -> {
                Server server = createServer(this::echo, "127.0.0.1", 0);
                sockConnect(client, server.localAddresses().getFirst());
                while (server.connections() == 0) checkpoint();
                return server.port();
            });
            client.configureBlocking(true);
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThatIOException().isThrownBy(() -> SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
        }
    }
}
