package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.SocketCalls.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.Datagram;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The calls of sockets suspend a task where a blocking channel would block its thread. */
class SocketCallsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static <C extends SelectableChannel> C notBlocking(C channel) throws IOException {
        channel.configureBlocking(false);
        return channel;
    }

    private static ServerSocketChannel listen() throws IOException {
        return notBlocking(ServerSocketChannel.open()).bind(ANY_PORT);
    }

    private static DatagramChannel udp() throws IOException {
        return notBlocking(DatagramChannel.open()).bind(ANY_PORT);
    }

    /** Both ends of a connection. */
    private record Ends(SocketChannel here, SocketChannel there) implements AutoCloseable {
        static Ends open() throws IOException {
            try (ServerSocketChannel server = listen()) {
                SocketChannel here = notBlocking(SocketChannel.open());
                sockConnect(here, server.getLocalAddress());
                return new Ends(here, sockAccept(server));
            }
        }

        @Override
        public void close() throws IOException {
            here.close();
            there.close();
        }
    }

    // -- what they do

    @LoopTest
    void bytesGoBothWays() throws IOException {
        try (Ends ends = Ends.open()) {
            sockSendAll(ends.here(), ByteBuffer.wrap(bytes("question")));
            assertThat(sockRecv(ends.there(), 4)).isEqualTo(bytes("ques"));
            ByteBuffer rest = ByteBuffer.allocate(100);
            assertThat(sockRecvInto(ends.there(), rest)).isEqualTo(4);
            assertThat(UTF_8.decode(rest.flip()).toString()).isEqualTo("tion");
            nursery(n -> {
                Task<byte[]> answer = n.start(() -> sockRecv(ends.here(), 100));
                settle();
                assertThat(answer.done()).isFalse();
                sockSendAll(ends.there(), ByteBuffer.wrap(bytes("answer")));
                assertThat(await(answer)).isEqualTo(bytes("answer"));
            });
            ends.here().shutdownOutput();
            assertThat(sockRecv(ends.there(), 100)).isEmpty();
            assertThat(sockRecvInto(ends.there(), rest.clear())).isEqualTo(-1);
        }
    }

    @LoopTest(schedules = 1)
    void muchWaitsForRoom() throws IOException {
        byte[] much = new byte[10_000_000];
        for (int i = 0; i < much.length; i++) much[i] = (byte) (i * 31 >> 8);
        try (Ends ends = Ends.open()) {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            nursery(n -> {
                Task<?> sending = n.start(() -> sockSendAll(ends.here(), ByteBuffer.wrap(much)));
                settle();
                assertThat(sending.done()).isFalse();
                while (received.size() < much.length) received.writeBytes(sockRecv(ends.there(), 1_000_000));
            });
            assertThat(received.toByteArray()).isEqualTo(much);
        }
    }

    @LoopTest
    void messagesArriveWithTheirSender() throws IOException {
        try (DatagramChannel here = udp();
                DatagramChannel there = udp()) {
            nursery(n -> {
                Task<Datagram> first = n.start(() -> sockRecvFrom(there, 100));
                settle();
                sockSendTo(here, ByteBuffer.wrap(bytes("hello")), there.getLocalAddress());
                assertThat(await(first))
                        .isEqualTo(new Datagram(bytes("hello"), (InetSocketAddress) here.getLocalAddress()));
            });
            sockSendTo(here, ByteBuffer.allocate(0), there.getLocalAddress());
            sockSendTo(here, ByteBuffer.wrap(bytes("cut off")), there.getLocalAddress());
            assertThat(sockRecvFrom(there, 100).data()).isEmpty();
            assertThat(sockRecvFrom(there, 3).data()).isEqualTo(bytes("cut"));
        }
    }

    @LoopTest
    void connectingLooksUpNames() throws IOException {
        try (ServerSocketChannel server = notBlocking(ServerSocketChannel.open())
                        .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                SocketChannel client = notBlocking(SocketChannel.open())) {
            int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
            sockConnect(client, InetSocketAddress.createUnresolved("127.0.0.1", port));
            sockAccept(server).close();
            assertThat(sockRecv(client, 1)).isEmpty();
        }
    }

    // -- what goes wrong

    @LoopTest
    void aChannelThatBlocksIsRefused() throws IOException {
        try (Ends ends = Ends.open();
                ServerSocketChannel server = ServerSocketChannel.open().bind(ANY_PORT);
                SocketChannel fresh = SocketChannel.open();
                DatagramChannel udp = DatagramChannel.open()) {
            ends.here().configureBlocking(true);
            List<ThrowingCallable> calls = List.of(
                    () -> sockRecv(ends.here(), 1),
                    () -> sockRecvInto(ends.here(), ByteBuffer.allocate(1)),
                    () -> sockSendAll(ends.here(), ByteBuffer.allocate(1)),
                    () -> sockAccept(server),
                    () -> sockConnect(fresh, server.getLocalAddress()),
                    () -> sockRecvFrom(udp, 1),
                    () -> sockSendTo(udp, ByteBuffer.allocate(1), ANY_PORT));
            assertThat(calls)
                    .allSatisfy(call -> assertThatIllegalArgumentException()
                            .isThrownBy(call)
                            .withMessageContaining("configureBlocking(false)"));
            assertThat(fresh.isOpen()).isTrue();
        }
    }

    @LoopTest
    void whereNobodyListensConnectingFailsAndSaysWhere() throws IOException {
        InetSocketAddress gone;
        try (ServerSocketChannel server = listen()) {
            gone = (InetSocketAddress) server.getLocalAddress();
        }
        SocketChannel channel = notBlocking(SocketChannel.open());
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> sockConnect(channel, gone))
                .withMessageContaining(String.valueOf(gone.getPort()));
        assertThat(channel.isOpen()).isFalse();
    }

    private static void reset(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @LoopTest
    void aPeerThatResetsTellsAReceiver() throws IOException {
        try (Ends ends = Ends.open()) {
            nursery(n -> {
                n.start(() -> assertThatIOException().isThrownBy(() -> sockRecv(ends.here(), 1)));
                settle();
                reset(ends.there());
            });
        }
    }

    @LoopTest
    void aPeerThatResetsTellsASender() throws IOException {
        try (Ends ends = Ends.open()) {
            nursery(n -> {
                n.start(() -> assertThatIOException()
                        .isThrownBy(() -> sockSendAll(ends.here(), ByteBuffer.allocate(20_000_000))));
                settle();
                reset(ends.there());
            });
        }
    }

    @LoopTest
    void oneTaskAtATimeMayWaitInEachDirection() throws IOException {
        try (Ends ends = Ends.open()) {
            nursery(n -> {
                Task<byte[]> first = n.start(() -> sockRecv(ends.here(), 10));
                settle();
                assertThatIllegalStateException()
                        .isThrownBy(() -> sockRecv(ends.here(), 10))
                        .withMessageContaining("another task");
                assertThatIllegalStateException()
                        .isThrownBy(() -> loop().addReader(ends.here(), () -> {}))
                        .withMessageContaining("a task is waiting");
                loop().waitWritable(ends.here());
                sockSendAll(ends.there(), ByteBuffer.wrap(bytes("x")));
                assertThat(await(first)).isEqualTo(bytes("x"));
            });
            loop().addReader(ends.here(), () -> {});
            assertThatIllegalStateException()
                    .isThrownBy(() -> sockRecv(ends.here(), 10))
                    .withMessageContaining("callback");
            assertThat(loop().removeReader(ends.here())).isTrue();
        }
    }

    @LoopTest
    void whoClosesAChannelTellsThoseWhoWait() throws IOException {
        try (Ends ends = Ends.open()) {
            nursery(n -> {
                Task<String> told = n.start(() -> {
                    assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> sockRecv(ends.here(), 10));
                    return "told";
                });
                settle();
                loop().notifyClosing(ends.here());
                loop().notifyClosing(ends.here());
                ends.here().close();
                assertThat(await(told)).isEqualTo("told");
            });
            assertThatIOException().isThrownBy(() -> sockRecv(ends.here(), 10));
        }
    }

    @LoopTest
    void afterwardsAChannelMayBlockAgain() throws Exception {
        try (Ends ends = Ends.open()) {
            assertThat(moveOnAfter(seconds(1), () -> {
                        sockRecv(ends.here(), 10);
                    }))
                    .isFalse();
            settle();
            sleep(millis(1));
            ends.here().configureBlocking(true);
            sockSendAll(ends.there(), ByteBuffer.wrap(bytes("x")));
            assertThat(toThread(() -> ends.here().read(ByteBuffer.allocate(10))))
                    .isEqualTo(1);
        }
    }

    // -- cancellation

    @LoopTest
    void allAreCheckpoints() throws IOException {
        try (Ends ends = Ends.open();
                ServerSocketChannel server = listen();
                SocketChannel fresh = notBlocking(SocketChannel.open());
                DatagramChannel udp = udp()) {
            sockSendAll(ends.there(), ByteBuffer.wrap(bytes("there")));
            LoopAssertions.assertCheckpoints(() -> sockRecv(ends.here(), 10));
            LoopAssertions.assertCheckpoints(() -> sockSendAll(ends.here(), ByteBuffer.wrap(bytes("not sent"))));
            LoopAssertions.assertCheckpoints(() -> sockAccept(server));
            LoopAssertions.assertCheckpoints(() -> sockRecvFrom(udp, 10));
            LoopAssertions.assertCheckpoints(() -> sockSendTo(udp, ByteBuffer.wrap(bytes("x")), udp.getLocalAddress()));
            LoopAssertions.assertCheckpoints(() -> sockConnect(fresh, server.getLocalAddress()));
            assertThat(fresh.isOpen()).as("it was not touched").isTrue();
            assertThat(sockRecv(ends.here(), 10)).isEqualTo(bytes("there"));
            LoopAssertions.assertLetsOthersRun(() -> sockSendAll(ends.here(), ByteBuffer.allocate(1)));
        }
    }

    @LoopTest
    void cancelledAtAnyPointAReceiverLosesNothing() {
        int points = CancelEverywhere.run(victim -> {
            try (Ends ends = Ends.open()) {
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                nursery(n -> {
                    n.start(() -> {
                        for (byte b : bytes("drip")) {
                            sleep(seconds(1));
                            sockSendAll(ends.here(), ByteBuffer.wrap(new byte[] {b}));
                        }
                        ends.here().shutdownOutput();
                    });
                    victim.run(() -> receive(ends.there(), received));
                    receive(ends.there(), received);
                });
                assertThat(received.toString(UTF_8)).isEqualTo("drip");
            }
        });
        assertThat(points).isGreaterThan(3);
    }

    private static void receive(SocketChannel channel, ByteArrayOutputStream received) throws IOException {
        byte[] part;
        while ((part = sockRecv(channel, 100)).length > 0) received.writeBytes(part);
    }

    @LoopTest
    void cancelledAtAnyPointNoMessageIsLost() {
        int points = CancelEverywhere.run(victim -> {
            try (DatagramChannel here = udp();
                    DatagramChannel there = udp()) {
                int[] received = new int[1];
                nursery(n -> {
                    n.start(() -> {
                        for (int i = 0; i < 3; i++) {
                            sleep(seconds(1));
                            sockSendTo(here, ByteBuffer.wrap(bytes("x")), there.getLocalAddress());
                        }
                    });
                    victim.run(() -> {
                        while (received[0] < 3)
                            received[0] += sockRecvFrom(there, 10).data().length;
                    });
                    while (received[0] < 3)
                        received[0] += sockRecvFrom(there, 10).data().length;
                });
                assertThat(received[0]).isEqualTo(3);
            }
        });
        assertThat(points).isGreaterThan(3);
    }

    @LoopTest
    void cancelledAtAnyPointASenderKnowsWhatIsLeft() {
        int points = CancelEverywhere.run(victim -> {
            try (Ends ends = Ends.open()) {
                ByteBuffer much = ByteBuffer.allocate(5_000_000);
                long[] received = new long[1];
                nursery(n -> {
                    n.start(() -> {
                        sleep(seconds(1));
                        ByteBuffer room = ByteBuffer.allocate(5_000_000);
                        int count;
                        while ((count = sockRecvInto(ends.there(), room.clear())) >= 0) received[0] += count;
                    });
                    victim.run(() -> sockSendAll(ends.here(), much));
                    ends.here().shutdownOutput();
                });
                assertThat(received[0]).isEqualTo(much.position());
            }
        });
        assertThat(points).isGreaterThan(1);
    }

    @LoopTest
    void cancelledAtAnyPointConnectingClosesTheChannelAndAcceptingLosesNoConnection() {
        int points = CancelEverywhere.run(victim -> {
            try (ServerSocketChannel server = listen();
                    SocketChannel client = notBlocking(SocketChannel.open())) {
                SocketChannel[] accepted = new SocketChannel[1];
                boolean[] connected = new boolean[1];
                victim.run(() -> nursery(n -> {
                    n.start(() -> accepted[0] = sockAccept(server));
                    sockConnect(client, server.getLocalAddress());
                    connected[0] = true;
                }));
                assertThat(client.isOpen() && !client.isConnected() && client.isConnectionPending())
                        .as("left in the middle")
                        .isFalse();
                if (connected[0]) {
                    if (accepted[0] == null) accepted[0] = sockAccept(server);
                    sockSendAll(client, ByteBuffer.wrap(bytes("x")));
                    assertThat(sockRecv(accepted[0], 10)).isEqualTo(bytes("x"));
                }
                if (accepted[0] != null) accepted[0].close();
            }
        });
        assertThat(points).isGreaterThan(1);
    }
}
