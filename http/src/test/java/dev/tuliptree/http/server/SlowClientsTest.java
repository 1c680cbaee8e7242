package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.ServerTimeouts;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients that keep the server waiting, be it on purpose. */
class SlowClientsTest {
    private final Application app = new Application();

    SlowClientsTest() {
        app.get("/", _ -> Response.text("hello"));
        app.post("/length", request -> Response.text(request.bytes().length + " bytes"));
    }

    @LoopTest
    void aHeadThatTakesTooLongIsAnswered408() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            sleep(seconds(70));
            long start = loop().nanoTime();
            peer.send("GET / HTTP/1.1\r\nHost: a\r\n");
            nursery(n -> {
                n.start(() -> {
                    for (int i = 0; i < 20; i++) {
                        sleep(millis(900));
                        peer.send("X-Header-" + i + ": drip\r\n");
                    }
                });
                Peer.Reply reply = peer.reply();
                assertThat(loop().nanoTime() - start).isEqualTo(seconds(10).toNanos());
                assertThat(reply.status()).isEqualTo(408);
                assertThat(reply.header("Connection")).isEqualTo("close");
                assertThat(peer.rest()).isEmpty();
                n.cancel();
            });
        }
    }

    @LoopTest
    void theTimeForAHeadCountsAnewForEachRequest() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            for (int i = 0; i < 4; i++) {
                peer.send("GET / HTTP/1.1\r\n");
                sleep(seconds(9));
                assertThat(peer.send("Host: a\r\n\r\n").reply().status()).isEqualTo(200);
                sleep(seconds(30));
            }
        }
    }

    @LoopTest
    void aThousandSlowClientsDoNotKeepOthersWaiting() throws Exception {
        List<Peer> slow = new ArrayList<>();
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (int i = 0; i < 1000; i++) {
                slow.add(Peer.of(server).send("GET / HTTP/1.1\r\nX-"));
            }
            long start = loop().nanoTime();
            assertThat(Peer.get(server, "/").body()).isEqualTo("hello");
            assertThat(loop().nanoTime()).isEqualTo(start);
            for (Peer peer : slow) {
                assertThat(peer.reply().status()).isEqualTo(408);
            }
        } finally {
            slow.forEach(Peer::close);
        }
    }

    @LoopTest
    void aBodyThatComesTooSlowlyIsAnswered408() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withTimeouts(ServerTimeouts.DEFAULT.withBody(seconds(5), 100));
        try (Server server = app.listen("127.0.0.1", 0, options);
                Peer peer = Peer.of(server)) {
            long start = loop().nanoTime();
            peer.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            nursery(n -> {
                n.start(() -> {
                    // Half of what is asked for, so that the five seconds are used up after ten.
                    while (true) {
                        sleep(seconds(1));
                        peer.send("x".repeat(50));
                    }
                });
                assertThat(peer.reply().status()).isEqualTo(408);
                assertThat(loop().nanoTime() - start)
                        .isBetween(seconds(9).toNanos(), seconds(11).toNanos());
                assertThat(peer.rest()).isEmpty();
                n.cancel();
            });
        }
    }

    @LoopTest
    void aBodyMayTakeLongIfItComesFastEnough() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withTimeouts(ServerTimeouts.DEFAULT.withBody(seconds(5), 100));
        try (Server server = app.listen("127.0.0.1", 0, options);
                Peer peer = Peer.of(server)) {
            peer.send("POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 6000\r\n\r\n");
            for (int i = 0; i < 60; i++) {
                sleep(seconds(1));
                peer.send("x".repeat(100));
            }
            assertThat(peer.reply().body()).isEqualTo("6000 bytes");
        }
    }

    @LoopTest
    void aHandlerThatReadsSlowlyIsNotTheClientsFault() throws Exception {
        app.post("/slow", request -> {
            int count = 0;
            while (request.body().read() >= 0) {
                count++;
                sleep(seconds(10));
            }
            return Response.text(count + " bytes");
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.sendApart("POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe", "llo");
            assertThat(peer.reply().body()).isEqualTo("5 bytes");
        }
    }

    @LoopTest
    void aClientThatDoesNotReadIsCutOff() throws Exception {
        byte[] large = new byte[64 << 20];
        List<Throwable> failures = new ArrayList<>();
        app.get("/large", _ -> Response.bytes(large));
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", out -> {
                    try {
                        out.write(large);
                    } catch (IOException e) {
                        failures.add(e);
                        throw e;
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer one = Peer.of(server);
                Peer other = Peer.of(server)) {
            one.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            other.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
            sleep(seconds(29));
            assertThat(failures).isEmpty();
            sleep(seconds(2));
            assertThat(failures).hasSize(1);
            assertThat(failures.getFirst()).hasMessageContaining("has read nothing for 30 s");
            assertThat(Peer.get(server, "/").body()).isEqualTo("hello");
        }
    }
}
