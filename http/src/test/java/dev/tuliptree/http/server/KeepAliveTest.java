package dev.tuliptree.http.server;

import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.testing.LoopTest;

/** How long a connection lives. */
class KeepAliveTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n";

    private final Application app = new Application();

    KeepAliveTest() {
        app.get("/", _ -> Response.text("hello"));
    }

    @LoopTest
    void aConnectionTakesRequestAfterRequest() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            for (int i = 0; i < 5; i++) {
                assertThat(peer.send(GET + "\r\n").reply().body()).isEqualTo("hello");
                sleep(seconds(60));
            }
        }
    }

    @LoopTest
    void aClientThatAsksForItIsTheLastOneServed() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            Peer.Reply reply = peer.send(GET + "Connection: close\r\n\r\n").reply();
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(reply.body()).isEqualTo("hello");
            assertThat(peer.rest()).isEmpty();
        }
    }

    @LoopTest
    void http10ClosesUnlessAskedNotTo() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send("GET / HTTP/1.0\r\n\r\n").reply().header("Connection"))
                        .isEqualTo("close");
                assertThat(peer.rest()).isEmpty();
            }
            try (Peer peer = Peer.of(server)) {
                String request = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
                assertThat(peer.send(request).reply().header("Connection")).isEqualTo("keep-alive");
                assertThat(peer.send(request).reply().body()).isEqualTo("hello");
            }
        }
    }

    @LoopTest
    void anIdleConnectionIsClosedWithoutAWord() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            try (Peer peer = Peer.of(server)) {
                peer.send(GET + "\r\n").reply();
                sleep(seconds(74));
                peer.send(GET + "\r\n").reply();
                sleep(seconds(76));
                assertThat(peer.isClosedWithoutAWord()).isTrue();
            }
            try (Peer peer = Peer.of(server)) {
                sleep(seconds(76));
                assertThat(peer.isClosedWithoutAWord()).isTrue();
            }
        }
    }

    @LoopTest
    void aConnectionHasALimitOfRequests() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxRequestsPerConnection(3));
        try (Server server = app.listen("127.0.0.1", 0, options);
                Peer peer = Peer.of(server)) {
            assertThat(peer.send(GET + "\r\n").reply().header("Connection")).isEmpty();
            assertThat(peer.send(GET + "\r\n").reply().header("Connection")).isEmpty();
            assertThat(peer.send(GET + "\r\n").reply().header("Connection")).isEqualTo("close");
            assertThat(peer.rest()).isEmpty();
        }
    }

    @LoopTest
    void anEmptyLineBetweenRequestsIsNoRequest() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            assertThat(peer.send(GET + "\r\n\r\n").reply().status()).isEqualTo(200);
            assertThat(peer.send(GET + "\r\n").reply().status()).isEqualTo(200);
        }
    }

    @LoopTest
    void anEmptyLineThatComesInPiecesIsNoRequestEither() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            assertThat(peer.send(GET + "\r\n").reply().status()).isEqualTo(200);
            peer.sendApart("\r", "\n", GET + "\r\n");
            assertThat(peer.reply().status()).isEqualTo(200);
        }
    }

    @LoopTest
    void connectionsThatTakeTurnsKeepTheirRequestsApart() throws Exception {
        app.get("/path/{name}", request -> Response.text(request.path() + " at " + request.host()));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer one = Peer.of(server);
                Peer other = Peer.of(server)) {
            for (int i = 0; i < 3; i++) {
                one.send("GET /path/one HTTP/1.1\r\nHo");
                for (int j = 0; j < 2; j++) {
                    other.send("GET /path/other HTTP/1.1\r\nHost: other\r\n\r\n");
                    assertThat(other.reply().body()).isEqualTo("/path/other at other");
                }
                assertThat(one.send("st: one\r\n\r\n").reply().body()).isEqualTo("/path/one at one");
            }
        }
    }

    @LoopTest
    void connectionsBeyondTheLimitWaitForOthersToEnd() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxConnections(2));
        try (Server server = app.listen("127.0.0.1", 0, options);
                Peer first = Peer.of(server);
                Peer second = Peer.of(server);
                Peer third = Peer.of(server)) {
            first.send(GET + "\r\n").reply();
            second.send(GET + "\r\n").reply();
            third.sendApart(GET + "\r\n");
            assertThat(third.stream.toString()).isEqualTo("TCP stream");
            first.stream.abort();
            assertThat(third.reply().body()).isEqualTo("hello");
        }
    }
}
