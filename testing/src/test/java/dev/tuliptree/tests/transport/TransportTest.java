package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.transport.Transports.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ContextVar;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.transport.Connection;
import dev.tuliptree.net.transport.Transport;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.tests.inspect.Log;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol is told what happens on its connection, in order, on the loop, and never from within its own calls. */
class TransportTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Sends back what it receives. */
    private static class Echo extends Recorder {
        @Override
        public void dataReceived(ByteBuffer data) throws Exception {
            transport.write(data);
        }
    }

    @LoopTest
    void whatAProtocolReceivesItCanSendBack() throws IOException {
        try (Link link = Link.open(new Echo())) {
            link.peer().sendAll(bytes("there and back"));
            assertThat(link.peer().receiveExactly(14)).isEqualTo(bytes("there and back"));
        }
    }

    @LoopTest
    void muchGoesThereAndBack() throws IOException {
        byte[] much = new byte[5_000_000];
        for (int i = 0; i < much.length; i++) much[i] = (byte) (i * 31 >> 8);
        try (Link link = Link.open(new Echo())) {
            nursery(n -> {
                n.start(() -> link.peer().sendAll(much));
                assertThat(link.peer().receiveExactly(much.length)).isEqualTo(much);
            });
        }
    }

    @LoopTest
    void itIsToldInOrderAndOfTheLossOnceAndLast() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            assertThat(protocol.calls).containsExactly("made");
            assertThat(protocol.transport).isSameAs(link.transport());
            link.peer().sendAll(bytes("last words"));
            link.peer().close();
            settle();
            link.transport().close();
            link.transport().abort();
            settle();
            assertThat(protocol.calls).containsExactly("made", "data", "eof", "lost");
            assertThat(protocol.text()).isEqualTo("last words");
            assertThat(protocol.failure).isNull();
        }
    }

    @LoopTest
    void oneByteAtATimeItIsToldOfEachByte() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            for (byte b : bytes("drop by drop")) {
                link.peer().sendAll(new byte[] {b});
                settle();
            }
            assertThat(protocol.text()).isEqualTo("drop by drop");
        }
    }

    @LoopTest
    void aWriteIsSentAtOnce() throws IOException {
        try (Link link = Link.open(new Recorder())) {
            ByteBuffer data = ByteBuffer.wrap(bytes("at once"));
            LoopAssertions.assertNoCheckpoints(() -> link.transport().write(data));
            assertThat(data.hasRemaining()).isFalse();
            assertThat(link.transport().writeBufferSize()).isZero();
            assertThat(link.peer().receiveSome(100)).isEqualTo(bytes("at once"));
        }
    }

    @LoopTest
    void whatFindsNoRoomFollowsAndTheBufferMayBeUsedForSomethingElse() throws IOException {
        byte[] much = new byte[20_000_000];
        try (Link link = Link.open(new Recorder())) {
            ByteBuffer data = ByteBuffer.wrap(much.clone());
            link.transport().write(data);
            link.transport().write(bytes("and this"));
            java.util.Arrays.fill(data.array(), (byte) 1);
            assertThat(link.transport().writeBufferSize()).isPositive();
            assertThat(link.peer().receiveExactly(much.length)).isEqualTo(much);
            assertThat(link.peer().receiveExactly(8)).isEqualTo(bytes("and this"));
            settle();
            assertThat(link.transport().writeBufferSize()).isZero();
        }
    }

    @LoopTest
    void manySmallWritesThatWaitAreSentInOrder() throws IOException {
        try (Link link = Link.open(new Recorder())) {
            Transport transport = link.transport();
            byte[] filler = new byte[64 * 1024];
            int before = 0;
            for (; transport.writeBufferSize() == 0; before += filler.length) transport.write(filler);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            for (int i = 0; i < 10_000; i++) {
                byte[] line = bytes(i + "\n");
                transport.write(line);
                written.writeBytes(line);
            }
            link.peer().receiveExactly(before);
            assertThat(link.peer().receiveExactly(written.size())).isEqualTo(written.toByteArray());
        }
    }

    // -- reading

    @LoopTest
    void pausedItIsToldOfNothingUntilItResumes() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            Transport transport = link.transport();
            assertThat(transport.isReading()).isTrue();
            transport.pauseReading();
            transport.pauseReading();
            assertThat(transport.isReading()).isFalse();
            link.peer().sendAll(bytes("later"));
            link.peer().sendEof();
            sleep(seconds(1));
            assertThat(protocol.calls).containsExactly("made");
            transport.resumeReading();
            transport.resumeReading();
            assertThat(transport.isReading()).isTrue();
            settle();
            assertThat(protocol.calls).containsExactly("made", "data", "eof", "lost");
        }
    }

    @LoopTest
    void pausedWithDataDueAlreadyItIsNotToldEither() throws IOException {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        try (Link one = Link.open(first);
                Link other = Link.open(second)) {
            // Both become readable in one poll; whoever is told first pauses both.
            List<Link> both = List.of(one, other);
            for (Link link : both) {
                link.transport().setProtocol(new Recorder() {
                    @Override
                    public void dataReceived(ByteBuffer data) {
                        (link == one ? first : second).calls.add("data");
                        for (Link each : both) each.transport().pauseReading();
                    }
                });
                link.peer().sendAll(bytes("x"));
            }
            sleep(seconds(1));
            assertThat(first.calls.size() + second.calls.size()).isEqualTo(3);
        }
    }

    @LoopTest
    void pausedInConnectionMadeItReadsNothing() throws IOException {
        Recorder protocol = new Recorder() {
            @Override
            public void connectionMade(Transport transport) throws Exception {
                super.connectionMade(transport);
                transport.pauseReading();
            }
        };
        try (Link link = Link.open(protocol)) {
            link.peer().sendAll(bytes("wait"));
            sleep(seconds(1));
            assertThat(protocol.calls).containsExactly("made");
            link.transport().resumeReading();
            settle();
            assertThat(protocol.text()).isEqualTo("wait");
        }
    }

    @LoopTest
    void aPausedReaderHoldsThePeerUp() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().pauseReading();
            assertThat(moveOnAfter(seconds(1), () -> link.peer().sendAll(new byte[20_000_000])))
                    .isFalse();
            assertThat(protocol.received.size()).isZero();
        }
    }

    // -- the ends of both directions

    @LoopTest
    void atTheEndOfInputItClosesAndStillSendsWhatWaits() throws IOException {
        byte[] much = new byte[20_000_000];
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().write(much);
            link.peer().sendEof();
            settle();
            assertThat(link.transport().isClosing()).isTrue();
            assertThat(protocol.calls).containsExactly("made", "pause", "eof");
            assertThat(link.peer().receiveAll(much.length)).hasSize(much.length);
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "eof", "resume", "lost");
        }
    }

    /** Stays half open at the end of input. */
    private static class StaysOpen extends Recorder {
        @Override
        public boolean eofReceived() throws Exception {
            super.eofReceived();
            return true;
        }
    }

    @LoopTest
    void itMayGoOnSendingWhenThePeerSendsNoMore() throws IOException {
        Recorder protocol = new StaysOpen();
        try (Link link = Link.open(protocol)) {
            link.peer().sendAll(bytes("question"));
            link.peer().sendEof();
            sleep(seconds(1));
            assertThat(protocol.calls).containsExactly("made", "data", "eof");
            assertThat(link.transport().isReading()).isFalse();
            assertThat(link.transport().isClosing()).isFalse();
            link.transport().pauseReading();
            link.transport().resumeReading();
            link.transport().write(bytes("answer"));
            link.transport().close();
            assertThat(link.peer().receiveAll()).isEqualTo(bytes("answer"));
            settle();
            assertThat(protocol.calls).containsExactly("made", "data", "eof", "lost");
        }
    }

    @LoopTest
    void writeEofEndsOneDirectionWhenAllIsSent() throws IOException {
        byte[] much = new byte[20_000_000];
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().write(much);
            link.transport().writeEof();
            link.transport().writeEof();
            assertThatIllegalStateException()
                    .isThrownBy(() -> link.transport().write(bytes("more")))
                    .withMessageContaining("writeEof");
            assertThat(link.peer().receiveAll(much.length)).hasSize(much.length);
            link.peer().sendAll(bytes("heard"));
            settle();
            assertThat(protocol.text()).isEqualTo("heard");
            assertThat(link.transport().isClosing()).isFalse();
        }
    }

    // -- closing

    @LoopTest
    void closingSendsWhatWaits() throws IOException {
        byte[] much = new byte[20_000_000];
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().write(much);
            link.transport().close();
            assertThat(link.transport().isClosing()).isTrue();
            link.transport().write(bytes("too late"));
            assertThat(link.peer().receiveAll(much.length)).isEqualTo(much);
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "resume", "lost");
            assertThat(protocol.failure).isNull();
        }
    }

    @LoopTest
    void oneThatClosesHearsNothingMore() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().write(new byte[20_000_000]);
            link.peer().sendAll(bytes("not heard"));
            link.transport().close();
            link.peer().sendEof();
            sleep(seconds(1));
            assertThat(protocol.calls).containsExactly("made", "pause");
        }
    }

    @LoopTest
    void abortingDropsWhatWaitsAndThePeerSeesAReset() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().write(new byte[20_000_000]);
            link.transport().abort();
            link.transport().abort();
            assertThat(protocol.calls).as("in a turn of its own").containsExactly("made", "pause");
            assertThat(link.transport().writeBufferSize()).isZero();
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "lost");
            assertThat(protocol.failure).isNull();
            assertThatIOException().isThrownBy(() -> link.peer().receiveAll(20_000_000));
        }
    }

    @LoopTest
    void abortingEndsATransportThatClosesForEver() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().write(new byte[20_000_000]);
            link.transport().close();
            sleep(seconds(100));
            assertThat(protocol.calls).containsExactly("made", "pause");
            link.transport().abort();
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "lost");
        }
    }

    @LoopTest
    void aProtocolMayCloseFromWithinItsCallbacks() throws IOException {
        Recorder protocol = new Recorder() {
            @Override
            public void dataReceived(ByteBuffer data) throws Exception {
                super.dataReceived(data);
                transport.write(bytes("bye"));
                transport.close();
                calls.add("closed");
            }
        };
        try (Link link = Link.open(protocol)) {
            link.peer().sendAll(bytes("hello"));
            assertThat(link.peer().receiveAll()).isEqualTo(bytes("bye"));
            settle();
            assertThat(protocol.calls).containsExactly("made", "data", "closed", "lost");
        }
    }

    @LoopTest
    void aPeerThatResetsTellsTheReader() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.peer().abort();
            settle();
            assertThat(protocol.calls).containsExactly("made", "lost");
            assertThat(protocol.failure).isInstanceOf(IOException.class);
            assertThat(link.transport().isClosing()).isTrue();
        }
    }

    @LoopTest
    void aPeerThatResetsInTheMiddleOfAWriteTellsTheWriter() throws IOException {
        Recorder protocol = new Recorder();
        try (Link link = Link.open(protocol)) {
            link.transport().pauseReading();
            link.transport().write(new byte[20_000_000]);
            link.peer().receiveExactly(1_000_000);
            link.peer().abort();
            settle();
            assertThat(protocol.calls).containsExactly("made", "pause", "lost");
            assertThat(protocol.failure).isInstanceOf(IOException.class);
            assertThat(link.transport().writeBufferSize()).isZero();
        }
    }

    @LoopTest
    void aWriteToAConnectionThatBrokeThrowsNothingAndTellsInATurnOfItsOwn() throws IOException {
        Recorder protocol = new StaysOpen();
        try (Link link = Link.open(protocol)) {
            link.transport().pauseReading();
            link.peer().abort();
            sleep(millis(1));
            for (int i = 0; i < 4; i++) link.transport().write(bytes("anybody there?"));
            assertThat(protocol.calls).containsExactly("made");
            settle();
            assertThat(protocol.calls).containsExactly("made", "lost");
            assertThat(protocol.failure).isInstanceOf(IOException.class);
        }
    }

    @LoopTest(schedules = 0)
    void whoWritesOnAndOnAfterTheEndHearsOfItInTheLogOnce() throws IOException {
        try (Log log = new Log();
                Link link = Link.open(new Recorder())) {
            link.transport().close();
            for (int i = 0; i < 4; i++) link.transport().write(bytes("x"));
            assertThat(log.about("again and again")).isEmpty();
            for (int i = 0; i < 100; i++) link.transport().write(bytes("x"));
            assertThat(log.about("again and again")).hasSize(1);
        }
    }

    // -- the rest

    @LoopTest
    void anotherProtocolIsToldFromThenOn() throws IOException {
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        try (Link link = Link.open(first)) {
            assertThat(link.transport().protocol()).isSameAs(first);
            link.peer().sendAll(bytes("one"));
            settle();
            link.transport().setProtocol(second);
            assertThat(link.transport().protocol()).isSameAs(second);
            link.peer().sendAll(bytes("two"));
            link.peer().close();
            settle();
            assertThat(first.calls).containsExactly("made", "data");
            assertThat(second.calls).containsExactly("data", "eof", "lost");
        }
    }

    @LoopTest
    void itKnowsItsAddressesAndWhatItStandsOn() throws IOException {
        Link link = Link.open(new Recorder());
        SocketStream stream = link.transport().extraInfo(SocketStream.class);
        assertThat(stream).isNotNull();
        stream.noDelay(false);
        assertThat(link.transport().extraInfo(String.class)).isNull();
        link.close();
        settle();
        assertThat(link.transport().peerAddress())
                .isNotNull()
                .isNotEqualTo(link.transport().localAddress());
        assertThat(link.transport().toString()).contains("TCP stream").contains("closing");
    }

    @LoopTest
    void callbacksHaveTheContextOfWhoeverOpenedTheTransportAndCannotSuspend() throws IOException {
        ContextVar<String> name = ContextVar.of("name");
        name.set("tulip");
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(what + ": " + failure.getMessage()));
        List<String> seen = new ArrayList<>();
        Recorder protocol = new Recorder() {
            @Override
            public void dataReceived(ByteBuffer data) {
                seen.add(name.get());
                sleep(seconds(1));
            }
        };
        try (Link link = Link.open(protocol)) {
            name.set("tree");
            link.peer().sendAll(bytes("x"));
            settle();
            assertThat(seen).containsExactly("tulip");
            assertThat(told).hasSize(1);
            assertThat(told.getFirst()).startsWith("dataReceived of").contains("createTask");
        }
    }

    @LoopTest
    void connectingTellsTheProtocolBeforeItReturns() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            Connection<Recorder> connection = createConnection(Recorder::new, "127.0.0.1", listener.port());
            assertThat(connection.protocol().calls).containsExactly("made");
            assertThat(connection.transport().protocol()).isSameAs(connection.protocol());
            try (SocketStream peer = listener.accept()) {
                peer.sendAll(bytes("welcome"));
                settle();
                assertThat(connection.protocol().text()).isEqualTo("welcome");
                connection.transport().close();
                assertThat(peer.receiveAll()).isEmpty();
            }
        }
    }

    @LoopTest
    void aFactoryThatThrowsLeavesNothingOpen() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> createConnection(
                            () -> {
                                throw new IllegalArgumentException("no protocol today");
                            },
                            "127.0.0.1",
                            listener.port()));
            try (SocketStream peer = listener.accept()) {
                assertThat(peer.receiveAll()).isEmpty();
            }
        }
    }

    @LoopTest
    void cancelledAtAnyPointConnectingLeavesNothingOpen() {
        int points = CancelEverywhere.run(victim -> {
            Recorder protocol = new Recorder();
            @Nullable Transport[] transport = new Transport[1];
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                boolean done =
                        victim.run(() -> transport[0] = createConnection(() -> protocol, "127.0.0.1", listener.port())
                                .transport());
                settle();
                if (!done && !protocol.calls.isEmpty()) {
                    assertThat(protocol.calls).as("told, and told of the end").containsExactly("made", "lost");
                }
                if (transport[0] != null) transport[0].close();
                settle();
            }
        });
        assertThat(points).isGreaterThan(1);
    }
}
