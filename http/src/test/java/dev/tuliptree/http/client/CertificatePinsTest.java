package dev.tuliptree.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsSession;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that are known by their keys. */
class CertificatePinsTest {
    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("127.0.0.1");
    private static final TlsIdentity OTHER = TlsIdentity.selfSigned("127.0.0.1");
    private static final String PIN = CertificatePins.of(IDENTITY.certificate());
    private static final String OTHER_PIN = CertificatePins.of(OTHER.certificate());

    private static ClientSession session(CertificatePins pins) {
        return new ClientSession(ClientOptions.DEFAULT
                .withPins(pins)
                .withTls(TlsClientOptions.DEFAULT.trust(IDENTITY.certificate(), OTHER.certificate())));
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @LoopTest(schedules = 1)
    void letNobodyPassForTheServerThatHasThem() throws Exception {
        Application app = new Application();
        app.get("/", _ -> Response.text("hello"));
        ServerOptions options = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(IDENTITY));
        try (Server server = app.listen("127.0.0.1", 0, options)) {
            try (ClientSession session = session(CertificatePins.NONE.pin("127.0.0.1", OTHER_PIN, PIN))) {
                assertThat(get(session, server.url("/"))).isEqualTo("hello");
            }
            try (ClientSession session = session(CertificatePins.NONE.pin("other.example", OTHER_PIN))) {
                assertThat(get(session, server.url("/"))).isEqualTo("hello");
            }
            try (ClientSession session = session(CertificatePins.NONE.pin("127.0.0.1", OTHER_PIN))) {
                assertThatThrownBy(() -> get(session, server.url("/")))
                        .isInstanceOf(CertificatePinException.class)
                        .hasMessage("the keys of 127.0.0.1 are " + PIN + ", but pinned is " + OTHER_PIN);
                assertThatThrownBy(() -> session.webSocket(server.url("/")))
                        .isInstanceOf(CertificatePinException.class);
                assertThat(session.pool().size()).isZero();
            }
        }
    }

    @Test
    void areNotFoundAmongCertificatesThatVouchForNothing() {
        List<X509Certificate> sent = List.of(IDENTITY.certificate(), OTHER.certificate());
        TlsSession handshake = new TlsSession("TLSv1.3", "x", null, null, sent, false);
        assertThatThrownBy(() -> CertificatePins.NONE.pin("a", OTHER_PIN).check("a", handshake))
                .isInstanceOf(CertificatePinException.class);
    }

    @Test
    void areHashesOfKeys() {
        assertThatIllegalArgumentException().isThrownBy(() -> CertificatePins.NONE.pin("a"));
        for (String bad : new String[] {"", "sha256/", "sha256/AAAA", "sha256/?", "sha1/" + PIN.substring(7)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CertificatePins.NONE.pin("a", bad))
                    .withMessageContaining("sha256/ and 32 bytes in base64");
        }
        assertThat(CertificatePins.NONE.pin("B", PIN).pin("a", PIN)).hasToString("pins of [a, b]");
    }
}
