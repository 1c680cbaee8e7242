package dev.tuliptree.http.client;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleepForever;
import static dev.tuliptree.http.client.Http.fetch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Requests that are sent again. */
class RetryTest {
    private final Application app = new Application();
    private final ClientOptions options = ClientOptions.DEFAULT.withMiddleware(Retry.standard());
    private int asked;

    /** Fails so many times, and then succeeds. */
    private void failing(int times, Response failure) {
        for (String method : new String[] {"GET", "PUT", "POST"}) {
            app.route(method, "/", request -> {
                request.bytes();
                return asked++ < times ? failure : Response.text("at last");
            });
        }
    }

    private static int status(ClientRequest request) throws IOException {
        try (ClientResponse response = request.send()) {
            return response.status();
        }
    }

    @LoopTest
    void mayHelpAServerThatIsBusy() throws Exception {
        failing(3, Response.text("busy").status(503));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            long start = loop().nanoTime();
            assertThat(status(session.request("GET", server.url("/")))).isEqualTo(200);
            assertThat(asked).isEqualTo(4);
            assertThat(loop().nanoTime() - start)
                    .isLessThanOrEqualTo(millis(3500).toNanos());
            asked = 0;
            assertThat(status(session.put(server.url("/")).body("x"))).isEqualTo(200);
            asked = -1;
            assertThat(status(session.request("GET", server.url("/")))).isEqualTo(503);
            assertThat(session.pool().size()).isEqualTo(1);
        }
    }

    @LoopTest
    void areNotThoseThatMustNotBeDoneTwice() throws Exception {
        failing(1, Response.text("busy").status(503));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            assertThat(status(session.post(server.url("/")).body("x"))).isEqualTo(503);
            asked = 0;
            RequestBody once = RequestBody.stream(null, new ByteArrayInputStream(new byte[1]));
            assertThat(status(session.put(server.url("/")).body(once))).isEqualTo(503);
            asked = 0;
            assertThat(status(session.request("GET", server.url("/")))).isEqualTo(200);
        }
    }

    @LoopTest
    void waitForAsLongAsTheServerAsks() throws Exception {
        failing(1, Response.text("later").status(429).header("Retry-After", "20"));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            long start = loop().nanoTime();
            assertThat(status(session.request("GET", server.url("/")))).isEqualTo(200);
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(20).toNanos());
            asked = 0;
            assertThatThrownBy(
                            () -> status(session.request("GET", server.url("/")).timeout(seconds(19))))
                    .isInstanceOf(ClientTimeoutException.class);
        }
    }

    @LoopTest
    void understandDatesAndDoNotWaitForEver() throws Exception {
        String soon = ZonedDateTime.now(ZoneOffset.UTC).minusSeconds(5).format(DateTimeFormatter.RFC_1123_DATE_TIME);
        app.get(
                "/soon",
                _ -> asked++ == 0
                        ? Response.empty().status(503).header("Retry-After", soon)
                        : Response.text("at last"));
        app.get("/late", _ -> Response.empty().status(503).header("Retry-After", "31"));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            long start = loop().nanoTime();
            assertThat(status(session.request("GET", server.url("/soon")))).isEqualTo(200);
            assertThat(status(session.request("GET", server.url("/late")))).isEqualTo(503);
            assertThat(loop().nanoTime() - start).isZero();
        }
    }

    @LoopTest
    void areMadeAfterBrokenConnectionsAndTimeoutsToo() throws Exception {
        Servers.with(
                line -> {
                    line.hear();
                    switch (asked++) {
                        case 0 -> {}
                        case 1 -> sleepForever();
                        default -> line.answer("at last");
                    }
                },
                url -> {
                    try (ClientSession session = new ClientSession(options)) {
                        assertThat(status(session.request("GET", url))).isEqualTo(200);
                        assertThat(asked).isEqualTo(3);
                    }
                });
        int[] attempts = {0};
        Connector broken = _ -> {
            attempts[0]++;
            throw new IOException("no way");
        };
        try (ClientSession session = new ClientSession(options.withConnector(broken))) {
            assertThatThrownBy(() -> session.get("http://a/")).hasMessage("no way");
            assertThat(attempts[0]).isEqualTo(4);
        }
    }

    @LoopTest
    void oneLineIsEnoughForOneRequest() throws Exception {
        failing(0, Response.empty());
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(fetch(server.url("/")).text()).isEqualTo("at last");
            assertThat(fetch(server.url("/nowhere")).status()).isEqualTo(404);
        }
    }
}
