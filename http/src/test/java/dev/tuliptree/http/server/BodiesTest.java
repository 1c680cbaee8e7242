package dev.tuliptree.http.server;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Bodies in both directions, of known length and in chunks. */
class BodiesTest {
    private final Application app = new Application();

    BodiesTest() {
        app.post("/echo", request -> Response.bytes(request.bytes()));
        app.post("/ignore", _ -> Response.text("ignored"));
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String chunked(String path, String... chunks) {
        StringBuilder request =
                new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            request.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return request.append("0\r\n\r\n").toString();
    }

    @LoopTest
    void arriveWhole() throws Exception {
        String large = "0123456789".repeat(50_000);
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            assertThat(peer.send(post("/echo", "hello")).reply().body()).isEqualTo("hello");
            assertThat(peer.send(post("/echo", "")).reply().body()).isEmpty();
            assertThat(peer.send(chunked("/echo", "he", "llo")).reply().body()).isEqualTo("hello");
            assertThat(peer.send(chunked("/echo")).reply().body()).isEmpty();
            assertThat(peer.send(post("/echo", large)).reply().body()).isEqualTo(large);
            assertThat(peer.send(chunked("/echo", large, "x", large)).reply().body())
                    .isEqualTo(large + "x" + large);
        }
    }

    @LoopTest
    void inBuffersAreSentWholeAgainAndAgain() throws Exception {
        int[] sizes = {0, 5, 16 * 1024, 16 * 1024 + 1, 65_536, 3_000_000};
        String digits = "0123456789".repeat(300_000);
        for (int size : sizes) {
            byte[] bytes = digits.substring(0, size).getBytes(US_ASCII);
            ByteBuffer direct = ByteBuffer.allocateDirect(size + 1).position(1).put(bytes);
            Response outside = Response.bytes("text/plain", direct.flip().position(1));
            // It is the bytes that must not change: nothing else of the buffer is looked at again.
            direct.clear();
            app.get("/direct/" + size, _ -> outside);
            app.get("/heap/" + size, _ -> Response.bytes("text/plain", ByteBuffer.wrap(bytes)));
        }
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            for (int size : sizes) {
                String path = "/" + size + " HTTP/1.1\r\nHost: a\r\n\r\n";
                peer.send(("GET /heap" + path + "GET /direct" + path).repeat(2));
                for (int i = 0; i < 4; i++) {
                    assertThat(peer.reply().body()).isEqualTo(digits.substring(0, size));
                }
                Peer.Reply head = peer.send("HEAD /direct" + path).reply("HEAD");
                assertThat(head.header("Content-Length")).isEqualTo("" + size);
                assertThat(head.header("Content-Type")).isEqualTo("text/plain");
            }
        }
    }

    @LoopTest
    void arriveHoweverTheyAreCut() throws Exception {
        String bytes = chunked("/echo", "he", "llo, world") + post("/echo", "hi");
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (int cut = 1; cut < bytes.length(); cut++) {
                try (Peer peer = Peer.of(server)) {
                    peer.sendApart(bytes.substring(0, cut), bytes.substring(cut));
                    assertThat(peer.reply().body()).as("cut at %d", cut).isEqualTo("hello, world");
                    assertThat(peer.reply().body()).as("cut at %d", cut).isEqualTo("hi");
                }
            }
        }
    }

    @LoopTest
    void canBeReadWhileTheyArrive() throws Exception {
        List<String> seen = new ArrayList<>();
        app.post("/parts", request -> {
            InputStream body = request.body();
            byte[] part = new byte[100];
            int count;
            while ((count = body.read(part)) >= 0) {
                seen.add(new String(part, 0, count, ISO_8859_1));
            }
            assertThat(body.read()).isEqualTo(-1);
            return Response.text("read " + request.header("X-Name"));
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            // The name must outlive the buffer that it came in.
            peer.sendApart(
                    "POST /parts HTTP/1.1\r\nHost: a\r\nX-Name: Ada\r\nContent-Length: 9\r\n\r\none", "two", "six");
            assertThat(peer.reply().body()).isEqualTo("read Ada");
            assertThat(seen).containsExactly("one", "two", "six");
        }
    }

    @LoopTest
    void thatNobodyReadAreNoRequests() throws Exception {
        String smuggled = "GET /echo HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            for (String request : List.of(post("/ignore", smuggled), chunked("/ignore", smuggled))) {
                assertThat(peer.send(request).reply().body()).isEqualTo("ignored");
            }
            assertThat(peer.send(post("/missing", smuggled)).reply().status()).isEqualTo(404);
            assertThat(peer.send(post("/echo", "still here")).reply().body()).isEqualTo("still here");
        }
    }

    @LoopTest
    void thatNobodyReadAndAreLongEndTheConnection() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxDrainBytes(1000));
        try (Server server = app.listen("127.0.0.1", 0, options)) {
            try (Peer peer = Peer.of(server)) {
                peer.send(post("/ignore", "x".repeat(1000)));
                assertThat(peer.reply().header("Connection")).isEmpty();
                assertThat(peer.send(post("/echo", "hi")).reply().body()).isEqualTo("hi");
            }
            try (Peer peer = Peer.of(server)) {
                peer.send(post("/ignore", "x".repeat(1001)));
                assertThat(peer.reply().header("Connection")).isEqualTo("close");
                assertThat(peer.rest()).isEmpty();
            }
            try (Peer peer = Peer.of(server)) {
                peer.send(chunked("/ignore", "x".repeat(1001)));
                assertThat(peer.reply().body()).isEqualTo("ignored");
                assertThat(peer.rest()).isEmpty();
            }
        }
    }

    @LoopTest
    void ofOneLimitAreTakenAndBeyondRefused() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxBodyBytes(1000));
        try (Server server = app.listen("127.0.0.1", 0, options)) {
            try (Peer peer = Peer.of(server)) {
                assertThat(peer.send(post("/echo", "x".repeat(1000))).reply().body())
                        .hasSize(1000);
                assertThat(peer.send(chunked("/echo", "x".repeat(999), "y"))
                                .reply()
                                .body())
                        .hasSize(1000);
            }
            for (String request :
                    List.of(post("/echo", "x".repeat(1001)), chunked("/echo", "x".repeat(500), "y".repeat(501)))) {
                try (Peer peer = Peer.of(server)) {
                    Peer.Reply reply = peer.send(request).reply();
                    assertThat(reply.status()).isEqualTo(413);
                    assertThat(reply.header("Connection")).isEqualTo("close");
                    assertThat(reply.body()).isEqualTo("The body is larger than 1000 bytes.\n");
                    assertThat(peer.rest()).isEmpty();
                }
            }
        }
    }

    @LoopTest
    void areReadAfterTheClientWasToldToGoOn() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(peer.piece()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(peer.send("hello").reply().body()).isEqualTo("hello");
            assertThat(peer.send(post("/echo", "again")).reply().body()).isEqualTo("again");
        }
    }

    @LoopTest
    void thatAreNotWantedEndTheConnectionIfTheClientWaitedToBeTold() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("POST /ignore HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            Peer.Reply reply = peer.reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Connection")).isEqualTo("close");
            peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(peer.rest()).isEmpty();
        }
    }

    @LoopTest
    void areSentInChunksWhileTheyAreMade() throws Exception {
        app.get(
                "/count",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 3; i++) {
                        out.write(("chunk " + i).getBytes(US_ASCII));
                        out.flush();
                        sleep(millis(100));
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("GET /count HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(peer.piece())
                    .contains("\r\nTransfer-Encoding: chunked\r\n")
                    .doesNotContain("Content-Length")
                    .endsWith("\r\n\r\n7\r\nchunk 0\r\n");
            assertThat(peer.piece()).isEqualTo("7\r\nchunk 1\r\n");
            assertThat(peer.piece()).isEqualTo("7\r\nchunk 2\r\n");
            assertThat(peer.piece()).isEqualTo("0\r\n\r\n");
            assertThat(peer.send(post("/echo", "next")).reply().body()).isEqualTo("next");
        }
    }

    @LoopTest
    void thatTurnOutToBeShortAreSentInOnePiece() throws Exception {
        app.get(
                "/short",
                _ -> Response.stream("text/plain", out -> {
                    out.write("hel".getBytes(US_ASCII));
                    out.write("lo".getBytes(US_ASCII));
                }));
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.get(server, "/short");
            assertThat(reply.header("Content-Length")).isEqualTo("5");
            assertThat(reply.body()).isEqualTo("hello");
        }
    }

    @LoopTest
    void ofUnknownLengthEndWithTheConnectionForHttp10() throws Exception {
        String large = "0123456789".repeat(10_000);
        app.get("/large", _ -> Response.stream("text/plain", out -> out.write(large.getBytes(US_ASCII))));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            Peer.Reply reply = peer.send("GET /large HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .reply();
            assertThat(reply.header("Transfer-Encoding")).isEmpty();
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(reply.body()).isEqualTo(large);
        }
    }

    @LoopTest
    void areAsLongAsTheirHeadsSay() throws Exception {
        app.get("/right", _ -> Response.stream("text/plain", 5, out -> out.write("hello".getBytes(US_ASCII))));
        app.get("/few", _ -> Response.stream("text/plain", 50_000, out -> out.write(new byte[40_000])));
        app.get("/many", _ -> Response.stream("text/plain", 30_000, out -> out.write(new byte[40_000])));
        app.get("/none", _ -> Response.stream("text/plain", 5, _ -> {}));
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ResponseSender.class)) {
            assertThat(Peer.get(server, "/right").body()).isEqualTo("hello");
            // Noticed before anything was sent.
            assertThat(Peer.get(server, "/none").status()).isEqualTo(500);
            for (String path : List.of("/few", "/many")) {
                try (Peer peer = Peer.of(server)) {
                    peer.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
                    String all = "";
                    try {
                        all = peer.rest();
                    } catch (java.io.IOException brokenOff) {
                        // As it should be.
                    }
                    assertThat(all.length()).as(path).isLessThan(50_000);
                }
            }
            assertThat(log.complaints()).hasSize(3);
        }
    }

    @LoopTest
    void areLeftOutWhereNoneBelong() throws Exception {
        app.get("/text", _ -> Response.text("hello"));
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", _ -> {
                    throw new AssertionError("nobody wants it");
                }));
        app.get(
                "/long",
                _ -> Response.stream("text/plain", 1 << 20, _ -> {
                    throw new AssertionError("nobody wants it");
                }));
        app.get("/204", _ -> Response.text("hello").status(204));
        app.get("/304", _ -> Response.text("hello").status(304));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            Peer.Reply head =
                    peer.send("HEAD /text HTTP/1.1\r\nHost: a\r\n\r\n").reply("HEAD");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("5");
            head = peer.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n").reply("HEAD");
            assertThat(head.header("Transfer-Encoding")).isEqualTo("chunked");
            head = peer.send("HEAD /long HTTP/1.1\r\nHost: a\r\n\r\n").reply("HEAD");
            assertThat(head.header("Content-Length")).isEqualTo("1048576");
            for (int status : new int[] {204, 304}) {
                peer.send("GET /" + status + " HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(peer.piece())
                        .startsWith("HTTP/1.1 " + status + " ")
                        .doesNotContain("Content-Length")
                        .doesNotContain("Transfer-Encoding")
                        .endsWith("\r\n\r\n");
            }
            assertThat(peer.send(post("/echo", "next")).reply().body()).isEqualTo("next");
        }
    }

    @LoopTest
    void areEchoedWhileTheyArrive() throws Exception {
        app.post(
                "/stream",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            String large = "0123456789".repeat(30_000);
            assertThat(peer.send(chunked("/stream", large)).reply().body()).isEqualTo(large);
            assertThat(peer.send(post("/stream", "again")).reply().body()).isEqualTo("again");
        }
    }

    @LoopTest
    void aFaultOfTheRequestsBodyIsNotTheStreamsThatReadsIt() throws Exception {
        app.post(
                "/stream",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        String head = "POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Logged logged = Logged.by(ResponseSender.class);
                Server server = app.listen("127.0.0.1", 0)) {
            assertThat(Peer.ask(server, head + "x\r\n").status()).isEqualTo(400);
            try (Peer peer = Peer.of(server)) {
                peer.sendApart(head + "5\r\nhel");
                peer.stream.abort();
            }
            try (Peer peer = Peer.of(server)) {
                peer.sendApart(head + "5\r\nhel");
                peer.stream.sendEof();
                assertThat(peer.reply().status()).isEqualTo(400);
            }
            assertThat(logged.complaints()).isEmpty();
        }
    }
}
