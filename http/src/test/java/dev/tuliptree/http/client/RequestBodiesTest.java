package dev.tuliptree.http.client;

import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that clients send. */
class RequestBodiesTest {
    @TempDir
    private Path folder;

    private final Application app = new Application();

    RequestBodiesTest() {
        app.post("/", request -> {
            String framing = request.header("Content-Length") + " " + request.header("Transfer-Encoding");
            return Response.text(request.header("Content-Type") + " " + framing + " " + request.text());
        });
        app.post("/length", request -> Response.text("" + request.bytes().length));
    }

    private static String post(ClientSession session, String url, RequestBody body) throws IOException {
        try (ClientResponse response = session.post(url).body(body).send()) {
            return response.text();
        }
    }

    @LoopTest
    void areWrittenWhileTheyAreSent() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String url = server.url("/");
            RequestBody chunked = RequestBody.stream("text/x", out -> {
                for (int i = 0; i < 3; i++) {
                    out.write(("piece " + i + " ").getBytes(UTF_8));
                    out.flush();
                    sleep(seconds(1));
                }
            });
            assertThat(post(session, url, chunked)).isEqualTo("text/x null chunked piece 0 piece 1 piece 2 ");
            RequestBody counted = RequestBody.stream("text/x", 3, out -> out.write("abc".getBytes(UTF_8)));
            assertThat(post(session, url, counted)).isEqualTo("text/x 3 null abc");
            RequestBody stream = RequestBody.stream(null, new ByteArrayInputStream("abc".getBytes(UTF_8)));
            assertThat(post(session, url, stream)).isEqualTo("null null chunked abc");
            assertThatThrownBy(() -> post(session, url, stream)).hasMessageContaining("only once");
            assertThat(post(session, url, RequestBody.bytes(null, new byte[0]))).isEqualTo("null 0 null ");
            assertThat(post(session, url, RequestBody.json("{}"))).isEqualTo("application/json 2 null {}");
            Path file = Files.write(folder.resolve("file"), new byte[300_000]);
            assertThat(post(session, server.url("/length"), RequestBody.file(null, file)))
                    .isEqualTo("300000");
            assertThat(session.pool().size()).isEqualTo(1);
        }
    }

    @LoopTest
    void thatAreNotAsLongAsAnnouncedFailTheRequest() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (int length : new int[] {2, 4}) {
                RequestBody body = RequestBody.stream(null, length, out -> out.write("abc".getBytes(UTF_8)));
                assertThatThrownBy(() -> post(session, server.url("/"), body))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(length + " ");
            }
            RequestBody failing = RequestBody.stream(null, _ -> {
                throw new IllegalArgumentException("no body");
            });
            assertThatThrownBy(() -> post(session, server.url("/"), failing)).hasMessage("no body");
            RequestBody broken = RequestBody.stream(null, _ -> {
                throw new AssertionError("no body");
            });
            assertThatThrownBy(() -> post(session, server.url("/"), broken)).isInstanceOf(AssertionError.class);
            RequestBody checked = RequestBody.stream(null, _ -> {
                throw new Exception("no body");
            });
            assertThatThrownBy(() -> post(session, server.url("/"), checked))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseMessage("no body");
            assertThat(session.pool().size()).isZero();
        }
    }

    @LoopTest
    void areNotSentToTheEndToAServerThatHasAnswered() throws Exception {
        Servers.with(
                line -> {
                    line.hear();
                    line.say("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                    while (!line.hear().isEmpty()) {
                        // It is still polite.
                    }
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        RequestBody endless = RequestBody.stream(null, out -> {
                            while (true) {
                                out.write(new byte[10_000]);
                                sleep(seconds(1));
                            }
                        });
                        assertThat(post(session, url, endless)).isEqualTo("no");
                        assertThat(session.pool().size()).isZero();
                    }
                });
    }

    @LoopTest
    void mayStillBeSentWhileTheAnswerIsRead() throws Exception {
        app.post(
                "/echo",
                request -> Response.stream("text/plain", out -> {
                    out.flush();
                    request.body().transferTo(out);
                }));
        ServerOptions options = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxBodyBytes(100 << 20));
        try (Server server = app.listen("127.0.0.1", 0, options);
                ClientSession session = new ClientSession()) {
            try (ClientResponse response =
                    session.post(server.url("/echo")).body(new byte[20 << 20]).send()) {
                assertThat(response.bytes()).hasSize(20 << 20);
            }
            RequestBody failing = RequestBody.stream(null, out -> {
                out.write(1);
                out.flush();
                sleep(seconds(1));
                throw new IllegalStateException("no more");
            });
            try (ClientResponse response =
                    session.post(server.url("/echo")).body(failing).send()) {
                assertThatThrownBy(response::bytes)
                        .isInstanceOf(IOException.class)
                        .hasRootCauseMessage("no more");
            }
            assertThat(session.pool().size()).isZero();
        }
    }

    @LoopTest
    void canBeFollowed() throws Exception {
        List<String> moves = new ArrayList<>();
        app.get("/long", _ -> Response.bytes(new byte[100_000]));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            try (ClientResponse response = session.post(server.url("/length"))
                    .body(new byte[200_000])
                    .onSend((bytes, total) -> moves.add(bytes + " of " + total))
                    .send()) {
                assertThat(response.text()).isEqualTo("200000");
            }
            assertThat(moves)
                    .containsExactly("65536 of 200000", "131072 of 200000", "196608 of 200000", "200000 of 200000");
            moves.clear();
            session.request("GET", server.url("/long"))
                    .onReceive((bytes, total) -> moves.add(bytes + " of " + total))
                    .send()
                    .bytes();
            assertThat(moves.getLast()).isEqualTo("100000 of 100000");
        }
    }

    @LoopTest
    void doNotHoldUpWhoIsCancelled() throws Exception {
        Servers.with(_ -> sleepForever(), url -> {
            try (ClientSession session = new ClientSession()) {
                assertThat(dev.tuliptree.Async.moveOnAfter(
                                seconds(1),
                                () -> session.post(url).body(new byte[64 << 20]).send()))
                        .isEmpty();
                assertThat(session.pool().size()).isZero();
            }
        });
    }
}
