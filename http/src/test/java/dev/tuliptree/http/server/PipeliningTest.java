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
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.testing.LoopTest;

/** Requests that are sent before earlier ones were answered. */
class PipeliningTest {
    private final Application app = new Application();

    PipeliningTest() {
        app.get("/{n}", request -> Response.text("[" + request.pathParam("n") + "]"));
        app.get("/slow/{n}", request -> {
            sleep(seconds(1));
            return Response.text("[slow " + request.pathParam("n") + "]");
        });
        app.post("/length", request -> Response.text("[" + request.text().length() + "]"));
    }

    private static String get(Object path) {
        return "GET /" + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private static String bodies(String responses) {
        return responses.replaceAll("(?s)HTTP/1.1 200 OK\r\n.*?\r\n\r\n", "");
    }

    @LoopTest
    void responsesLeaveInTheOrderOfTheRequestsAndInOneWrite() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            StringBuilder requests = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                requests.append(get(i));
                expected.append("[").append(i).append("]");
            }
            peer.send(requests.toString());
            assertThat(bodies(peer.piece())).isEqualTo(expected.toString());
        }
    }

    @LoopTest
    void aResponseDoesNotWaitForAHandlerThatComesAfterIt() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            long start = EventLoop.current().nanoTime();
            peer.send(get(1) + get("slow/2") + get(3));
            assertThat(bodies(peer.piece())).isEqualTo("[1]");
            assertThat(EventLoop.current().nanoTime()).isEqualTo(start);
            assertThat(bodies(peer.piece())).isEqualTo("[slow 2][3]");
            assertThat(EventLoop.current().nanoTime())
                    .isEqualTo(start + seconds(1).toNanos());
        }
    }

    @LoopTest
    void aResponseDoesNotWaitForTheRestOfTheNextRequest() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send(get(1) + "GET /2 HT");
            assertThat(bodies(peer.piece())).isEqualTo("[1]");
            peer.send("TP/1.1\r\nHost: a\r\n\r\n" + "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe");
            assertThat(bodies(peer.piece())).isEqualTo("[2]");
            peer.send("llo");
            assertThat(bodies(peer.piece())).isEqualTo("[5]");
        }
    }

    @LoopTest
    void aLimitedNumberOfResponsesGathers() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxPipelined(2));
        try (Server server = app.listen("127.0.0.1", 0, options);
                Peer peer = Peer.of(server)) {
            peer.send(get(1) + get(2) + get(3) + get(4) + get(5));
            StringBuilder all = new StringBuilder();
            while (!all.toString().endsWith("[5]")) {
                all.append(peer.piece());
            }
            assertThat(bodies(all.toString())).isEqualTo("[1][2][3][4][5]");
        }
    }

    @LoopTest
    void aFaultEndsTheConnectionBehindTheAnswersToWhatCameBefore() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send(get(1) + get(2) + "GET / HTTP/1.1\r\n\r\n" + get(4));
            assertThat(peer.reply().body()).isEqualTo("[1]");
            assertThat(peer.reply().body()).isEqualTo("[2]");
            assertThat(peer.reply().status()).isEqualTo(400);
            assertThat(peer.rest()).isEmpty();
        }
    }

    @LoopTest
    void whatFollowsTheLastRequestIsNotLookedAt() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("GET /1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get(2));
            assertThat(peer.reply().body()).isEqualTo("[1]");
            assertThat(peer.rest()).isEmpty();
        }
    }

    @LoopTest
    void fiveHundredRequestsInOneGoAreAnswered() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 500; i++) {
                requests.append(get(i));
            }
            peer.send(requests.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(peer.reply().body()).isEqualTo("[" + i + "]");
            }
        }
    }
}
