package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.net.tls.TlsTruncatedException;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** An orderly end is told from a connection that was cut off, and nobody is left waiting by a cancellation. */
class TlsEndTest {
    @LoopTest
    void anEndThatThePeerHasNotSaidIsAnError() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        Tls tls = Tls.over(pair.here(), pair.there(), Tls.CLIENT, Tls.SERVER);
        tls.server().sendAll(new byte[] {1, 2, 3});
        pair.there().close();
        assertThat(tls.client().receiveExactly(3)).containsExactly(1, 2, 3);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> tls.client().receiveSome(10))
                    .withMessageContaining("cut off");
        }
        assertThatThrownBy(() -> tls.client().receiveAll()).isInstanceOf(IOException.class);
        tls.close();
    }

    /** Does the handshake over two connections with somebody in between, who then stops passing anything on. */
    private static Tls through(MemoryStream.Pair near, MemoryStream.Pair far) throws IOException {
        Tls[] tls = new Tls[1];
        nursery(n -> {
            n.start(() -> relay(near.there(), far.here()));
            n.start(() -> relay(far.here(), near.there()));
            tls[0] = Tls.over(near.here(), far.there(), Tls.CLIENT, Tls.SERVER);
            settle();
            n.cancel();
        });
        return tls[0];
    }

    private static void relay(MemoryStream from, MemoryStream to) throws IOException {
        byte[] part;
        while ((part = from.receiveSome(10_000)).length > 0) to.sendAll(part);
    }

    @LoopTest
    void aRecordThatIsCutInTwoIsAnErrorToo() throws IOException {
        MemoryStream.Pair near = MemoryStream.pair();
        MemoryStream.Pair far = MemoryStream.pair();
        try (Tls tls = through(near, far)) {
            tls.server().sendAll(new byte[1_000]);
            near.there().sendAll(far.here().receiveExactly(500));
            near.there().close();
            assertThatExceptionOfType(TlsTruncatedException.class)
                    .isThrownBy(() -> tls.client().receiveSome(10));
        }
    }

    @LoopTest
    void whatWasForgedOnTheWayIsAnError() throws IOException {
        MemoryStream.Pair near = MemoryStream.pair();
        MemoryStream.Pair far = MemoryStream.pair();
        try (Tls tls = through(near, far)) {
            tls.server().sendAll(new byte[100]);
            byte[] records = far.here().receiveSome(10_000);
            records[records.length - 1] ^= 1;
            near.there().sendAll(records);
            assertThatExceptionOfType(SSLException.class)
                    .isThrownBy(() -> tls.client().receiveSome(10));
            assertThatThrownBy(() -> tls.client().receiveSome(10)).isInstanceOf(IOException.class);
        }
    }

    @LoopTest
    void aPeerThatNeverReadsHoldsUpAClosedStreamForHalfAMinuteAtMost() throws IOException {
        MemoryStream.Pair pair = MemoryStream.pair();
        Tls tls = Tls.over(pair.here(), pair.there(), Tls.CLIENT, Tls.SERVER);
        assertThat(moveOnAfter(seconds(1), () -> tls.client().sendAll(new byte[1_000_000])))
                .isFalse();
        tls.client().close();
        settle();
        assertThat(pair.here().isClosed()).isFalse();
        sleep(millis(29_999));
        assertThat(pair.here().isClosed()).isFalse();
        sleep(millis(1));
        settle();
        assertThat(pair.here().isClosed()).isTrue();
        tls.server().close();
    }

    @LoopTest
    void cancelledAtAnyPointOfAHandshakeNothingStaysOpen() {
        int points = CancelEverywhere.run(victim -> {
            MemoryStream.Pair pair = MemoryStream.pair();
            nursery(n -> {
                n.start(() -> {
                    try (TlsStream stream = startTls(pair.there(), Tls.SERVER)) {
                        stream.receiveSome(1);
                    } catch (IOException e) {
                        checkpoint();
                    }
                });
                victim.run(() -> startTls(pair.here(), "localhost", Tls.CLIENT).close());
                assertThat(pair.here().isClosed()).isTrue();
            });
            assertThat(pair.there().isClosed()).isTrue();
        });
        assertThat(points).isGreaterThan(5);
    }

    @LoopTest
    void cancelledAtAnyPointAServersHandshakeLeavesNothingOpen() {
        int points = CancelEverywhere.run(victim -> {
            MemoryStream.Pair pair = MemoryStream.pair();
            nursery(n -> {
                n.start(() -> {
                    try (TlsStream stream = startTls(pair.here(), "localhost", Tls.CLIENT)) {
                        stream.receiveSome(1);
                    } catch (IOException e) {
                        checkpoint();
                    }
                });
                victim.run(() -> startTls(pair.there(), Tls.SERVER).close());
            });
            assertThat(pair.here().isClosed()).isTrue();
            assertThat(pair.there().isClosed()).isTrue();
        });
        assertThat(points).isGreaterThan(5);
    }
}
