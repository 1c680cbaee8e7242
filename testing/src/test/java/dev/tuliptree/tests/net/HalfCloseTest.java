package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A stream ends in one direction or in both, gently or at once, and whoever waits for it is told. */
class HalfCloseTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    @LoopTest
    void afterTheEndOfSendingTheAnswerStillComes() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(bytes("question"));
            c.here().sendEof();
            assertThat(c.there().receiveAll()).isEqualTo(bytes("question"));
            c.there().sendAll(bytes("answer"));
            c.there().close();
            assertThat(c.here().receiveAll()).isEqualTo(bytes("answer"));
        }
    }

    @LoopTest
    void afterTheEndOfSendingNothingCanBeSent() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendEof();
            c.here().sendEof();
            assertThatIllegalStateException()
                    .isThrownBy(() -> c.here().sendAll(bytes("more")))
                    .withMessageContaining("sendEof");
            assertThatIllegalStateException().isThrownBy(() -> c.here().trySend(ByteBuffer.wrap(bytes("more"))));
            assertThatIllegalStateException().isThrownBy(() -> c.here().awaitWritable());
        }
    }

    @LoopTest
    void theEndWakesAReceiverThatWaits() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<byte[]> receiving = n.start(() -> c.there().receiveSome(100));
                settle();
                c.here().sendEof();
                assertThat(await(receiving)).isEmpty();
            });
        }
    }

    @LoopTest
    void aClosedStreamRefusesEverything() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().close();
            c.here().close();
            assertThat(c.here().isClosed()).isTrue();
            List<ThrowingCallable> uses = List.of(
                    () -> c.here().receiveSome(1),
                    () -> c.here().receiveSome(ByteBuffer.allocate(1)),
                    () -> c.here().awaitReadable(),
                    () -> c.here().tryReceive(ByteBuffer.allocate(1)),
                    () -> c.here().sendAll(bytes("more")),
                    () -> c.here().sendAll(ByteBuffer.wrap(bytes("more")), ByteBuffer.allocate(0)),
                    () -> c.here().trySend(ByteBuffer.wrap(bytes("more"))),
                    () -> c.here().awaitWritable(),
                    () -> c.here().sendEof());
            assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(ClosedStreamException.class));
        }
    }

    @LoopTest
    void closingItWakesAReceiverThatWaits() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<String> receiving = n.start(() -> {
                    assertThatExceptionOfType(ClosedStreamException.class)
                            .isThrownBy(() -> c.here().receiveSome(100));
                    return "told";
                });
                settle();
                c.here().close();
                assertThat(await(receiving)).isEqualTo("told");
            });
        }
    }

    @LoopTest
    void closingItWakesASenderThatWaits() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<String> sending = n.start(() -> {
                    assertThatExceptionOfType(ClosedStreamException.class)
                            .isThrownBy(() -> c.here().sendAll(new byte[20_000_000]));
                    return "told";
                });
                settle();
                assertThat(sending.done()).isFalse();
                c.here().close();
                assertThat(await(sending)).isEqualTo("told");
            });
        }
    }

    @LoopTest
    void whatWasSentBeforeClosingArrives() throws IOException {
        try (Connection c = Connection.open()) {
            c.here().sendAll(new byte[10_000]);
            c.here().close();
            assertThat(c.there().receiveAll()).hasSize(10_000);
        }
    }

    @LoopTest
    void anAbortIsAResetForThePeer() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<String> receiving = n.start(() -> {
                    assertThatThrownBy(() -> c.there().receiveSome(100))
                            .isInstanceOf(IOException.class)
                            .isNotInstanceOf(ClosedStreamException.class)
                            .hasMessageContaining("reset");
                    return "told";
                });
                settle();
                c.here().abort();
                c.here().abort();
                assertThat(await(receiving)).isEqualTo("told");
            });
        }
    }

    @LoopTest
    void sendingToAPeerThatIsGoneFailsInTheEnd() throws IOException {
        try (Connection c = Connection.open()) {
            c.there().close();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) c.here().sendAll(new byte[10_000]);
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @LoopTest
    void aSenderThatWaitsIsToldWhenThePeerIsGone() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<String> sending = n.start(() -> {
                    assertThatThrownBy(() -> c.here().sendAll(new byte[20_000_000]))
                            .isInstanceOf(IOException.class);
                    return "told";
                });
                settle();
                c.there().abort();
                assertThat(await(sending)).isEqualTo("told");
            });
        }
    }
}
