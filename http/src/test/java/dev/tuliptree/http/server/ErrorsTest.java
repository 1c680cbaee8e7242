package dev.tuliptree.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.io.FileNotFoundException;
import java.io.IOException;

/** What a client is told when a handler fails, and what is logged. */
class ErrorsTest {
    private final Application app = new Application();

    @LoopTest
    void aFailureIsLoggedAndTheClientLearnsNothingOfIt() throws Exception {
        app.get("/{secret}", request -> {
            throw new IllegalStateException("the password is " + request.pathParam("secret"));
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server);
                Logged log = Logged.by(ErrorResponses.class)) {
            Peer.Reply reply =
                    peer.send("GET /tulip HTTP/1.1\r\nHost: a\r\n\r\n").reply();
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("Internal Server Error\n");
            // The connection is none the worse for it.
            assertThat(peer.send("GET /a%0ab HTTP/1.1\r\nHost: a\r\n\r\n")
                            .reply()
                            .status())
                    .isEqualTo(500);
            assertThat(log.complaints())
                    .containsExactly("the handler of GET /tulip failed", "the handler of GET /a%0ab failed");
        }
    }

    @LoopTest
    void anErrorOfTheJvmIsAFailureLikeAnyOther() throws Exception {
        app.get("/", _ -> {
            throw new AssertionError("oops");
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ErrorResponses.class)) {
            assertThat(Peer.get(server, "/").status()).isEqualTo(500);
            assertThat(log.complaints()).hasSize(1);
        }
    }

    @LoopTest
    void aHandlerCanThrowAStatus() throws Exception {
        app.get("/404", _ -> {
            throw new HttpException(404);
        });
        app.get("/409", _ -> {
            throw new HttpException(409, "Somebody was faster.");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpException(200));
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ErrorResponses.class)) {
            assertThat(Peer.get(server, "/404").body()).isEqualTo("Not Found\n");
            Peer.Reply reply = Peer.get(server, "/409");
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.body()).isEqualTo("Somebody was faster.\n");
            assertThat(log.complaints()).isEmpty();
        }
    }

    @LoopTest
    void pagesReplaceWhatTheServerItselfWouldSay() throws Exception {
        app.error(
                404,
                (request, response) ->
                        Response.html("<h1>No " + request.path() + "</h1>").status(404));
        app.error(405, (_, response) -> response.header("X-Page", "yes"));
        app.error(500, (_, _) -> {
            throw new IOException("the page is broken, too");
        });
        app.get("/own", _ -> Response.text("my own").status(404));
        app.get("/fail", _ -> {
            throw new IllegalStateException();
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ErrorResponses.class)) {
            assertThat(Peer.get(server, "/nothing").body()).isEqualTo("<h1>No /nothing</h1>");
            assertThat(Peer.get(server, "/own").body()).isEqualTo("my own");
            Peer.Reply reply = Peer.ask(server, "POST /own HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(reply.header("X-Page")).isEqualTo("yes");
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
            reply = Peer.get(server, "/fail");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("Internal Server Error\n");
            assertThat(log.complaints())
                    .containsExactly("the handler of GET /fail failed", "the error page for GET /fail failed");
        }
    }

    @LoopTest
    void exceptionsCanBeTurnedIntoResponses() throws Exception {
        app.exception(
                IOException.class,
                (_, e) -> Response.text("I/O: " + e.getMessage()).status(503));
        app.exception(
                FileNotFoundException.class,
                (_, e) -> Response.text("missing: " + e.getMessage()).status(404));
        app.exception(IllegalStateException.class, (_, _) -> {
            throw new IllegalArgumentException("while handling it");
        });
        app.get("/io", _ -> {
            throw new IOException("disk");
        });
        app.get("/file", _ -> {
            throw new FileNotFoundException("x");
        });
        app.get("/state", _ -> {
            throw new IllegalStateException();
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ErrorResponses.class)) {
            assertThat(Peer.get(server, "/io").body()).isEqualTo("I/O: disk");
            assertThat(Peer.get(server, "/file").body()).isEqualTo("missing: x");
            assertThat(log.complaints()).isEmpty();
            assertThat(Peer.get(server, "/state").status()).isEqualTo(500);
            assertThat(log.complaints()).containsExactly("the handler of GET /state failed");
        }
    }

    @LoopTest
    void aStreamThatFailsIsBrokenOffUnlessNothingWasSent() throws Exception {
        app.get(
                "/early",
                _ -> Response.stream("text/plain", out -> {
                    out.write(new byte[100]);
                    throw new IllegalStateException();
                }));
        app.get(
                "/late",
                _ -> Response.stream("text/plain", out -> {
                    out.write(new byte[100]);
                    out.flush();
                    throw new IllegalStateException();
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server);
                Logged log = Logged.by(ResponseSender.class)) {
            assertThat(peer.send("GET /early HTTP/1.1\r\nHost: a\r\n\r\n")
                            .reply()
                            .status())
                    .isEqualTo(500);
            peer.send("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
            String all = "";
            try {
                all = peer.rest();
            } catch (IOException reset) {
                // All the better.
            }
            assertThat(all).doesNotEndWith("0\r\n\r\n");
            assertThat(log.complaints())
                    .containsExactly(
                            "writing the response to GET /early failed", "writing the response to GET /late failed");
        }
    }
}
