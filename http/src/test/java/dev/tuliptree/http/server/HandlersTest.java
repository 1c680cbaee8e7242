package dev.tuliptree.http.server;

import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Attribute;
import dev.tuliptree.http.Headers;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** What handlers see of requests, and what stands around them. */
class HandlersTest {
    private final Application app = new Application();

    @LoopTest
    void seeWhatWasSent() throws Exception {
        app.post(
                "/caf\u00e9/{name}",
                request -> Response.text(String.join(
                        "|",
                        request.method(),
                        request.path(),
                        request.pathParam("name"),
                        request.queryParam("q"),
                        request.queryParams().all("x").toString(),
                        request.rawQuery(),
                        request.host(),
                        request.header("x-custom"),
                        String.valueOf(request.header("missing")),
                        request.headers().all("X-Custom").toString(),
                        request.text(),
                        request.remoteAddress().getAddress().getHostAddress())));
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.ask(
                    server,
                    "POST /caf%C3%A9/Ada%20L?q=a+b%26c&x=1&x=2 HTTP/1.1\r\nHost: example.org:81\r\nX-Custom: one\r\n"
                            + "x-custom: two\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(reply.body())
                    .isEqualTo("POST|/caf%C3%A9/Ada%20L|Ada L|a b&c|[1, 2]|q=a+b%26c&x=1&x=2|example.org:81|one|null"
                            + "|[one, two]|hello|127.0.0.1");
        }
    }

    @LoopTest
    void aRequestThatIsKeptDoesNotTellOfAnother() throws Exception {
        List<Request> kept = new ArrayList<>();
        List<Headers> headers = new ArrayList<>();
        app.get("/{n}", request -> {
            kept.add(request);
            headers.add(request.headers());
            return Response.text(request.pathParam("n"));
        });
        app.get("/other/{n}", request -> {
            kept.add(request);
            createTask(() -> {
                sleep(seconds(1));
                assertThatIllegalStateException().isThrownBy(() -> request.header("X"));
            });
            return Response.empty();
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("GET /1 HTTP/1.1\r\nHost: first\r\n\r\n").reply();
            peer.send("GET /2 HTTP/1.1\r\nHost: other\r\n\r\n").reply();
            peer.send("GET /other/3 HTTP/1.1\r\nHost: third\r\nX: secret\r\n\r\n")
                    .reply();
            Request first = kept.getFirst();
            assertThat(first.path()).isEqualTo("/1");
            assertThat(first.pathParam("n")).isEqualTo("1");
            assertThat(headers.getFirst().first("Host")).isEqualTo("first");
            assertThat(first.header("Host")).isEqualTo("first");
            assertThatIllegalStateException()
                    .isThrownBy(first::host)
                    .withMessageContaining("before its handler returns");
            assertThatIllegalStateException().isThrownBy(first::rawQuery);
            assertThatIllegalStateException().isThrownBy(kept.getLast()::headers);
            sleep(seconds(2));
        }
    }

    @LoopTest
    void aBodyThatIsKeptCannotBeReadAfterwards() throws Exception {
        List<Request> kept = new ArrayList<>();
        app.post("/", request -> {
            kept.add(request);
            request.body().read();
            return Response.empty();
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
                    .reply();
            assertThatIllegalStateException()
                    .isThrownBy(() -> kept.getFirst().body().read());
        }
    }

    @LoopTest
    void textIsDecodedAsItsTypeSays() throws Exception {
        app.post("/", request -> Response.text(request.text()));
        try (Server server = app.listen("127.0.0.1", 0)) {
            String[][] rows = {
                {"text/plain", "caf\u00c3\u00a9", "200", "caf\u00c3\u00a9"},
                {"text/plain; charset=ISO-8859-1", "caf\u00e9", "200", "caf\u00c3\u00a9"},
                {"text/plain; charset=\"utf-8\"", "caf\u00c3\u00a9", "200", "caf\u00c3\u00a9"},
                {"text/plain", "caf\u00e9", "400", "The body is not encoded as its type says, or else in UTF-8.\n"},
                {"text/plain; charset=klingon", "x", "415", "The character set of the body is unknown.\n"},
            };
            for (String[] row : rows) {
                Peer.Reply reply = Peer.ask(
                        server,
                        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + row[0] + "\r\nContent-Length: "
                                + row[1].length() + "\r\n\r\n" + row[1]);
                assertThat(reply.status()).as(row[0]).isEqualTo(Integer.parseInt(row[2]));
                assertThat(reply.body()).as(row[0]).isEqualTo(row[3]);
            }
        }
    }

    @LoopTest
    void middlewareStandsAroundThemInOrder() throws Exception {
        List<String> log = new ArrayList<>();
        Attribute<String> user = Attribute.named("user");
        app.use((request, next) -> {
            log.add("outer before " + request.path());
            request.attribute(user, "Ada");
            Response response = next.handle(request).header("X-Served-By", "tuliptree");
            log.add("outer after " + response.status());
            return response;
        });
        app.use((request, next) -> {
            log.add("inner for " + request.attribute(user));
            return request.path().equals("/stop") ? Response.text("stopped").status(403) : next.handle(request);
        });
        app.get("/{any}", request -> Response.text("Hello, " + request.attribute(user)));
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.get(server, "/x");
            assertThat(reply.body()).isEqualTo("Hello, Ada");
            assertThat(reply.header("X-Served-By")).isEqualTo("tuliptree");
            assertThat(Peer.get(server, "/stop").status()).isEqualTo(403);
            assertThat(Peer.get(server, "/a/b").header("X-Served-By")).isEqualTo("tuliptree");
            assertThat(log)
                    .containsExactly(
                            "outer before /x",
                            "inner for Ada",
                            "outer after 200",
                            "outer before /stop",
                            "inner for Ada",
                            "outer after 403",
                            "outer before /a/b",
                            "inner for Ada",
                            "outer after 404");
        }
    }

    @LoopTest
    void methodsWithoutARouteAreAnsweredAsTheSpecificationSays() throws Exception {
        app.get("/thing", _ -> Response.text("thing"));
        app.put("/thing", _ -> Response.empty());
        app.options("/own", _ -> Response.text("own"));
        app.route("PURGE", "/thing", _ -> Response.text("purged"));
        try (Server server = app.listen("127.0.0.1", 0)) {
            String rest = " HTTP/1.1\r\nHost: a\r\n\r\n";
            Peer.Reply reply = Peer.ask(server, "DELETE /thing" + rest);
            assertThat(reply.status()).isEqualTo(405);
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, PURGE, PUT");
            reply = Peer.ask(server, "OPTIONS /thing" + rest);
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, PURGE, PUT");
            assertThat(Peer.ask(server, "OPTIONS /own" + rest).body()).isEqualTo("own");
            assertThat(Peer.ask(server, "OPTIONS *" + rest).status()).isEqualTo(204);
            assertThat(Peer.ask(server, "OPTIONS /nothing" + rest).status()).isEqualTo(404);
            assertThat(Peer.ask(server, "PURGE /thing" + rest).body()).isEqualTo("purged");
            assertThat(Peer.ask(server, "BREW /nothing" + rest).status()).isEqualTo(501);
            assertThat(Peer.ask(server, "BREW /thing" + rest).status()).isEqualTo(405);
            assertThat(Peer.ask(server, "get /thing" + rest).status()).isEqualTo(405);
            assertThat(Peer.ask(server, "CONNECT a:80" + rest).status()).isEqualTo(501);
            assertThat(Peer.ask(server, "GET http://b/thing HTTP/1.1\r\nHost: b\r\n\r\n")
                            .body())
                    .isEqualTo("thing");
            assertThat(Peer.get(server, "//thing").status()).isEqualTo(404);
            assertThat(Peer.get(server, "/thing%").status()).isEqualTo(400);
            assertThat(Peer.get(server, "/thing?q=%").body()).isEqualTo("thing");
        }
    }

    @LoopTest
    void responsesCarryADateAndNoServerNameUnlessOneIsGiven() throws Exception {
        app.get("/", _ -> Response.text("hello"));
        try (Server quiet = app.listen("127.0.0.1", 0);
                Server named = app.listen("127.0.0.1", 0, ServerOptions.DEFAULT.withServerName("tulip"))) {
            Peer.Reply reply = Peer.get(quiet, "/");
            assertThat(reply.header("Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
            assertThat(reply.headers().contains("Server")).isFalse();
            assertThat(Peer.get(named, "/").header("Server")).isEqualTo("tulip");
        }
    }

    @LoopTest
    void nothingCanBeAddedOnceItListens() throws Exception {
        app.get("/", _ -> Response.text("hello"));
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(server.url("/x")).isEqualTo("http://127.0.0.1:" + server.port() + "/x");
            assertThatIllegalStateException().isThrownBy(() -> app.get("/late", _ -> Response.empty()));
            assertThatIllegalStateException().isThrownBy(() -> app.use((r, next) -> next.handle(r)));
            assertThatIllegalArgumentException().isThrownBy(() -> server.url("x"));
        }
    }

    @LoopTest
    void aHandlerThatReturnsNothingHasFailed() throws Exception {
        app.get("/", _ -> null);
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ErrorResponses.class)) {
            assertThat(Peer.get(server, "/").status()).isEqualTo(500);
            assertThat(log.complaints()).containsExactly("the handler of GET / failed");
        }
    }
}
