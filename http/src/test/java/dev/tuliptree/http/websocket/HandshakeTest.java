package dev.tuliptree.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.OriginPolicy;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.TrustedProxies;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.testing.LoopTest;
import java.util.List;
import java.util.Map;

/** Who may open a WebSocket, and what becomes of the connection of those who may not. */
class HandshakeTest {
    private final Application app = new Application();

    HandshakeTest() {
        app.webSocket("/ws", ws -> ws.send("subprotocol " + ws.subprotocol()));
        app.webSocket("/chat", WebSocketOptions.DEFAULT.withSubprotocols("chat.v2", "chat.v1"), ws -> {
            ws.send("subprotocol " + ws.subprotocol());
        });
        app.get("/", _ -> Response.text("hello"));
    }

    private static int status(Server server, String path, String headers) throws Exception {
        try (Peer peer = Peer.of(server)) {
            return peer.send(RawWebSocket.request(path, headers))
                    .reply("CONNECT")
                    .status();
        }
    }

    @LoopTest
    void pagesOfOtherSitesMayNotUnlessTheyAreAllowedTo() throws Exception {
        WebSocketOptions allowing = WebSocketOptions.DEFAULT.withOrigins(
                OriginPolicy.sameHostOr("https://friend.example", "http://127.0.0.1:3000"));
        app.webSocket("/allowing", allowing, _ -> {});
        app.webSocket("/open", WebSocketOptions.DEFAULT.withOrigins(OriginPolicy.any()), _ -> {});
        try (Server server = app.listen("127.0.0.1", 0)) {
            // The handshake says "Host: a".
            for (String same : List.of("http://a", "https://a", "HTTP://A", "http://a:80", "https://a:443")) {
                assertThat(status(server, "/ws", "Origin: " + same + "\r\n"))
                        .as(same)
                        .isEqualTo(101);
            }
            for (String other : List.of(
                    "http://b",
                    "http://a:81",
                    "https://a:80",
                    "http://a.b",
                    "http://ba",
                    "null",
                    "a",
                    "",
                    "file://",
                    "http://",
                    "ftp://a",
                    "http://b\r\nOrigin: http://a",
                    "http://a\r\nOrigin: http://b",
                    "https://friend.example")) {
                assertThat(status(server, "/ws", "Origin: " + other + "\r\n"))
                        .as(other)
                        .isEqualTo(403);
            }
            for (String allowed :
                    List.of("https://friend.example", "HTTPS://Friend.Example", "http://127.0.0.1:3000")) {
                assertThat(status(server, "/allowing", "Origin: " + allowed + "\r\n"))
                        .isEqualTo(101);
            }
            for (String other : List.of("http://friend.example", "https://friend.example.evil", "http://127.0.0.1")) {
                assertThat(status(server, "/allowing", "Origin: " + other + "\r\n"))
                        .isEqualTo(403);
            }
            assertThat(status(server, "/open", "Origin: http://anything\r\n")).isEqualTo(101);
            // No browser, no origin.
            assertThat(status(server, "/ws", "")).isEqualTo(101);
        }
    }

    @LoopTest
    void aPageIsOfTheSiteThatTheBrowserAskedForAndNotOfTheOneThatAProxyAsks() throws Exception {
        String https = "X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: site.example\r\n";
        String http = https.replace("https", "http");
        ServerOptions trusting = ServerOptions.DEFAULT.withTrustedProxies(TrustedProxies.xForwarded("127.0.0.1"));
        try (Server server = app.listen("127.0.0.1", 0, trusting)) {
            assertThat(status(server, "/ws", https + "Origin: https://site.example\r\n"))
                    .isEqualTo(101);
            assertThat(status(server, "/ws", http + "Origin: http://site.example\r\n"))
                    .isEqualTo(101);
            // The handshake says "Host: a", by which the proxy reaches us.
            assertThat(status(server, "/ws", https + "Origin: https://a\r\n")).isEqualTo(403);
            // Whoever can change what goes in the clear could have put anything into such a page.
            assertThat(status(server, "/ws", https + "Origin: http://site.example\r\n"))
                    .isEqualTo(403);
            // One that says nothing of the host has left it as it was.
            assertThat(status(server, "/ws", "X-Forwarded-For: 192.0.2.7\r\nOrigin: http://a\r\n"))
                    .isEqualTo(101);
        }
        ServerOptions distrusting = ServerOptions.DEFAULT.withTrustedProxies(TrustedProxies.xForwarded("10.0.0.1"));
        for (ServerOptions options : List.of(distrusting, ServerOptions.DEFAULT)) {
            try (Server server = app.listen("127.0.0.1", 0, options)) {
                assertThat(status(server, "/ws", https + "Origin: https://site.example\r\n"))
                        .isEqualTo(403);
                assertThat(status(server, "/ws", https + "Origin: http://a\r\n"))
                        .isEqualTo(101);
            }
        }
    }

    @LoopTest
    void whatIsRefusedLeavesTheConnectionToHttp() throws Exception {
        String body = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        Map<String, Integer> requests = Map.of(
                RawWebSocket.request("/ws", "Origin: http://evil\r\n"),
                403,
                RawWebSocket.request("/ws", "").replace("Version: 13", "Version: 12"),
                426,
                RawWebSocket.request("/ws", "").replace("dGhlIHNhbXBsZSBub25jZQ==", "short"),
                400,
                RawWebSocket.request("/ws", "").replace("Upgrade: websocket", "Upgrade: h2c"),
                426,
                RawWebSocket.request("/ws", "Content-Length: " + body.length() + "\r\n") + body,
                400,
                "GET /ws HTTP/1.1\r\nHost: a\r\n\r\n",
                426,
                RawWebSocket.request("/nothing", ""),
                404);
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (Map.Entry<String, Integer> request : requests.entrySet()) {
                try (Peer peer = Peer.of(server)) {
                    Peer.Reply reply = peer.send(request.getKey()).reply();
                    assertThat(reply.status()).as(request.getKey()).isEqualTo(request.getValue());
                    if (reply.status() == 426) {
                        assertThat(reply.header("Sec-WebSocket-Version")).isEqualTo("13");
                        assertThat(reply.header("Upgrade")).isEqualTo("websocket");
                        assertThat(reply.header("Connection")).isEqualTo("Upgrade");
                    }
                    assertThat(peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                                    .reply()
                                    .body())
                            .as(request.getKey())
                            .isEqualTo("hello");
                }
            }
        }
    }

    @LoopTest
    void aMethodOtherThanGetIsNone() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(Peer.ask(server, RawWebSocket.request("/ws", "").replace("GET", "POST"))
                            .status())
                    .isEqualTo(405);
        }
    }

    @LoopTest
    void bothAgreeOnTheServersBestSubprotocol() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String[][] rows = {
                {"/chat", "chat.v1, chat.v2", "subprotocol chat.v2"},
                {"/chat", "chat.v1", "subprotocol chat.v1"},
                {"/chat", "CHAT.V1, other", "subprotocol null"},
                {"/chat", "", "subprotocol null"},
                {"/ws", "chat.v1", "subprotocol null"},
            };
            for (String[] row : rows) {
                WebSocketOptions options = row[1].isEmpty()
                        ? WebSocketOptions.DEFAULT
                        : WebSocketOptions.DEFAULT.withSubprotocols(row[1].split(", "));
                try (WebSocket ws = session.webSocket(server.url(row[0]), options)) {
                    String text = ws.receiveText();
                    assertThat(text).as(row[1]).isEqualTo(row[2]);
                    assertThat(text).endsWith(" " + ws.subprotocol());
                }
            }
            assertThatIllegalArgumentException().isThrownBy(() -> WebSocketOptions.DEFAULT.withSubprotocols("a b"));
        }
    }

    @LoopTest
    void aClientDoesNotTakeAnyAnswerForAnAgreement() throws Exception {
        app.get("/rude", _ -> Response.text("no WebSocket here"));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            assertThatThrownBy(() -> session.webSocket(server.url("/rude")))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("200");
            for (String url : List.of("ftp://a/", "//a/", "ws:///x", "ws://u:p@a/", "a b")) {
                assertThatIllegalArgumentException().as(url).isThrownBy(() -> session.webSocket(url));
            }
        }
    }

    @LoopTest
    void aClientMaySayWhoItIs() throws Exception {
        Application app = new Application();
        app.get("/ws", request -> {
            String who = request.header("Authorization") + " " + request.queryParam("q") + " " + request.header("X");
            return Response.webSocket(ws -> ws.send(who));
        });
        ClientOptions options = ClientOptions.DEFAULT.withHeader("X", "default");
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options.withBaseUrl(server.url("/")))) {
            try (WebSocket ws = session.request("GET", "ws")
                    .query("q", "1")
                    .bearerAuth("token")
                    .webSocket(WebSocketOptions.DEFAULT)) {
                assertThat(ws.receiveText()).isEqualTo("Bearer token 1 default");
            }
            assertThatThrownBy(() -> session.post("ws").webSocket(WebSocketOptions.DEFAULT))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
