package dev.tuliptree.http.server;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.Headers;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.RequestBody;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header lines behind a body, in both directions. */
class TrailersTest {
    private final Application app = new Application();

    TrailersTest() {
        app.post("/", request -> {
            assertThatIllegalStateException().isThrownBy(request::trailers).withMessageContaining("to its end");
            String text = request.text();
            return Response.text(text + " " + request.trailers().all("X-Sum") + " " + request.header("X-Sum"));
        });
        app.get(
                "/short",
                _ -> Response.stream("text/plain", out -> out.write('s')).trailer("X-Sum", () -> "1"));
        app.get("/long", _ -> {
            CRC32 sum = new CRC32();
            return Response.stream("text/plain", out -> write(new CheckedOutputStream(out, sum)))
                    .trailer("X-Sum", () -> Long.toHexString(sum.getValue()))
                    .trailer("X-None", () -> null);
        });
    }

    private static void write(CheckedOutputStream out) throws IOException {
        for (int i = 0; i < 3; i++) {
            out.write("hello".getBytes(ISO_8859_1));
            out.flush();
            sleep(millis(10));
        }
    }

    private static String chunked(String trailers) {
        return "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n" + trailers
                + "\r\n";
    }

    @LoopTest
    void ofARequestAreThereOnceItsBodyWasRead() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send(chunked("X-Sum: 1\r\nx-sum: 2\r\nY: z\r\n"));
            assertThat(peer.reply().body()).isEqualTo("hello [1, 2] null");
            // They are the last request's, and not this one's.
            assertThat(peer.send(chunked("")).reply().body()).isEqualTo("hello [] null");
            String[] pieces = chunked("X-Sum: 3\r\n").split("(?<=\n)");
            assertThat(peer.sendApart(pieces).reply().body()).isEqualTo("hello [3] null");
            peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
            assertThat(peer.reply().body()).isEqualTo("hi [] null");
        }
    }

    @LoopTest
    void thatFrameMessagesOrAreTooManyAreRefused() throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withHttp(
                HttpLimits.DEFAULT.withMaxHeaders(4).withMaxHeaderBytes(200)));
        try (Server server = app.listen("127.0.0.1", 0, options)) {
            assertThat(Peer.ask(server, chunked("Content-Length: 5\r\n")).status())
                    .isEqualTo(400);
            assertThat(Peer.ask(server, chunked("Host: b\r\n")).status()).isEqualTo(400);
            assertThat(Peer.ask(server, chunked("X: y\r\n".repeat(4))).status()).isEqualTo(200);
            assertThat(Peer.ask(server, chunked("X: y\r\n".repeat(5))).status()).isEqualTo(431);
            assertThat(Peer.ask(server, chunked("X: " + "y".repeat(300) + "\r\n"))
                            .status())
                    .isEqualTo(431);
        }
    }

    @LoopTest
    void ofAResponseAreAnnouncedAndFollowItsBody() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("GET /short HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(peer.piece())
                    .contains("\r\nTrailer: X-Sum\r\n")
                    .endsWith("\r\n\r\n1\r\ns\r\n0\r\nX-Sum: 1\r\n\r\n");
            Peer.Reply reply =
                    peer.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n").reply();
            assertThat(reply.header("Trailer")).isEqualTo("X-Sum, X-None");
            assertThat(reply.body()).isEqualTo("hello".repeat(3));
            CRC32 sum = new CRC32();
            sum.update("hello".repeat(3).getBytes(ISO_8859_1));
            assertThat(reply.trailers()).isEqualTo(Headers.of("X-Sum", Long.toHexString(sum.getValue())));
            assertThat(peer.send("HEAD /long HTTP/1.1\r\nHost: a\r\n\r\n")
                            .reply("HEAD")
                            .header("Trailer"))
                    .isEqualTo("X-Sum, X-None");
            // There is no place for them in what came before HTTP/1.1.
            peer.send("GET /short HTTP/1.0\r\n\r\n");
            assertThat(peer.rest()).doesNotContain("X-Sum").endsWith("\r\n\r\ns");
        }
    }

    @LoopTest
    void goBothWaysBetweenClientAndServer() throws Exception {
        List<String> told = new ArrayList<>();
        app.use(Compression.of(0));
        app.post(
                "/both",
                request -> Response.stream("text/plain", out -> {
                            told.add("TE: " + request.header("TE"));
                            request.body().transferTo(out);
                        })
                        .trailer("X-Back", () -> request.trailers().first("X-Sum")));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            RequestBody body = RequestBody.stream("text/plain", out -> out.write(new byte[50_000]))
                    .trailer("X-Sum", () -> "50000");
            for (int i = 0; i < 2; i++) {
                try (ClientResponse response = session.post(server.url("/both"))
                        .acceptTrailers()
                        .body(body)
                        .send()) {
                    assertThat(response.header("Content-Encoding")).isNotNull();
                    assertThat(response.header("X-Back")).isNull();
                    assertThatIllegalStateException().isThrownBy(response::trailers);
                    assertThat(response.bytes()).hasSize(50_000);
                    assertThat(response.trailers()).isEqualTo(Headers.of("X-Back", "50000"));
                }
            }
            assertThat(told).containsOnly("TE: trailers");
            try (ClientResponse response = session.get(server.url("/missing"))) {
                response.bytes();
                assertThat(response.trailers().isEmpty()).isTrue();
            }
        }
    }

    @LoopTest
    void areAskedForEachTimeTheBodyIsSent() throws Exception {
        app.post("/moved", request -> {
            request.bytes();
            return Response.redirect(307, "/");
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            int[] asked = {0};
            RequestBody body = RequestBody.stream(null, out -> out.write('x')).trailer("X-Sum", () -> "" + ++asked[0]);
            try (ClientResponse response =
                    session.post(server.url("/moved")).body(body).send()) {
                assertThat(response.text()).isEqualTo("x [2] null");
            }
        }
    }

    @LoopTest
    void thatCannotBeMadeFailTheBody() throws Exception {
        app.get(
                "/none",
                _ -> Response.stream("text/plain", _ -> {}).trailer("X", () -> {
                    throw new IllegalStateException("no sum");
                }));
        app.get("/bad", _ -> Response.stream("text/plain", out -> out.flush()).trailer("X", () -> "a\r\nb"));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                Logged log = Logged.by(ResponseSender.class)) {
            assertThat(Peer.get(server, "/none").status()).isEqualTo(500);
            assertThatThrownBy(() -> Peer.get(server, "/bad")).isInstanceOf(IOException.class);
            assertThat(log.complaints()).hasSize(2);
            RequestBody body = RequestBody.stream(null, out -> out.write('x')).trailer("X", () -> {
                throw new IllegalStateException("no sum");
            });
            assertThatThrownBy(() -> session.post(server.url("/")).body(body).send())
                    .hasMessage("no sum");
        }
    }

    @LoopTest
    void ofAResponseHaveLimitsToo() throws Exception {
        Headers many = Headers.of("A", "1".repeat(10_000));
        app.get("/many", _ -> {
            Response response = Response.stream("text/plain", _ -> {});
            return response.trailer(many.name(0), () -> many.value(0));
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.get(server.url("/many"))) {
            assertThatThrownBy(response::bytes)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("longer than");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "transfer-encoding",
                "Host",
                "Authorization",
                "Set-Cookie",
                "Content-Type",
                "If-None-Match",
                "Sec-WebSocket-Accept",
                "Trailer",
                "a b",
                ""
            })
    void cannotSayWhatMustBeKnownBefore(String name) {
        Response response = Response.stream("text/plain", _ -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> response.trailer(name, () -> "x"));
        RequestBody body = RequestBody.stream(null, _ -> {});
        assertThatIllegalArgumentException().isThrownBy(() -> body.trailer(name, () -> "x"));
    }

    @Test
    void needABodyInChunks() {
        for (Response response : List.of(
                Response.text("x"), Response.empty(), Response.stream("text/plain", 1, out -> out.write('x')))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> response.trailer("X", () -> "x"))
                    .withMessageContaining("streamed");
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> RequestBody.text("x").trailer("X", () -> "x"))
                .withMessageContaining("streamed");
        Response streamed = Response.stream("text/plain", _ -> {}).trailer("X", () -> "x");
        assertThat(streamed.status(201).header("A", "b").trailers().names()).isEqualTo("X");
        assertThat(streamed.body(new ResponseBody.Empty()).trailers().isEmpty()).isTrue();
    }
}
