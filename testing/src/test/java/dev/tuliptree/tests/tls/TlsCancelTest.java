package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Cancelled at any point after the handshake, a stream under TLS and its peer are where they can be gone on from. */
class TlsCancelTest {
    private static final byte[] WORDS = new byte[60_000];

    static {
        for (int i = 0; i < WORDS.length; i++) WORDS[i] = (byte) (i % 251);
    }

    private static Tls narrow() throws Exception {
        MemoryStream.Pair pair = MemoryStream.pair(20_000);
        return Tls.over(pair.here(), pair.there(), Tls.CLIENT, Tls.SERVER);
    }

    private static void assertBeginning(byte[] received) {
        assertThat(received).isEqualTo(Arrays.copyOf(WORDS, received.length));
    }

    @LoopTest(schedules = 1)
    void cancelledInAWriteThePeerReceivesABeginningAndAnOrderlyEnd() {
        int points = CancelEverywhere.run(victim -> {
            Tls tls = narrow();
            nursery(n -> {
                Task<byte[]> received = n.start(() -> tls.server().receiveAll());
                victim.run(() -> tls.client().sendAll(WORDS));
                tls.client().close();
                assertBeginning(await(received));
            });
            tls.close();
        });
        assertThat(points).isPositive();
    }

    @LoopTest(schedules = 1)
    void cancelledInAWriteTheOtherDirectionGoesOn() {
        CancelEverywhere.run(victim -> {
            try (Tls tls = narrow()) {
                nursery(n -> {
                    n.startService(() -> {
                        while (tls.server().receiveSome(5_000).length > 0) checkpoint();
                    });
                    victim.run(() -> tls.client().sendAll(WORDS));
                    tls.server().sendAll(new byte[] {1, 2, 3});
                    assertThat(tls.client().receiveExactly(3)).containsExactly(1, 2, 3);
                });
            }
        });
    }

    @LoopTest(schedules = 1)
    void cancelledInAReadNothingIsLost() {
        int points = CancelEverywhere.run(victim -> {
            try (Tls tls = narrow()) {
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                nursery(n -> {
                    n.start(() -> {
                        tls.server().sendAll(WORDS);
                        tls.server().sendEof();
                    });
                    victim.run(() -> {
                        byte[] some;
                        while ((some = tls.client().receiveSome(7_000)).length > 0) received.writeBytes(some);
                    });
                    received.writeBytes(tls.client().receiveAll());
                });
                assertThat(received.toByteArray()).isEqualTo(WORDS);
            }
        });
        assertThat(points).isPositive();
    }

    @LoopTest(schedules = 1)
    void cancelledOnTheWayToTheCloseBothEndsAreClosedAndThePeerHasAllThatWasSent() {
        int points = CancelEverywhere.run(victim -> {
            MemoryStream.Pair pair = MemoryStream.pair(20_000);
            Tls tls = Tls.over(pair.here(), pair.there(), Tls.CLIENT, Tls.SERVER);
            nursery(n -> {
                Task<byte[]> received = n.start(() -> tls.server().receiveAll());
                boolean[] sent = new boolean[1];
                victim.run(() -> {
                    try (var stream = tls.client()) {
                        stream.sendAll(WORDS);
                        sent[0] = true;
                        stream.sendEof();
                        checkpoint();
                    }
                });
                // Cancelled before it has begun, the victim has closed nothing.
                tls.client().close();
                byte[] all = await(received);
                assertBeginning(all);
                if (sent[0]) assertThat(all).hasSameSizeAs(WORDS);
            });
            tls.server().close();
            loop().waitAllTasksBlocked();
            assertThat(pair.here().isClosed()).isTrue();
            assertThat(pair.there().isClosed()).isTrue();
        });
        assertThat(points).isPositive();
    }
}
