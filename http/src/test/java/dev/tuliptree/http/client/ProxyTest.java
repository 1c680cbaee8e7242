package dev.tuliptree.http.client;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;

/** Connections that somebody else makes for the client. */
class ProxyTest {
    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("far.invalid");

    private final Application app = new Application();

    ProxyTest() {
        app.get("/", request -> Response.text("asked by " + request.header("Proxy-Authorization")));
        app.webSocket("/ws", ws -> ws.send("hello"));
    }

    private static ClientSession through(Proxy proxy) {
        return new ClientSession(ClientOptions.DEFAULT
                .withTls(TlsClientOptions.DEFAULT.trust(IDENTITY.certificate()))
                .withProxy(ProxyRules.all(proxy).except("direct.invalid", "127.0.0.1")));
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @LoopTest(schedules = 1)
    void forwardsPlainRequests() throws Exception {
        Servers.with(
                line -> {
                    String head = line.hear();
                    line.answer(head.replace("\r\n", " "));
                },
                url -> {
                    int port = Url.of(url).origin().port();
                    try (ClientSession session = through(Proxy.http("127.0.0.1", port))) {
                        assertThat(get(session, "http://far.invalid:81/a?b"))
                                .startsWith("GET http://far.invalid:81/a?b HTTP/1.1 Host: far.invalid:81 ")
                                .doesNotContain("Proxy-");
                        assertThat(get(session, url)).startsWith("GET / HTTP/1.1 ");
                    }
                    Proxy known = Proxy.http("127.0.0.1", port).withCredentials("ada", "secret");
                    try (ClientSession session = through(known)) {
                        assertThat(get(session, "http://far.invalid/"))
                                .contains("Proxy-Authorization: Basic YWRhOnNlY3JldA==");
                        assertThat(get(session, url)).doesNotContain("Proxy-");
                    }
                });
    }

    @LoopTest(schedules = 1)
    void tunnelsWhatIsSecureAndTellsTheServerNothing() throws Exception {
        ServerOptions secure = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(IDENTITY));
        try (Server server = app.listen("127.0.0.1", 0, secure)) {
            Relay.with(server.port(), Relay::connect, (relay, port) -> {
                Proxy proxy = Proxy.http("127.0.0.1", port).withCredentials("ada", "secret");
                try (ClientSession session = through(proxy)) {
                    assertThat(get(session, "https://far.invalid/")).isEqualTo("asked by null");
                    assertThat(get(session, "https://far.invalid/")).isEqualTo("asked by null");
                    try (WebSocket ws = session.webSocket("wss://far.invalid/ws")) {
                        assertThat(ws.receiveText()).isEqualTo("hello");
                    }
                }
                assertThat(relay.heard)
                        .hasSize(2)
                        .allSatisfy(head -> assertThat(head)
                                .isEqualTo("CONNECT far.invalid:443 HTTP/1.1\r\nHost: far.invalid:443\r\n"
                                        + "Proxy-Authorization: Basic YWRhOnNlY3JldA==\r\n\r\n"));
            });
        }
    }

    @LoopTest(schedules = 1)
    void tunnelsWebSocketsInTheClear() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            Relay.with(server.port(), Relay::connect, (relay, port) -> {
                try (ClientSession session = through(Proxy.http("127.0.0.1", port));
                        WebSocket ws = session.webSocket("ws://[::1]/ws")) {
                    assertThat(ws.receiveText()).isEqualTo("hello");
                }
                assertThat(relay.heard).containsExactly("CONNECT [::1]:80 HTTP/1.1\r\nHost: [::1]:80\r\n\r\n");
            });
        }
    }

    /** What a proxy answers that wants the password proved. */
    private static String asking(String nonce) {
        return "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
                + "Proxy-Authenticate: Digest realm=\"p\", qop=\"auth\", algorithm=SHA-256, nonce=\"" + nonce + "\"\r\n"
                + "Content-Length: 4\r\n\r\nwho?";
    }

    private static boolean isProof(String head, String nonce, String target) {
        return head.contains("Proxy-Authorization: Digest ")
                && head.contains("nonce=\"" + nonce + "\"")
                && head.contains("uri=\"" + target + "\"");
    }

    /** A proxy that wants the password proved before it connects. */
    private static Relay.Opening askingForProof(String target) {
        return (relay, client) -> {
            String head = relay.head(client);
            relay.heard.add(head);
            if (!isProof(head, "n1", target)) {
                client.sendAll(asking("n1").getBytes(ISO_8859_1));
                throw new EOFException();
            }
            Relay.agree(client);
        };
    }

    @LoopTest(schedules = 1)
    void isProvedThePasswordForRequestsThatItForwards() throws Exception {
        List<String> heads = new ArrayList<>();
        Servers.with(
                line -> {
                    for (String head = line.hear(); !head.isEmpty(); head = line.hear()) {
                        heads.add(head);
                        if (isProof(head, "n1", "http://far.invalid/")) {
                            line.answer("welcome");
                        } else {
                            line.say(asking("n1"));
                        }
                    }
                },
                url -> {
                    Proxy proxy =
                            Proxy.http("127.0.0.1", Url.of(url).origin().port()).withDigestCredentials("ada", "secret");
                    try (ClientSession session = through(proxy)) {
                        assertThat(get(session, "http://far.invalid/")).isEqualTo("welcome");
                        // It is known by now what has to be proved.
                        assertThat(get(session, "http://far.invalid/")).isEqualTo("welcome");
                        RequestBody once =
                                RequestBody.stream(null, out -> out.write('x')).once();
                        try (ClientResponse response =
                                session.post("http://far.invalid/").body(once).send()) {
                            assertThat(response.text()).isEqualTo("welcome");
                        }
                        assertThat(get(session, url)).isEqualTo("who?");
                    }
                });
        assertThat(heads).hasSize(5);
        assertThat(heads.getFirst()).doesNotContain("Proxy-Authorization");
        assertThat(heads.get(2)).contains("nc=00000002");
        assertThat(heads.getLast()).doesNotContain("Proxy-Authorization");
        assertThat(heads).noneMatch(head -> head.contains("Basic"));
    }

    @LoopTest(schedules = 1)
    void isProvedThePasswordBeforeItMakesATunnel() throws Exception {
        ServerOptions secure = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(IDENTITY));
        try (Server server = app.listen("127.0.0.1", 0, secure)) {
            Relay.with(server.port(), askingForProof("far.invalid:443"), (relay, port) -> {
                Proxy proxy = Proxy.http("127.0.0.1", port).withDigestCredentials("ada", "secret");
                try (ClientSession session = through(proxy)) {
                    assertThat(get(session, "https://far.invalid/")).isEqualTo("asked by null");
                    try (WebSocket ws = session.webSocket("wss://far.invalid/ws")) {
                        assertThat(ws.receiveText()).isEqualTo("hello");
                    }
                }
                assertThat(relay.heard).hasSize(3);
                assertThat(relay.heard.getFirst()).doesNotContain("Proxy-Authorization");
                assertThat(relay.heard.getLast()).contains("nc=00000002");
            });
        }
    }

    @LoopTest(schedules = 1)
    void isNotProvedThePasswordAgainAndAgain() throws Exception {
        int[] asked = {0};
        Servers.with(
                line -> {
                    while (!line.hear().isEmpty()) {
                        line.say(asking("n" + ++asked[0]));
                    }
                },
                url -> {
                    Proxy proxy =
                            Proxy.http("127.0.0.1", Url.of(url).origin().port()).withDigestCredentials("ada", "secret");
                    try (ClientSession session = through(proxy)) {
                        assertThat(get(session, "http://far.invalid/")).isEqualTo("who?");
                        assertThat(asked[0]).isEqualTo(2);
                        assertThatThrownBy(() -> session.get("https://far.invalid/"))
                                .isInstanceOf(ProxyException.class)
                                .hasMessageContaining("does not take a proof of the password");
                        assertThat(asked[0]).isEqualTo(4);
                    }
                });
    }

    @LoopTest(schedules = 1)
    void isNotToldThePasswordIfItMayOnlyBeProved() throws Exception {
        Relay.saying(List.of("HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\r\n"), port -> {
            try (ClientSession session =
                    through(Proxy.http("127.0.0.1", port).withDigestCredentials("ada", "secret"))) {
                assertThatThrownBy(() -> session.get("https://far.invalid/"))
                        .isInstanceOf(ProxyException.class)
                        .hasMessageContaining("does not take a proof of the password");
            }
        });
        assertThatIllegalStateException().isThrownBy(() -> Proxy.socks5("a", 1).withDigestCredentials("ada", "secret"));
    }

    @LoopTest(schedules = 1)
    void mayItselfBeSpokenToOverTls() throws Exception {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost");
        ClientOptions trusting = ClientOptions.DEFAULT.withTls(
                TlsClientOptions.DEFAULT.trust(IDENTITY.certificate(), identity.certificate()));
        ServerOptions secure = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(IDENTITY));
        Relay.Opening overTls = Relay.overTls(TlsServerOptions.of(identity), Relay::connect);
        try (Server server = app.listen("127.0.0.1", 0, secure)) {
            Relay.with(server.port(), overTls, (relay, port) -> {
                Proxy proxy = Proxy.of("https://ada:secret@localhost:" + port);
                try (ClientSession session = new ClientSession(trusting.withProxy(ProxyRules.all(proxy)))) {
                    // TLS inside of TLS.
                    assertThat(get(session, "https://far.invalid/")).isEqualTo("asked by null");
                    try (WebSocket ws = session.webSocket("wss://far.invalid/ws")) {
                        assertThat(ws.receiveText()).isEqualTo("hello");
                    }
                }
                assertThat(relay.heard)
                        .hasSize(2)
                        .allSatisfy(head -> assertThat(head)
                                .startsWith("CONNECT far.invalid:443 HTTP/1.1\r\n")
                                .contains("Proxy-Authorization: Basic "));
                // One that is not who it should be hears nothing.
                Proxy other = Proxy.https("127.0.0.1", port).withCredentials("ada", "secret");
                try (ClientSession session = new ClientSession(trusting.withProxy(ProxyRules.all(other)))) {
                    assertThatThrownBy(() -> session.get("https://far.invalid/"))
                            .isInstanceOf(SSLException.class);
                }
                assertThat(relay.heard).hasSize(2);
            });
        }
        // What is not secure it forwards, and the password is not in the clear.
        Application proxying = new Application();
        proxying.get("/", request -> Response.text(request.host() + " " + request.header("Proxy-Authorization")));
        try (Server proxy =
                        proxying.listen("127.0.0.1", 0, ServerOptions.DEFAULT.withTls(TlsServerOptions.of(identity)));
                ClientSession session = new ClientSession(trusting.withProxy(
                        ProxyRules.all(Proxy.https("localhost", proxy.port()).withCredentials("ada", "secret"))))) {
            assertThat(get(session, "http://far.invalid/")).isEqualTo("far.invalid Basic YWRhOnNlY3JldA==");
        }
    }

    @LoopTest(schedules = 1)
    void looksNamesUpAtASocksProxy() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            Relay.with(server.port(), Relay::socks, (relay, port) -> {
                try (ClientSession session = through(Proxy.socks5("127.0.0.1", port))) {
                    assertThat(get(session, "http://far.invalid:8080/")).isEqualTo("asked by null");
                    assertThat(get(session, "http://10.0.0.1/")).isEqualTo("asked by null");
                    assertThat(get(session, "http://[2001:db8::1]/")).isEqualTo("asked by null");
                }
                assertThat(relay.heard)
                        .containsExactly(
                                "far.invalid", "8080", "0a000001", "80", "20010db8000000000000000000000001", "80");
            });
            Relay.with(server.port(), Relay::socksWithPassword, (_, port) -> {
                Proxy proxy = Proxy.socks5("127.0.0.1", port);
                try (ClientSession session = through(proxy.withCredentials("ada", "secret"))) {
                    assertThat(get(session, "http://far.invalid/")).isEqualTo("asked by null");
                }
                try (ClientSession session = through(proxy.withCredentials("ada", "wrong"))) {
                    assertThatThrownBy(() -> session.get("http://far.invalid/"))
                            .isInstanceOf(ProxyException.class)
                            .hasMessageContaining("does not take the credentials")
                            .hasMessageNotContaining("wrong");
                }
                try (ClientSession session = through(proxy)) {
                    assertThatThrownBy(() -> session.get("http://far.invalid/"))
                            .hasMessageContaining("an authentication that it was not offered");
                }
            });
        }
    }

    @LoopTest(schedules = 1)
    void saysWhatAnHttpProxyHasAgainstIt() throws Exception {
        refuses("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n", "give the proxy credentials");
        refuses("HTTP/1.1 502 Bad\r\n\r\n", "status 502");
        refuses("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n", "it sent more than its answer");
        refuses("SSH-2.0-OpenSSH_9.6\r\n", "malformed");
        refuses("HTTP/1.1 200", "it closed the connection");
        refuses("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000), "malformed");
    }

    private static void refuses(String answer, String why) throws Exception {
        Relay.saying(List.of(answer), port -> {
            try (ClientSession session = through(Proxy.http("127.0.0.1", port))) {
                assertThatThrownBy(() -> session.get("https://far.invalid/"))
                        .isInstanceOf(ProxyException.class)
                        .hasMessageStartingWith(
                                "the proxy http://127.0.0.1:" + port + " does not connect to far.invalid:443: ")
                        .hasMessageContaining(why);
            }
        });
    }

    @LoopTest(schedules = 1)
    void saysWhatASocksProxyHasAgainstIt() throws Exception {
        refusesSocks("it does not speak SOCKS5", "HTTP/1.1 400 Bad Request\r\n\r\n");
        refusesSocks("give the proxy credentials", "\u0005\u00ff");
        refusesSocks("an authentication that it was not offered", "\u0005\u0001");
        refusesSocks("the host is unreachable", "\u0005\0", "\u0005\u0004\0\u0001\0\0\0\0\0\0");
        refusesSocks("code 99", "\u0005\0", "\u0005c\0\u0001\0\0\0\0\0\0");
        refusesSocks("its answer is malformed", "\u0005\0", "\u0005\0\0\u0009\0\0\0\0\0\0");
        refusesSocks("it closed the connection", "\u0005");
    }

    private static void refusesSocks(String why, String... answers) throws Exception {
        Relay.saying(List.of(answers), port -> {
            try (ClientSession session = through(Proxy.socks5("127.0.0.1", port))) {
                assertThatThrownBy(() -> session.get("http://far.invalid/"))
                        .isInstanceOf(ProxyException.class)
                        .hasMessageContaining(why);
            }
        });
    }

    @LoopTest(schedules = 1)
    void doesNotWaitForEverForOneThatStalls() throws Exception {
        try (var listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    while (stream.receiveSome(100).length > 0) {
                        // Takes everything, and says nothing.
                    }
                }));
                for (Proxy proxy :
                        List.of(Proxy.http("127.0.0.1", listener.port()), Proxy.socks5("127.0.0.1", listener.port()))) {
                    try (ClientSession session = through(proxy)) {
                        long start = loop().nanoTime();
                        assertThatThrownBy(() -> session.get("https://far.invalid/"))
                                .isInstanceOf(ClientTimeoutException.class)
                                .hasMessageContaining("connecting took longer than 10 s");
                        assertThat(loop().nanoTime() - start)
                                .isGreaterThanOrEqualTo(seconds(10).toNanos());
                        assertThat(session.pool().size()).isZero();
                    }
                }
                n.cancel();
            });
        }
    }

    @LoopTest(schedules = 1)
    void leavesNothingOpenWhereverItIsCancelled() {
        CancelEverywhere.run(victim -> {
            try (Server server = app.listen("127.0.0.1", 0)) {
                Relay.with(server.port(), Relay::socks, (_, port) -> {
                    try (ClientSession session = through(Proxy.socks5("127.0.0.1", port))) {
                        victim.run(() -> get(session, "http://far.invalid/"));
                        assertThat(session.pool().size()).isLessThanOrEqualTo(1);
                    }
                });
            }
        });
    }

    @LoopTest(schedules = 1)
    void leavesNothingOpenWhereverTheProofIsCancelled() {
        CancelEverywhere.run(victim -> {
            try (Server server = app.listen("127.0.0.1", 0)) {
                Relay.with(server.port(), askingForProof("far.invalid:80"), (_, port) -> {
                    Proxy proxy = Proxy.http("127.0.0.1", port).withDigestCredentials("ada", "secret");
                    try (ClientSession session = through(proxy)) {
                        victim.run(
                                () -> session.webSocket("ws://far.invalid/ws").close());
                    }
                });
            }
        });
    }
}
