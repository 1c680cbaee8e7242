package dev.tuliptree.http.client;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.ActionOf;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Requests from the client's side. */
class ClientSessionTest {
    private final Application app = new Application();

    /** Has a server that answers whatever it is asked with these bytes, and closes. */
    private static void answering(String bytes, ActionOf<String, Exception> test) throws Exception {
        try (var listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    stream.receiveSome(10_000);
                    stream.sendAll(bytes.getBytes(ISO_8859_1));
                }));
                test.run("http://127.0.0.1:" + listener.port() + "/");
                n.cancel();
            });
        }
    }

    @LoopTest
    void askAndAreAnswered() throws Exception {
        app.use((request, next) -> next.handle(request).header("X-Served-By", "tuliptree"));
        app.get("/{name}", request -> Response.text(request.pathParam("name") + " " + request.rawQuery()));
        app.post(
                "/length",
                request -> Response.text(request.text().length() + " characters of " + request.header("Content-Type")));
        app.route("PURGE", "/", request -> Response.text(request.header("X-Key") + " " + request.host()));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            try (ClientResponse response = session.get(server.url("/Ada?q=1#fragment"))) {
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.header("x-served-by")).isEqualTo("tuliptree");
                assertThat(response.text()).isEqualTo("Ada q=1");
                assertThat(response.text()).isEqualTo("Ada q=1");
            }
            try (ClientResponse response =
                    session.post(server.url("/length")).body("12345").send()) {
                assertThat(response.text()).isEqualTo("5 characters of text/plain; charset=utf-8");
            }
            try (ClientResponse response = session.request("PURGE", server.url("/"))
                    .header("X-Key", "a")
                    .header("X-Key", "b")
                    .send()) {
                assertThat(response.text()).isEqualTo("b 127.0.0.1:" + server.port());
            }
            try (ClientResponse response =
                    session.request("HEAD", server.url("/Ada")).send()) {
                assertThat(response.header("Content-Length")).isEqualTo("8");
                assertThat(response.bytes()).isEmpty();
            }
        }
    }

    @LoopTest
    void readABodyWhileItArrives() throws Exception {
        app.get(
                "/count",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 3; i++) {
                        out.write(("chunk " + i + " | ").getBytes(US_ASCII));
                        out.flush();
                        sleep(millis(200));
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.get(server.url("/count"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(new String(response.content().readNBytes(10), US_ASCII))
                        .isEqualTo("chunk " + i + " | ");
            }
            assertThat(response.content().readNBytes(10)).isEmpty();
        }
    }

    @LoopTest
    void takeBodiesUpToALimit() throws Exception {
        app.get("/{n}", request -> Response.bytes(new byte[Integer.parseInt(request.pathParam("n"))]));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(ClientOptions.DEFAULT.withMaxBodyBytes(100_000))) {
            try (ClientResponse response = session.get(server.url("/100000"))) {
                assertThat(response.bytes()).hasSize(100_000);
            }
            try (ClientResponse response = session.get(server.url("/100001"))) {
                assertThatThrownBy(response::bytes).hasMessageContaining("larger than 100000 bytes");
            }
        }
    }

    @LoopTest
    void readWhatIsLeftOfABodyThatWasReadInPart() throws Exception {
        byte[] body = "0123456789".repeat(10_000).getBytes(US_ASCII);
        app.get("/known", _ -> Response.bytes(body));
        app.get("/unknown", _ -> Response.stream("text/plain", out -> out.write(body)));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (String path : List.of("/known", "/unknown")) {
                try (ClientResponse response = session.get(server.url(path))) {
                    assertThat(response.content().readNBytes(0)).isEmpty();
                    assertThat(response.content().readNBytes(3)).isEqualTo(Arrays.copyOfRange(body, 0, 3));
                    assertThat(response.content().readNBytes(49_997)).isEqualTo(Arrays.copyOfRange(body, 3, 50_000));
                    assertThat(response.bytes()).isEqualTo(Arrays.copyOfRange(body, 50_000, 100_000));
                    assertThat(response.content().readNBytes(1)).isEmpty();
                }
            }
        }
    }

    @LoopTest
    void hearTheAnswerOfAServerThatRefusesALongBody() throws Exception {
        app.post("/", request -> Response.text(request.text()));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response =
                        session.post(server.url("/")).body(new byte[8 << 20]).send()) {
            assertThat(response.status()).isEqualTo(413);
        }
    }

    @LoopTest
    void doNotTakeAnythingForAnAnswer() throws Exception {
        try (ClientSession session = new ClientSession()) {
            answering("", url -> assertThatThrownBy(() -> session.get(url)).isInstanceOf(EOFException.class));
            answering(
                    "HTTP/1.1 200",
                    url -> assertThatThrownBy(() -> session.get(url))
                            .isInstanceOf(ProtocolException.class)
                            .hasMessageContaining("cut short"));
            answering(
                    "SSH-2.0-x\r\n",
                    url -> assertThatThrownBy(() -> session.get(url)).isInstanceOf(ProtocolException.class));
            answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", url -> {
                try (ClientResponse response = session.get(url)) {
                    assertThatThrownBy(response::text).isInstanceOf(ProtocolException.class);
                }
            });
            answering("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello", url -> {
                try (ClientResponse response = session.get(url)) {
                    assertThat(response.status()).isEqualTo(200);
                    assertThat(response.text()).isEqualTo("hello");
                }
            });
        }
    }

    @LoopTest
    void doNotWaitForEver() throws Exception {
        app.get("/silent", _ -> {
            sleepForever();
            return Response.empty();
        });
        app.get(
                "/stalled",
                _ -> Response.stream("text/plain", out -> {
                    out.flush();
                    sleepForever();
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            long start = loop().nanoTime();
            assertThatThrownBy(() -> session.get(server.url("/silent"))).isInstanceOf(SocketTimeoutException.class);
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(60).toNanos());
            try (ClientResponse response = session.get(server.url("/stalled"))) {
                assertThatThrownBy(response::bytes)
                        .isInstanceOf(SocketTimeoutException.class)
                        .hasMessageContaining("waiting for more of the body took longer than 30 s");
            }
        }
    }

    @LoopTest
    void refuseWhatCannotBeSent() throws Exception {
        int port;
        try (var listener = listenTcp("127.0.0.1", 0)) {
            port = listener.port();
        }
        ClientSession session = new ClientSession();
        assertThatIllegalArgumentException().isThrownBy(() -> session.request("G T", "http://a/"));
        assertThatIllegalArgumentException().isThrownBy(() -> session.get("ftp://a/"));
        for (String name : new String[] {"Host", "Content-Length", "Transfer-Encoding", "X Y", "X\r\nY"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> session.post("http://a/").header(name, "x"));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session.post("http://a/").header("X", "a\r\nY: b"));
        assertThatThrownBy(() -> session.get("http://127.0.0.1:" + port + "/")).isInstanceOf(ConnectException.class);
        session.close();
        assertThatIllegalStateException().isThrownBy(() -> session.get("http://a/"));
    }

    @LoopTest
    void closeWhatTheyHaveOpened() throws Exception {
        app.get(
                "/",
                _ -> Response.stream("text/plain", out -> {
                    while (true) {
                        out.write(new byte[1000]);
                        out.flush();
                        sleep(seconds(1));
                    }
                }));
        app.webSocket("/ws", ws -> assertThat(ws.texts()).isEmpty());
        try (Server server = app.listen("127.0.0.1", 0)) {
            ClientSession session = new ClientSession();
            ClientResponse response = session.get(server.url("/"));
            var ws = session.webSocket(server.url("/ws"));
            session.close();
            assertThatThrownBy(() -> response.content().readAllBytes()).isInstanceOf(IOException.class);
            assertThat(ws.closeCode()).isEqualTo(1000);
        }
    }

    @LoopTest
    void addWhatEachRequestNeeds() throws Exception {
        app.get(
                "/api/{x}",
                request -> Response.text(request.pathParam("x") + " " + request.rawQuery() + " "
                        + request.header("User-Agent") + " " + request.header("X-Key") + " "
                        + request.header("Authorization")));
        try (Server server = app.listen("127.0.0.1", 0)) {
            ClientOptions options = ClientOptions.DEFAULT
                    .withBaseUrl(server.url("/api/"))
                    .withoutHeader("User-Agent")
                    .withHeader("X-Key", "default");
            try (ClientSession session = new ClientSession(options)) {
                assertThat(text(session.request("GET", "one?x=1").query("y", "a b&c")))
                        .isEqualTo("one x=1&y=a%20b%26c null default null");
                assertThat(text(session.request("GET", "/api/two")
                                .header("x-key", "mine")
                                .basicAuth("Aladdin", "open sesame")))
                        .isEqualTo("two null null mine Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
                assertThat(text(session.request("GET", server.url("/api/three")).bearerAuth("a.b_c=")))
                        .isEqualTo("three null null default Bearer a.b_c=");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.post("x").bearerAuth("a b"))
                        .withMessageNotContaining("a b");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.post("x").basicAuth("a:b", "c"));
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ClientOptions.DEFAULT.withBaseUrl("/api/"));
        assertThatIllegalArgumentException().isThrownBy(() -> ClientOptions.DEFAULT.withHeader("Host", "a"));
    }

    private static String text(ClientRequest request) throws IOException {
        try (ClientResponse response = request.send()) {
            return response.text();
        }
    }

    private static ClientTrace noting(List<String> events) {
        return (ClientTrace) java.lang.reflect.Proxy.newProxyInstance(
                ClientTrace.class.getClassLoader(), new Class<?>[] {ClientTrace.class}, (_, method, _) -> {
                    events.add(method.getName());
                    return null;
                });
    }

    @LoopTest
    void tellWhoeverWantsToKnow() throws Exception {
        app.get("/", _ -> Response.redirect("/there"));
        app.get("/there", _ -> Response.text("hello"));
        List<String> events = new ArrayList<>();
        ClientTrace trace = noting(events);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(ClientOptions.DEFAULT.withTrace(() -> trace))) {
            text(session.request("GET", server.url("/")));
            assertThat(events)
                    .containsExactly(
                            "started",
                            "connecting",
                            "connected",
                            "requestSent",
                            "responded",
                            "ended",
                            "redirected",
                            "connectionReused",
                            "requestSent",
                            "responded",
                            "ended");
            events.clear();
            assertThatThrownBy(() -> session.get("http://127.0.0.1:1/")).isInstanceOf(IOException.class);
            assertThat(events).containsExactly("started", "connecting", "failed");
        }
    }

    @LoopTest(schedules = 1)
    void tellOfEachStepOnTheWayToAServer() throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost");
        app.get("/", _ -> Response.text("hello"));
        List<String> events = new ArrayList<>();
        ClientOptions options = ClientOptions.DEFAULT
                .withTls(TlsClientOptions.DEFAULT.trust(identity.certificate()))
                .withTrace(() -> noting(events));
        ServerOptions secure = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(identity));
        try (Server server = app.listen("127.0.0.1", 0, secure)) {
            try (ClientSession session = new ClientSession(options)) {
                text(session.request("GET", "https://localhost:" + server.port() + "/"));
            }
            assertThat(events)
                    .containsSubsequence("connecting", "resolving", "resolved", "secured", "connected", "responded");
            events.clear();
            Relay.with(server.port(), Relay::connect, (_, port) -> {
                ProxyRules proxy = ProxyRules.all(Proxy.http("127.0.0.1", port));
                try (ClientSession session = new ClientSession(options.withProxy(proxy))) {
                    text(session.request("GET", "https://localhost:1/"));
                }
            });
            // Where the server is, the proxy finds out.
            assertThat(events)
                    .doesNotContain("resolving")
                    .containsSubsequence("connecting", "tunnelled", "secured", "connected", "responded");
        }
    }

    @LoopTest
    void canTakeARefusalForAFailure() throws Exception {
        Application app = new Application();
        app.get("/", _ -> Response.text("hello"));
        app.get("/gone", _ -> Response.text("it was here").status(410));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            try (ClientResponse response = session.get(server.url("/")).raiseForStatus()) {
                assertThat(response.text()).isEqualTo("hello");
            }
            assertThatThrownBy(() -> session.get(server.url("/gone?secret=1")).raiseForStatus())
                    .isInstanceOfSatisfying(
                            StatusException.class, e -> assertThat(e.status()).isEqualTo(410))
                    .hasMessage("the server answered with 410 Gone at " + server.url("/gone"));
            // The connection can be used again.
            assertThat(session.pool().size()).isEqualTo(1);
            assertThat(session.pool().idleCount()).isEqualTo(1);
        }
    }
}
