package dev.tuliptree.http;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Either end is cancelled at each of its suspensions in turn; nothing is left over, and others do not notice. */
class CancellationTest {
    @TempDir
    private Path folder;

    private Application application() throws Exception {
        Files.write(folder.resolve("long.bin"), new byte[300_000]);
        Application app = new Application();
        app.get("/", _ -> Response.text("hello"));
        app.post(
                "/echo",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        app.get(
                "/slow",
                _ -> Response.stream("text/plain", out -> {
                            for (int i = 0; i < 3; i++) {
                                out.write('x');
                                out.flush();
                                sleep(millis(10));
                            }
                        })
                        .trailer("X-Slept", () -> {
                            sleep(millis(10));
                            return "enough";
                        }));
        app.staticFiles("/files", folder);
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
        });
        return app;
    }

    private static void useAll(Server server) throws Exception {
        try (ClientSession session = new ClientSession()) {
            try (ClientResponse response = session.get(server.url("/slow"))) {
                assertThat(response.text()).isEqualTo("xxx");
                assertThat(response.trailers()).isEqualTo(Headers.of("X-Slept", "enough"));
            }
            try (ClientResponse response =
                    session.post(server.url("/echo")).body("y".repeat(100_000)).send()) {
                assertThat(response.text()).hasSize(100_000);
            }
            try (ClientResponse response = session.get(server.url("/files/long.bin"))) {
                assertThat(response.bytes()).hasSize(300_000);
            }
            try (WebSocket ws = session.webSocket(server.url("/ws"))) {
                ws.send("z".repeat(50_000));
                assertThat(ws.receiveText()).hasSize(50_000);
            }
        }
    }

    @LoopTest(schedules = 0)
    void aClientThatIsCancelledHarmsNobody() throws Exception {
        Application app = application();
        int points = CancelEverywhere.run(victim -> {
            try (Server server = app.listen("127.0.0.1", 0)) {
                victim.run(() -> useAll(server));
                assertThat(Peer.get(server, "/").body()).isEqualTo("hello");
            }
        });
        assertThat(points).isGreaterThan(20);
    }

    @LoopTest(schedules = 0)
    void aServerThatIsCancelledEndsInOrder() throws Exception {
        Application app = application();
        int points = CancelEverywhere.run(victim -> victim.run(() -> {
            try (Server server = app.listen("127.0.0.1", 0)) {
                nursery(n -> {
                    for (int i = 0; i < 2; i++) {
                        n.start(() -> assertThat(Peer.get(server, "/").body()).isEqualTo("hello"));
                    }
                });
                useAll(server);
            }
        }));
        assertThat(points).isGreaterThan(20);
        assertThat(loop().statistics().foreign()).isZero();
    }
}
