package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Whoever waits at a stream can be cancelled; a receiver has then taken nothing. */
class StreamCancelTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @LoopTest
    void aReceiverThatIsCancelledMayComeBack() throws IOException {
        try (Connection c = Connection.open()) {
            for (int i = 0; i < 5; i++) {
                assertThat(moveOnAfter(seconds(1), () -> {
                            c.there().receiveSome(100);
                        }))
                        .isFalse();
            }
            c.here().sendAll(bytes("still there"));
            assertThat(c.there().receiveSome(100)).isEqualTo(bytes("still there"));
            assertThat(now()).isEqualTo(seconds(5));
        }
    }

    @LoopTest
    void aSenderThatIsCancelledLeavesTheOtherDirectionAlone() throws IOException {
        try (Connection c = Connection.open()) {
            assertThat(moveOnAfter(seconds(1), () -> c.here().sendAll(new byte[20_000_000])))
                    .isFalse();
            c.there().sendAll(bytes("never mind"));
            assertThat(c.here().receiveExactly(10)).isEqualTo(bytes("never mind"));
        }
    }

    @LoopTest
    void cancelledAtAnyPointAReceiverLosesNothing() {
        int points = CancelEverywhere.run(victim -> {
            try (Connection c = Connection.open()) {
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                nursery(n -> {
                    n.start(() -> {
                        for (String part : new String[] {"to", "geth", "er"}) {
                            c.here().sendAll(bytes(part));
                            sleep(seconds(1));
                        }
                        c.here().sendEof();
                    });
                    victim.run(() -> receive(c.there(), received));
                    receive(c.there(), received);
                });
                assertThat(received.toString(UTF_8)).isEqualTo("together");
            }
        });
        assertThat(points).isGreaterThan(3);
    }

    private static void receive(SocketStream stream, ByteArrayOutputStream received) throws IOException {
        byte[] part;
        while ((part = stream.receiveSome(100)).length > 0) received.writeBytes(part);
    }

    @LoopTest
    void cancelledAtAnyPointAcceptingAndConnectingLeaveNoSocket() {
        int points = CancelEverywhere.run(victim -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                victim.run(() -> nursery(n -> {
                    n.start(() -> {
                        try (SocketStream stream = listener.accept()) {
                            stream.sendAll(bytes("welcome"));
                        }
                    });
                    try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                        assertThat(stream.receiveAll()).isEqualTo(bytes("welcome"));
                    }
                }));
            }
        });
        assertThat(points).isGreaterThan(2);
    }

    @LoopTest
    void cancelledAtAnyPointServingLeavesNoSocket() {
        int points = CancelEverywhere.run(victim -> {
            TcpListener listener = listenTcp("127.0.0.1", 0);
            try {
                nursery(n -> {
                    Task<?> client = n.start(() -> {
                        try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                            stream.sendAll(bytes("ping"));
                            stream.receiveSome(100);
                        } catch (IOException e) {
                            checkpoint();
                        }
                    });
                    victim.run(() -> nursery(server -> {
                        server.start(() -> listener.serve(stream -> stream.sendAll(stream.receiveSome(100))));
                        await(client);
                        server.cancel();
                    }));
                    listener.close();
                });
            } finally {
                listener.close();
            }
        });
        assertThat(points).isGreaterThan(4);
    }
}
