package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.wire.Vector;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.testing.LoopTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whatever is no request gets an answer that says so, and a closed connection; however it is cut. */
class MalformedRequestsTest {
    private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Application app = new Application();

    MalformedRequestsTest() {
        app.get("/good", _ -> Response.text("good"));
        app.post("/", request -> Response.text(request.text()));
    }

    private static Map<String, String> malformed() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("no Host", "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n");
        inputs.put("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n");
        inputs.put("a bad byte in the method", "G{T / HTTP/1.1\r\nHost: a\r\n\r\n");
        inputs.put("a bare LF behind the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n");
        inputs.put("a bare LF behind a header", "GET / HTTP/1.1\r\nHost: a\n\r\n");
        inputs.put(
                "both Content-Length and Transfer-Encoding",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        inputs.put(
                "a bad chunk size",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0x1\r\n");
        return inputs;
    }

    @LoopTest(schedules = 0, carriers = CarrierKind.MOUNTING, limit = 120)
    void isRefusedWhereverItIsCut() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (Map.Entry<String, String> input : malformed().entrySet()) {
                String bytes = input.getValue();
                for (int cut = 0; cut < bytes.length(); cut++) {
                    String where = input.getKey() + ", cut at " + cut;
                    try (Peer peer = Peer.of(server)) {
                        peer.sendApart(bytes.substring(0, cut), bytes.substring(cut));
                        Peer.Reply reply = peer.reply();
                        assertThat(reply.status()).as(where).isEqualTo(400);
                        assertThat(reply.header("Connection")).as(where).isEqualTo("close");
                        assertThat(reply.header("Content-Type")).as(where).isEqualTo("text/plain; charset=utf-8");
                        assertThat(reply.body()).as(where).endsWith(".\n");
                        assertThat(peer.rest()).as(where).isEmpty();
                    }
                }
            }
            assertThat(Peer.ask(server, GOOD).body()).isEqualTo("good");
        }
    }

    @LoopTest(schedules = 0, limit = 120)
    void isRefusedWholeAndByteByByteAndBehindAGoodRequest() throws Exception {
        List<Vector> vectors = Vector.of("refused-requests.txt").toList();
        assertThat(vectors).hasSizeGreaterThan(150);
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (Vector vector : vectors) {
                String bytes = new String(vector.input(), ISO_8859_1);
                int status = Integer.parseInt(
                        vector.expected().getLast().replace("refused", "").strip());
                try (Peer peer = Peer.of(server)) {
                    expectRefusal(peer.send(bytes), vector, status);
                }
                try (Peer peer = Peer.of(server)) {
                    peer.sendApart(bytes.split("(?s)(?<=.)"));
                    expectRefusal(peer, vector, status);
                }
                try (Peer peer = Peer.of(server)) {
                    peer.send(GOOD + bytes);
                    assertThat(peer.reply().body()).as(vector.name()).isEqualTo("good");
                    expectRefusal(peer, vector, status);
                }
            }
            assertThat(Peer.ask(server, GOOD).body()).isEqualTo("good");
        }
    }

    private static void expectRefusal(Peer peer, Vector vector, int status) throws Exception {
        Peer.Reply reply = peer.reply();
        assertThat(reply.status()).as(vector.name()).isEqualTo(status);
        assertThat(reply.header("Connection")).as(vector.name()).isEqualTo("close");
        assertThat(peer.rest()).as(vector.name()).isEmpty();
    }

    @LoopTest
    void aRequestCutShortIsSaidToBe() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String request : List.of("GET / HT", "GET / HTTP/1.1\r\nHost: a\r\n")) {
                try (Peer peer = Peer.of(server)) {
                    peer.send(request).stream.sendEof();
                    Peer.Reply reply = peer.reply();
                    assertThat(reply.status()).isEqualTo(400);
                    assertThat(reply.body()).contains("cut short");
                    assertThat(peer.rest()).isEmpty();
                }
            }
            try (Peer peer = Peer.of(server)) {
                peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe")
                        .stream
                        .sendEof();
                assertThat(peer.reply().status()).isEqualTo(400);
                assertThat(peer.rest()).isEmpty();
            }
            loop().waitAllTasksBlocked();
        }
    }
}
