package dev.tuliptree.http.server;

import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Form;
import dev.tuliptree.http.FormFile;
import dev.tuliptree.http.FormLimits;
import dev.tuliptree.http.Parameters;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.MultipartForm;
import dev.tuliptree.http.client.RequestBody;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Forms and JSON, from a client to a handler. */
class FormsTest {
    record Point(int x, int y) {}

    @TempDir
    private Path folder;

    private final Application app = new Application();

    FormsTest() {
        app.post("/form", request -> {
            Form form = request.form(FormLimits.DEFAULT.withMaxFields(4));
            StringBuilder text = new StringBuilder(form.fields().toString());
            for (FormFile file : form.files()) {
                text.append(" %s=%s:%s:%d"
                        .formatted(file.name(), file.fileName(), file.contentType(), file.bytes().length));
            }
            return Response.text(text.toString());
        });
        app.post("/count", request -> {
            StringBuilder text = new StringBuilder();
            var parts = request.multipart();
            for (var part = parts.next(); part != null; part = parts.next()) {
                if (!"skip".equals(part.name())) {
                    text.append(part.name())
                            .append(' ')
                            .append(part.bytes().length)
                            .append(' ');
                }
            }
            return Response.text(text.toString());
        });
        app.post("/json", request -> {
            Point point = request.json(Point.class);
            return Response.jsonOf(new Point(point.y(), point.x()));
        });
    }

    private static String post(ClientSession session, String url, RequestBody body) throws IOException {
        try (ClientResponse response = session.post(url).body(body).send()) {
            return response.status() + " " + response.text();
        }
    }

    @LoopTest
    void fieldsArrive() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String url = server.url("/form");
            assertThat(post(session, url, RequestBody.form(Parameters.of("a", "1 + 1", "b", "\u00fc", "a", "&"))))
                    .isEqualTo("200 {a=[1 + 1, &], b=[\u00fc]}");
            assertThat(post(session, url, RequestBody.form(Parameters.EMPTY))).isEqualTo("200 {}");
            assertThat(post(
                            session,
                            url,
                            new MultipartForm()
                                    .field("a", "1 + 1")
                                    .field("\"b\"\r\n", "\u00fc\r\n")
                                    .body()))
                    .isEqualTo("200 {a=[1 + 1], \"b\"\r\n=[\u00fc\r\n]}");
            assertThat(post(session, url, new MultipartForm().body())).isEqualTo("200 {}");
        }
    }

    @LoopTest
    void filesArriveWhileTheyAreMade() throws Exception {
        Path file = Files.write(folder.resolve("long.bin"), new byte[100_000]);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            MultipartForm form = new MultipartForm()
                    .field("text", "x")
                    .file("file", file)
                    .file("given", "\u00fc.txt", "text/plain", "abc".getBytes(UTF_8))
                    .file("made", "../../etc/.passwd", null, RequestBody.UNKNOWN, out -> {
                        for (int i = 0; i < 3; i++) {
                            out.write('x');
                            out.flush();
                            sleep(seconds(1));
                        }
                    });
            assertThat(post(session, server.url("/form"), form.body()))
                    .isEqualTo("200 {text=[x]} file=long.bin:application/octet-stream:100000"
                            + " given=\u00fc.txt:text/plain:3 made=passwd:null:3");
            assertThat(post(session, server.url("/count"), form.body()))
                    .isEqualTo("200 text 1 file 100000 given 3 made 3 ");
            MultipartForm skipped = new MultipartForm().file("skip", file).field("last", "xy");
            assertThat(post(session, server.url("/count"), skipped.body())).isEqualTo("200 last 2 ");
        }
    }

    @LoopTest
    void whatIsNoFormIsRefused() throws Exception {
        try (Server server = app.listen(
                        "127.0.0.1",
                        0,
                        ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxBodyBytes(200_000)));
                ClientSession session = new ClientSession()) {
            String url = server.url("/form");
            assertThat(post(session, url, RequestBody.text("a=1"))).startsWith("415 ");
            assertThat(post(session, url, RequestBody.bytes(null, new byte[1]))).startsWith("415 ");
            for (String type : List.of(
                    "multipart/form-data",
                    "multipart/form-data; boundary=\"",
                    "multipart/form-data; boundary=" + "x".repeat(71))) {
                assertThat(post(session, url, RequestBody.bytes(type, new byte[1])))
                        .as(type)
                        .matches("4(00|15) (?s).*");
            }
            RequestBody bad = RequestBody.bytes("application/x-www-form-urlencoded", "a=%".getBytes(UTF_8));
            assertThat(post(session, url, bad)).startsWith("400 ");
            assertThat(post(session, url, RequestBody.form(Parameters.of("1", "", "2", "", "3", "", "4", "", "5", ""))))
                    .startsWith("413 ");
            MultipartForm many = new MultipartForm();
            for (int i = 0; i < 5; i++) {
                many.field("f", "");
            }
            assertThat(post(session, url, many.body())).startsWith("413 ");
            MultipartForm large = new MultipartForm().file("f", "f", null, new byte[200_000]);
            assertThat(post(session, url, large.body())).startsWith("413 ");
            String nameless = "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: 15\r\n\r\n--b\r\n\r\n1\r\n--b--";
            assertThat(Peer.ask(server, nameless).status()).isEqualTo(400);
        }
    }

    @LoopTest
    void jsonArrivesAndGoesBack() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String url = server.url("/json");
            try (ClientResponse response =
                    session.post(url).body(RequestBody.jsonOf(new Point(1, 2))).send()) {
                assertThat(response.header("Content-Type")).isEqualTo("application/json");
                assertThat(response.json(Point.class)).isEqualTo(new Point(2, 1));
                assertThat(response.json(Object.class)).isEqualTo(Map.of("x", 2, "y", 1));
                assertThatThrownBy(() -> response.json(List.class)).isInstanceOf(IOException.class);
            }
            for (String bad : List.of("", "{", "[]", "null", "{\"x\":\"a\"}", "{} {}", "[".repeat(100_000))) {
                assertThat(post(session, url, RequestBody.json(bad)))
                        .as(bad.substring(0, Math.min(10, bad.length())))
                        .startsWith("400 ");
            }
            assertThat(post(session, url, RequestBody.text("{}"))).startsWith("415 ");
            assertThat(post(
                            session,
                            url,
                            RequestBody.bytes(
                                    "application/vnd.x+json; charset=utf-8", "{\"x\":1,\"y\":2}".getBytes(UTF_8))))
                    .startsWith("200 ");
        }
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        assertThatIllegalArgumentException().isThrownBy(() -> Response.jsonOf(endless));
    }
}
