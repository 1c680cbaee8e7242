package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** Clients that go away at a bad moment. Afterwards others are served as if nothing had happened. */
class BrokenClientsTest {
    private final Application app = new Application();
    private final List<String> log = new ArrayList<>();

    BrokenClientsTest() {
        app.get("/", _ -> Response.text("hello"));
        app.post("/", request -> Response.text(request.text()));
        app.get("/slow", _ -> {
            log.add("began");
            sleep(seconds(5));
            log.add("ended");
            return Response.text("slow");
        });
        app.get("/large", _ -> Response.bytes(new byte[64 << 20]));
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", out -> {
                    try {
                        while (true) {
                            out.write(new byte[10_000]);
                        }
                    } finally {
                        log.add("writing ended");
                    }
                }));
    }

    private static void expectService(Server server) throws Exception {
        assertThat(Peer.get(server, "/").body()).isEqualTo("hello");
    }

    @LoopTest
    void connectAndClose() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.of(server).close();
            Peer.of(server).stream.abort();
            expectService(server);
        }
    }

    @LoopTest
    void resetInTheMiddleOfARequest() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String part : List.of("GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhe")) {
                try (Peer peer = Peer.of(server)) {
                    peer.sendApart(part).stream.abort();
                }
            }
            expectService(server);
        }
    }

    @LoopTest
    void aHandlerRunsOnWhenItsClientGoesAway() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            try (Peer peer = Peer.of(server)) {
                peer.sendApart("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").stream.abort();
            }
            sleep(seconds(1));
            assertThat(log).containsExactly("began");
            sleep(seconds(5));
            assertThat(log).containsExactly("began", "ended");
            expectService(server);
        }
    }

    @LoopTest
    void resetInTheMiddleOfAResponse() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String path : List.of("/large", "/stream")) {
                try (Peer peer = Peer.of(server)) {
                    peer.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").piece();
                    peer.stream.abort();
                }
            }
            loop().waitAllTasksBlocked();
            assertThat(log).containsExactly("writing ended");
            expectService(server);
        }
    }

    @LoopTest
    void oneThatSaysThatItSendsNoMoreIsStillAnswered() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String path : List.of("/", "/slow")) {
                try (Peer peer = Peer.of(server)) {
                    peer.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                            .stream
                            .sendEof();
                    assertThat(peer.reply().status()).isEqualTo(200);
                    assertThat(peer.rest()).isEmpty();
                }
            }
        }
    }

    @LoopTest
    void anAnswerArrivesAlthoughTheClientGoesOnSending() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000000\r\n\r\n" + "x".repeat(100_000));
            assertThat(peer.reply().status()).isEqualTo(413);
            assertThat(peer.rest()).isEmpty();
            expectService(server);
        }
    }

    @LoopTest
    void twoMegabytesOfHeadersAreRefused() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            dev.tuliptree.Async.nursery(n -> {
                n.start(() -> {
                    try {
                        peer.send("GET / HTTP/1.1\r\nHost: a\r\n" + "X-Filler: 0123456789\r\n".repeat(100_000));
                    } catch (java.io.IOException e) {
                        // Refused before it was all sent.
                    }
                });
                assertThat(peer.reply().status()).isEqualTo(431);
            });
            expectService(server);
        }
    }
}
