package dev.tuliptree.http;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Client and server over TLS. */
class TlsTest {
    /** Made once: what it costs is not what is tested. */
    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("localhost", "127.0.0.1");

    private static final ServerOptions SERVER = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(IDENTITY));
    private static final ClientOptions CLIENT =
            ClientOptions.DEFAULT.withTls(TlsClientOptions.DEFAULT.trust(IDENTITY.certificate()));

    private final Application app = new Application();

    TlsTest() {
        app.get(
                "/",
                request -> Response.text("secure: " + request.isSecure())
                        .cookie(Cookie.of("s", "1").secured()));
        app.get("/port", request -> Response.text(request.remoteAddress().getPort() + " " + request.cookie("s")));
        app.post(
                "/echo",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
        });
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @LoopTest(schedules = 1)
    void agreeAsTheyDoInTheClear() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0, SERVER);
                ClientSession session = new ClientSession(CLIENT)) {
            assertThat(server.url("/")).startsWith("https://127.0.0.1:");
            assertThat(get(session, server.url("/"))).isEqualTo("secure: true");
            String port = get(session, server.url("/port"));
            assertThat(port).endsWith(" 1");
            assertThat(get(session, server.url("/port"))).isEqualTo(port);
            try (ClientResponse response =
                    session.post(server.url("/echo")).body("x".repeat(500_000)).send()) {
                assertThat(response.text()).hasSize(500_000);
            }
            try (WebSocket ws = session.webSocket(server.url("/ws").replace("https", "wss"))) {
                ws.send("y".repeat(100_000));
                assertThat(ws.receiveText()).hasSize(100_000);
            }
            // Long enough for what is idle to be closed.
            sleep(seconds(40));
            assertThat(get(session, server.url("/port"))).isNotEqualTo(port);
        }
    }

    @LoopTest(schedules = 1)
    void manyAtOnce() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0, SERVER);
                ClientSession session = new ClientSession(CLIENT)) {
            nursery(n -> {
                for (int i = 0; i < 10; i++) {
                    n.start(() -> assertThat(get(session, server.url("/"))).isEqualTo("secure: true"));
                }
            });
        }
    }

    @LoopTest(schedules = 1)
    void doNotSpeakToWhomTheyDoNotTrust() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0, SERVER);
                ClientSession trusting = new ClientSession(CLIENT);
                ClientSession strict = new ClientSession()) {
            assertThatThrownBy(() -> strict.get(server.url("/"))).isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> strict.webSocket(server.url("/ws"))).isInstanceOf(SSLException.class);
            String wrongName = server.url("/").replace("127.0.0.1", "127.0.0.2");
            try (Server other = app.listen("127.0.0.2", server.port(), SERVER)) {
                assertThat(other.port()).isEqualTo(server.port());
                assertThatThrownBy(() -> trusting.get(wrongName)).isInstanceOf(SSLException.class);
            }
            // Who speaks in the clear is not understood, and hurts nobody else.
            assertThatThrownBy(() -> trusting.get(server.url("/").replace("https", "http")))
                    .isInstanceOf(IOException.class);
            assertThat(get(trusting, server.url("/"))).isEqualTo("secure: true");
        }
    }

    @LoopTest(schedules = 1)
    void aServerClosesInOrder() throws Exception {
        Server server = app.listen("127.0.0.1", 0, SERVER);
        try (ClientSession session = new ClientSession(CLIENT);
                WebSocket ws = session.webSocket(server.url("/ws"))) {
            get(session, server.url("/"));
            long start = loop().nanoTime();
            nursery(n -> {
                n.start(server::close);
                assertThat(ws.texts()).isEmpty();
            });
            assertThat(ws.closeCode()).isEqualTo(1001);
            assertThat(loop().nanoTime() - start).isLessThan(seconds(1).toNanos());
        }
    }
}
