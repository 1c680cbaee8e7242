package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.tls.PemIdentity;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Who an end of a connection is: made up, read from files, or read anew when these change. */
class IdentityTest {
    @TempDir
    Path directory;

    @LoopTest(schedules = 0)
    void aMadeUpIdentityIsForItsNamesAndAddresses() throws Exception {
        X509Certificate certificate = TlsIdentity.selfSigned("localhost", "*.example", "127.0.0.1", "::1")
                .certificate();
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getSubjectX500Principal()).hasToString("CN=localhost");
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(certificate.getSubjectX500Principal());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(
                        List.of(2, "localhost"),
                        List.of(2, "*.example"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(certificate.getBasicConstraints())
                .as("it vouches for no other")
                .isEqualTo(-1);
        assertThatIllegalArgumentException().isThrownBy(() -> TlsIdentity.selfSigned());
    }

    @LoopTest(schedules = 0)
    void noTwoAreAlikeAndNoneShowsItsKey() {
        TlsIdentity one = TlsIdentity.selfSigned("localhost");
        TlsIdentity other = TlsIdentity.selfSigned("localhost");
        assertThat(one.certificate().getSerialNumber())
                .isPositive()
                .isNotEqualTo(other.certificate().getSerialNumber());
        assertThat(one).hasToString("identity of CN=localhost");
    }

    @LoopTest(schedules = 0)
    void anIdentityIsReadFromPemFilesWhateverStandsAroundIt() throws Exception {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        assertThat(TlsIdentity.fromPem(files.chain(), files.key()).chain()).isEqualTo(Tls.IDENTITY.chain());
        String chain = "Subject: somebody\n" + Files.readString(files.chain()) + Files.readString(files.chain());
        TlsIdentity two = TlsIdentity.fromPem(chain, chain + Files.readString(files.key()));
        assertThat(two.chain()).hasSize(2);
        assertThat(two.key()).isEqualTo(Tls.IDENTITY.key());
        TlsClientOptions client = TlsClientOptions.DEFAULT.trust(files.chain());
        Tls.overMemory(client, TlsServerOptions.of(two)).close();
    }

    @LoopTest(schedules = 0)
    void keysOfEveryKindAreRead() throws Exception {
        String chain = PemFiles.pem("CERTIFICATE", Tls.IDENTITY.certificate().getEncoded());
        for (String kind : List.of("RSA", "EC", "Ed25519", "RSASSA-PSS")) {
            byte[] key = KeyPairGenerator.getInstance(kind)
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            assertThat(TlsIdentity.fromPem(chain, PemFiles.pem("PRIVATE KEY", key))
                            .key()
                            .getEncoded())
                    .isEqualTo(key);
        }
    }

    @LoopTest(schedules = 0)
    void whatIsNoIdentityIsRefusedWithAHint() throws Exception {
        String chain = PemFiles.pem("CERTIFICATE", Tls.IDENTITY.certificate().getEncoded());
        String key = PemFiles.pem("PRIVATE KEY", Tls.IDENTITY.key().getEncoded());
        refused(key, key, "the chain holds no");
        refused(chain, chain, "the key holds no");
        refused("", key, "the chain holds no");
        refused(chain.replaceFirst("MII", "AAA"), key, "cannot be understood");
        refused(chain, PemFiles.pem("PRIVATE KEY", new byte[20]), "none of");
        refused(chain, key.replace("PRIVATE", "RSA PRIVATE"), "openssl pkcs8 -topk8");
        refused(chain, key.replace("PRIVATE", "ENCRYPTED PRIVATE"), "encrypted");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TlsIdentity.fromPem(directory.resolve("none"), directory.resolve("none")));
        assertThatIllegalArgumentException().isThrownBy(() -> new TlsIdentity(List.of(), Tls.IDENTITY.key()));
    }

    private static void refused(String chain, String key, String why) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TlsIdentity.fromPem(chain, key))
                .withMessageContaining(why);
    }

    @LoopTest(schedules = 0)
    void aCertificateIsReplacedWithoutARestart() throws Exception {
        TlsIdentity before = TlsIdentity.selfSigned("localhost");
        TlsIdentity after = TlsIdentity.selfSigned("localhost");
        PemFiles files = PemFiles.in(directory).write(before);
        TlsServerOptions server = TlsServerOptions.of(PemIdentity.of(files.chain(), files.key()));
        assertThat(shown(server, before, after)).isEqualTo(before.certificate());
        files.write(after);
        Files.setLastModifiedTime(files.chain(), FileTime.fromMillis(1));
        assertThat(shown(server, before, after)).isEqualTo(after.certificate());
        Files.writeString(files.chain(), "half of");
        Files.setLastModifiedTime(files.chain(), FileTime.fromMillis(2));
        assertThat(shown(server, before, after)).as("the last good one").isEqualTo(after.certificate());
        Files.delete(files.key());
        assertThat(shown(server, before, after)).isEqualTo(after.certificate());
        files.write(before);
        Files.setLastModifiedTime(files.chain(), FileTime.fromMillis(3));
        assertThat(shown(server, before, after)).isEqualTo(before.certificate());
    }

    /** What a new client is shown, one that has no session to resume. */
    private static X509Certificate shown(TlsServerOptions server, TlsIdentity... trusted) throws IOException {
        X509Certificate[] certificates =
                List.of(trusted).stream().map(TlsIdentity::certificate).toArray(X509Certificate[]::new);
        try (Tls tls = Tls.overMemory(TlsClientOptions.DEFAULT.trust(certificates), server)) {
            return tls.client().session().peerCertificates().getFirst();
        }
    }
}
