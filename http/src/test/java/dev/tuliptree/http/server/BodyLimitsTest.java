package dev.tuliptree.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Route;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A route may take larger bodies than the rest of a server, or smaller ones. */
class BodyLimitsTest {
    private static final ServerOptions OPTIONS =
            ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxBodyBytes(1000));

    private final Application app = new Application();

    BodyLimitsTest() {
        app.post("/usual", BodyLimitsTest::length);
        app.maxBodyBytes(app.post("/upload", BodyLimitsTest::length), 100_000);
        app.maxBodyBytes(app.post("/short", BodyLimitsTest::length), 10);
        app.maxBodyBytes(app.post("/nothing", BodyLimitsTest::length), 0);
    }

    private static Response length(Request request) throws IOException {
        return Response.text("" + request.bytes().length);
    }

    private static String announced(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String chunked(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n0\r\n\r\n";
    }

    private static void assertLimit(Server server, String path, int limit) throws IOException {
        assertThat(Peer.ask(server, announced(path, limit) + "x".repeat(limit)).body())
                .as(path)
                .isEqualTo("" + limit);
        if (limit > 0) {
            assertThat(Peer.ask(server, chunked(path, limit)).body()).as(path).isEqualTo("" + limit);
        }
        // What is announced is refused before any of it has come, and what is not as soon as it is too much.
        for (String request : new String[] {announced(path, limit + 1), chunked(path, limit + 1)}) {
            try (Peer peer = Peer.of(server)) {
                Peer.Reply reply = peer.send(request).reply();
                assertThat(reply.status()).as(path).isEqualTo(413);
                assertThat(reply.header("Connection")).isEqualTo("close");
                assertThat(reply.body()).contains("larger than " + limit + " bytes");
                assertThat(peer.rest()).isEmpty();
            }
        }
    }

    @LoopTest
    void holdForTheirRouteAlone() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0, OPTIONS)) {
            assertLimit(server, "/usual", 1000);
            assertLimit(server, "/upload", 100_000);
            assertLimit(server, "/short", 10);
            assertLimit(server, "/nothing", 0);
            assertThat(Peer.ask(server, announced("/missing", 1001)).status()).isEqualTo(413);
            assertThat(Peer.ask(server, announced("/missing", 0)).status()).isEqualTo(404);
        }
    }

    @LoopTest
    void goWithTheirRouteWhenItIsMounted() throws Exception {
        Application outer = new Application();
        outer.mount("/in/{side}", app);
        Application hosted = new Application();
        hosted.maxBodyBytes(hosted.post("/hosted", BodyLimitsTest::length), 2000);
        outer.host("a", hosted);
        try (Server server = outer.listen("127.0.0.1", 0, OPTIONS)) {
            assertLimit(server, "/hosted", 2000);
            String upload = announced("/in/left/upload", 5000).replace("Host: a", "Host: b");
            assertThat(Peer.ask(server, upload + "x".repeat(5000)).body()).isEqualTo("5000");
        }
    }

    @LoopTest
    void areToldWithTheApplicationsOwnPage() throws Exception {
        app.error(
                413,
                (request, plain) -> Response.html("<h1>too large for " + request.path() + "</h1>")
                        .status(413));
        try (Server server = app.listen("127.0.0.1", 0, OPTIONS)) {
            Peer.Reply reply = Peer.ask(server, announced("/short", 11));
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).isEqualTo("<h1>too large for /short</h1>");
        }
    }

    @LoopTest
    void holdForMiddlewareThatReadsTheBodyFirst() throws Exception {
        app.use((request, next) -> {
            request.bytes();
            return next.handle(request);
        });
        try (Server server = app.listen("127.0.0.1", 0, OPTIONS)) {
            assertLimit(server, "/upload", 100_000);
            assertLimit(server, "/short", 10);
        }
    }

    @Test
    void areSetForRoutesThatThereAre() {
        Route strange = new Application().get("/elsewhere", BodyLimitsTest::length);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.maxBodyBytes(strange, 5))
                .withMessageContaining("/elsewhere");
        Route route = app.put("/usual", BodyLimitsTest::length);
        assertThatIllegalArgumentException().isThrownBy(() -> app.maxBodyBytes(route, -1));
        new Application().mount("/in", app);
        assertThatIllegalStateException().isThrownBy(() -> app.maxBodyBytes(route, 5));
    }
}
