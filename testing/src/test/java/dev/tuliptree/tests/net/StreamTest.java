package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.testing.LoopTest;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** A stream carries bytes in both directions, in order, as they were sent. */
class StreamTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @LoopTest
    void whatOneEndSendsTheOtherReceives() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("hello"));
            assertThat(c.there().receiveSome(100)).isEqualTo(bytes("hello"));
            c.there().sendAll(bytes("world"));
            assertThat(c.here().receiveSome(100)).isEqualTo(bytes("world"));
        }
    }

    @LoopTest
    void someIsWhatIsThereButNoMoreThanAskedFor() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("hello"));
            assertThat(c.there().receiveSome(2)).isEqualTo(bytes("he"));
            assertThat(c.there().receiveSome(2)).isEqualTo(bytes("ll"));
            assertThat(c.there().receiveSome(2)).isEqualTo(bytes("o"));
        }
    }

    @LoopTest
    void receivingSuspendsUntilSomethingComes() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<byte[]> receiving = n.start(() -> c.there().receiveSome(100));
                sleep(seconds(5));
                assertThat(receiving.done()).isFalse();
                assertThat(receiving.awaiting()).hasToString("data to receive");
                c.here().sendAll(bytes("at last"));
                assertThat(await(receiving)).isEqualTo(bytes("at last"));
            });
            assertThat(now()).isEqualTo(seconds(5));
        }
    }

    @LoopTest
    void theEndOfTheStreamIsEmptyAgainAndAgain() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("last words"));
            c.here().close();
            assertThat(c.there().receiveExactly(10)).isEqualTo(bytes("last words"));
            for (int i = 0; i < 3; i++) assertThat(c.there().receiveSome(100)).isEmpty();
            assertThat(c.there().receiveSome(ByteBuffer.allocate(10))).isEqualTo(-1);
        }
    }

    @LoopTest
    void exactlyIsNoFewer() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<byte[]> receiving = n.start(() -> c.there().receiveExactly(6));
                for (String part : new String[] {"a", "bc", "def"}) {
                    c.here().sendAll(bytes(part));
                    settle();
                    assertThat(receiving.done()).isEqualTo(part.equals("def"));
                }
                assertThat(await(receiving)).isEqualTo(bytes("abcdef"));
            });
        }
    }

    @LoopTest
    void exactlySaysHowManyCameBeforeTheEnd() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("abc"));
            c.here().close();
            assertThatExceptionOfType(EOFException.class)
                    .isThrownBy(() -> c.there().receiveExactly(10))
                    .withMessageContaining("3 of 10");
        }
    }

    @LoopTest
    void exactlyNothingIsThereAtOnce() throws IOException {
        try (Connection c = Connection.open()) {
            assertThat(c.there().receiveExactly(0)).isEmpty();
        }
    }

    @LoopTest
    void allIsUpToTheEndWithinALimit() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("hello"));
            c.here().close();
            assertThat(c.there().receiveAll()).isEqualTo(bytes("hello"));
        }
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("hello"));
            c.here().close();
            assertThat(c.there().receiveAll(5)).isEqualTo(bytes("hello"));
        }
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("hello!"));
            c.here().close();
            assertThatThrownBy(() -> c.there().receiveAll(5))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("more than 5");
        }
    }

    @LoopTest
    void askingForNothingIsAMistake() throws IOException {
        try (Connection c = Connection.open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> c.here().receiveSome(0));
            assertThatIllegalArgumentException().isThrownBy(() -> c.here().receiveSome(ByteBuffer.allocate(0)));
        }
    }

    @LoopTest
    void partsOfArraysAndSeveralBuffersGoOutInOrder() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("xhellox"), 1, 5);
            ByteBuffer[] parts = {
                ByteBuffer.wrap(bytes(" ")),
                ByteBuffer.allocate(0),
                ByteBuffer.wrap(bytes("wor")),
                ByteBuffer.wrap(bytes("ld"))
            };
            c.here().sendAll(parts);
            assertThat(parts).noneMatch(ByteBuffer::hasRemaining);
            assertThat(c.there().receiveExactly(11)).isEqualTo(bytes("hello world"));
            ByteBuffer room = ByteBuffer.allocate(8);
            c.here().sendAll(ByteBuffer.wrap(bytes("direct")));
            assertThat(c.there().receiveSome(room)).isEqualTo(6);
            assertThat(Arrays.copyOf(room.array(), 6)).isEqualTo(bytes("direct"));
        }
    }

    @LoopTest(schedules = 1)
    void megabytesPassUnchangedInBothDirectionsAtOnce() throws IOException {
        byte[] much = new byte[3_000_000];
        new Random(7).nextBytes(much);
        try (Connection c = Connection.open()) {
            nursery(n -> {
                for (SocketStream end : new SocketStream[] {c.here(), c.there()}) {
                    n.start(() -> {
                        end.sendAll(much);
                        end.sendEof();
                    });
                    n.start(() -> assertThat(end.receiveAll()).isEqualTo(much));
                }
            });
        }
    }

    @LoopTest
    void oneTaskMayReceiveWhileAnotherSends() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<byte[]> receiving = n.start(() -> c.here().receiveSome(100));
                settle();
                c.here().sendAll(bytes("question"));
                assertThat(c.there().receiveExactly(8)).isEqualTo(bytes("question"));
                c.there().sendAll(bytes("answer"));
                assertThat(await(receiving)).isEqualTo(bytes("answer"));
            });
        }
    }

    @LoopTest
    void aSecondReceiverIsRefusedAndTheFirstGoesOn() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<byte[]> first = n.start(() -> c.there().receiveSome(100));
                settle();
                assertThatIllegalStateException()
                        .isThrownBy(() -> c.there().receiveSome(100))
                        .withMessageContaining("another task");
                assertThatIllegalStateException().isThrownBy(() -> c.there().awaitReadable());
                assertThatIllegalStateException().isThrownBy(() -> c.there().tryReceive(ByteBuffer.allocate(1)));
                c.here().sendAll(bytes("for the first"));
                assertThat(await(first)).isEqualTo(bytes("for the first"));
            });
        }
    }

    @LoopTest
    void aSecondSenderIsRefused() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                n.start(() -> c.here().sendAll(new byte[20_000_000]));
                settle();
                assertThatIllegalStateException()
                        .isThrownBy(() -> c.here().sendAll(bytes("me too")))
                        .withMessageContaining("another task");
                n.cancel();
            });
        }
    }

    @LoopTest
    void receivingAndSendingAreCheckpoints() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("there already"));
            settle();
            assertCheckpoints(() -> c.there().receiveSome(100));
            assertCheckpoints(() -> c.there().awaitReadable());
            assertCheckpoints(() -> c.here().sendAll(bytes("not sent")));
            assertCheckpoints(() -> c.here().sendAll(ByteBuffer.wrap(bytes("not sent")), ByteBuffer.allocate(0)));
            assertCheckpoints(() -> c.here().awaitWritable());
            assertThat(c.there().receiveSome(100)).isEqualTo(bytes("there already"));
            assertNoCheckpoints(() -> c.there().tryReceive(ByteBuffer.allocate(1)));
            assertNoCheckpoints(() -> c.here().trySend(ByteBuffer.wrap(bytes("x"))));
            assertNoCheckpoints(() -> c.here().sendEof());
            assertNoCheckpoints(() -> c.here().close());
        }
    }

    @LoopTest
    void aBusyConnectionDoesNotStarveOtherTasks() throws IOException {
        try (Connection c = Connection.open()) {
            byte[] one = {1};
            assertLetsOthersRun(() -> c.here().sendAll(one));
            c.here().sendAll(new byte[2_000]);
            settle();
            assertLetsOthersRun(() -> c.there().receiveSome(1));
        }
    }

    @LoopTest
    void withoutWaitingTheyTakeWhatIsThereAndGiveWhatThereIsRoomFor() throws IOException {
        try (Connection c = Connection.open()) {
            ByteBuffer room = ByteBuffer.allocate(10);
            assertThat(c.there().tryReceive(room)).isZero();
            assertThat(c.here().trySend(ByteBuffer.wrap(bytes("abc")))).isEqualTo(3);
            c.there().awaitReadable();
            assertThat(c.there().tryReceive(room)).isEqualTo(3);
            c.here().close();
            c.there().awaitReadable();
            assertThat(c.there().tryReceive(room)).isEqualTo(-1);
        }
    }

    @LoopTest
    void itKnowsBothAddresses() throws IOException {
        try (Connection c = Connection.open()) {
            assertThat(c.here().localAddress()).isEqualTo(c.there().remoteAddress());
            assertThat(c.here().remoteAddress()).isEqualTo(c.there().localAddress());
            assertThat(c.here().localAddress().getAddress().isLoopbackAddress()).isTrue();
        }
    }

    @LoopTest(schedules = 0)
    void largeBuffersAndSmallOnesOfAnyKindArriveInOrder() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(6_000_020);
        for (int i = 0; i < all.capacity(); i++) all.put(i, (byte) (i * 31 >> 8));
        try (Connection c = Connection.open()) {
            nursery(n -> {
                n.start(() -> {
                    ByteBuffer direct = ByteBuffer.allocateDirect(1_000_000);
                    direct.put(all.slice(3_000_010, 1_000_000)).flip();
                    ByteBuffer empty = ByteBuffer.allocate(0);
                    c.here()
                            .sendAll(
                                    all.slice(0, 10),
                                    all.slice(10, 3_000_000),
                                    empty,
                                    direct,
                                    all.slice(4_000_010, 10));
                    c.here().sendAll(all.slice(4_000_020, 2_000_000));
                });
                ByteBuffer received = ByteBuffer.allocate(all.capacity());
                while (received.hasRemaining()) c.there().receiveSome(received);
                assertThat(received.flip()).isEqualTo(all);
            });
        }
    }
}
