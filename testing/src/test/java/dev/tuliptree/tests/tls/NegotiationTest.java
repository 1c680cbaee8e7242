package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.tls.IdentityChooser;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsVersion;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLException;

/** What versions and ciphers the two ends may agree on is said by either, and what takes long is done elsewhere. */
class NegotiationTest {
    private static final String CIPHER_1_3 = "TLS_AES_256_GCM_SHA384";
    private static final String CIPHER_1_2 = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

    @LoopTest(schedules = 0)
    void theNewestVersionThatBothSpeakIsSpoken() throws IOException {
        try (Tls tls = Tls.overMemory(Tls.CLIENT, Tls.SERVER)) {
            assertThat(tls.client().session().protocol()).isEqualTo(TlsVersion.TLS_1_3.protocol());
        }
        try (Tls tls = Tls.overMemory(Tls.CLIENT.minimumVersion(TlsVersion.TLS_1_3), Tls.SERVER)) {
            assertThat(tls.server().session().protocol()).isEqualTo("TLSv1.3");
        }
    }

    @LoopTest(schedules = 0)
    void aServerRefusesVersionsBelowItsMinimum() throws IOException {
        TlsServerOptions modern = Tls.SERVER.minimumVersion(TlsVersion.TLS_1_3);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Tls.handshake(Tls.CLIENT.cipherSuites(CIPHER_1_2), modern));
        Tls.handshake(Tls.CLIENT.cipherSuites(CIPHER_1_3), modern);
    }

    @LoopTest(schedules = 0)
    void aClientRefusesVersionsBelowItsMinimum() {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> Tls.handshake(
                        Tls.CLIENT.minimumVersion(TlsVersion.TLS_1_3), Tls.SERVER.cipherSuites(CIPHER_1_2)));
    }

    @LoopTest(schedules = 0)
    void theCipherSuiteIsOneThatBothName() throws IOException {
        for (String suite : new String[] {CIPHER_1_3, CIPHER_1_2}) {
            try (Tls tls = Tls.overMemory(Tls.CLIENT, Tls.SERVER.cipherSuites(suite))) {
                assertThat(tls.client().session().cipherSuite()).isEqualTo(suite);
            }
        }
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> Tls.handshake(
                        Tls.CLIENT.cipherSuites(CIPHER_1_3), Tls.SERVER.cipherSuites("TLS_AES_128_GCM_SHA256")));
    }

    @LoopTest(schedules = 0)
    void aServerPrefersTheLighterSuiteUnlessItIsToldOtherwise() throws IOException {
        try (Tls tls = Tls.overMemory(Tls.CLIENT, Tls.SERVER)) {
            assertThat(tls.client().session().cipherSuite()).isEqualTo("TLS_AES_128_GCM_SHA256");
        }
        TlsServerOptions told = Tls.SERVER.cipherSuites("TLS_AES_256_GCM_SHA384", "TLS_AES_128_GCM_SHA256");
        try (Tls tls = Tls.overMemory(Tls.CLIENT, told)) {
            assertThat(tls.client().session().cipherSuite()).isEqualTo("TLS_AES_256_GCM_SHA384");
        }
    }

    @LoopTest(schedules = 0)
    void aCipherSuiteThatIsNoneIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tls.SERVER.cipherSuites("TLS_AES_128"))
                .withMessageContaining("TLS_AES_128_GCM_SHA256");
        assertThatIllegalArgumentException().isThrownBy(() -> Tls.CLIENT.cipherSuites());
    }

    @LoopTest(schedules = 0)
    void whatComputesOrReadsForLongInAHandshakeHoldsUpNobody() throws IOException {
        CountDownLatch othersHadTheirTurns = new CountDownLatch(1);
        IdentityChooser slow = name -> {
            try {
                othersHadTheirTurns.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Tls.IDENTITY;
        };
        nursery(n -> {
            n.startService(() -> {
                for (int i = 0; i < 100; i++) checkpoint();
                othersHadTheirTurns.countDown();
            });
            Tls.overMemory(Tls.CLIENT, TlsServerOptions.of(slow)).close();
        });
    }
}
