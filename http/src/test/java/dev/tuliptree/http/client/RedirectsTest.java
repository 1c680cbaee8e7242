package dev.tuliptree.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Requests that are sent elsewhere. */
class RedirectsTest {
    private final Application app = new Application();
    private final Application other = new Application();

    RedirectsTest() {
        for (Application each : List.of(app, other)) {
            for (String method : List.of("GET", "POST", "PUT", "HEAD")) {
                each.route(method, "/here", RedirectsTest::describe);
            }
        }
        for (String method : List.of("GET", "POST", "PUT")) {
            app.route(method, "/go/{status}", request -> {
                String to = request.queryParam("to");
                return Response.redirect(Integer.parseInt(request.pathParam("status")), to == null ? "../here" : to);
            });
        }
        app.get("/loop", _ -> Response.redirect("/loop"));
        app.get("/count/{n}", request -> {
            int n = Integer.parseInt(request.pathParam("n"));
            return n == 0 ? Response.text("arrived") : Response.redirect("/count/" + (n - 1));
        });
    }

    private static Response describe(Request request) throws Exception {
        return Response.text(request.method() + " " + request.text() + " "
                + request.header("Content-Type") + " " + request.header("Authorization") + " "
                + request.header("Cookie") + " " + request.header("Proxy-Authorization") + " "
                + request.header("X-Mine"));
    }

    private static String text(ClientRequest request) throws IOException {
        try (ClientResponse response = request.send()) {
            return response.text();
        }
    }

    @LoopTest
    void changeTheMethodAsAllTheWorldDoes() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String kept = " body text/plain; charset=utf-8 null null null null";
            String looked = "GET  null null null null null";
            for (int status : new int[] {301, 302, 303}) {
                assertThat(text(session.post(server.url("/go/" + status)).body("body")))
                        .isEqualTo(looked);
            }
            for (int status : new int[] {307, 308}) {
                assertThat(text(session.post(server.url("/go/" + status)).body("body")))
                        .isEqualTo("POST" + kept);
            }
            for (int status : new int[] {301, 302, 307, 308}) {
                assertThat(text(session.put(server.url("/go/" + status)).body("body")))
                        .isEqualTo("PUT" + kept);
            }
            assertThat(text(session.put(server.url("/go/303")).body("body"))).isEqualTo(looked);
            try (ClientResponse response = session.head(server.url("/go/303")).send()) {
                assertThat(response.bytes()).isEmpty();
                assertThat(response.status()).isEqualTo(200);
            }
            assertThat(session.pool().size()).isEqualTo(1);
        }
    }

    @LoopTest
    void leaveAllThatIsSecretBehindWhenTheyLeadToAnotherOrigin() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Server elsewhere = other.listen("127.0.0.1", 0);
                ClientSession session =
                        new ClientSession(ClientOptions.DEFAULT.withHeader("Authorization", "Bearer secret"))) {
            String kept = text(secret(session, server.url("/go/307")));
            assertThat(kept).isEqualTo("GET  null Bearer secret c=secret Basic secret public");
            for (String place : List.of(elsewhere.url("/here"), "http://localhost:" + server.port() + "/here")) {
                String crossed = text(secret(session, server.url("/go/307")).query("to", place));
                assertThat(crossed).isEqualTo("GET  null null null null public");
            }
        }
    }

    private static ClientRequest secret(ClientSession session, String url) {
        return session.request("GET", url)
                .header("Cookie", "c=secret")
                .header("Proxy-Authorization", "Basic secret")
                .header("X-Mine", "public");
    }

    @LoopTest
    void haveAnEnd() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            try (ClientResponse response = session.get(server.url("/count/10"))) {
                assertThat(response.text()).isEqualTo("arrived");
                assertThat(response.url()).isEqualTo(server.url("/count/0"));
                assertThat(response.history()).hasSize(10).startsWith(server.url("/count/10"), server.url("/count/9"));
            }
            assertThatThrownBy(() -> session.get(server.url("/loop")))
                    .isInstanceOf(RedirectException.class)
                    .hasMessageContaining("more than 10 redirects");
            assertThat(session.pool().idleCount()).isEqualTo(1);
            try (ClientResponse response = session.request("GET", server.url("/loop"))
                    .redirects(RedirectPolicy.NEVER)
                    .send()) {
                assertThat(response.status()).isEqualTo(302);
            }
        }
    }

    @LoopTest
    void areNotFollowedToWhereTheClientDoesNotGo() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (String place :
                    List.of("file:///etc/passwd", "ftp://a/", "http://user:pw@a/", "http://2130706433/", "http://")) {
                assertThatThrownBy(() -> text(
                                session.request("GET", server.url("/go/302")).query("to", place)))
                        .as(place)
                        .isInstanceOf(RedirectException.class)
                        .hasMessageContaining("leads nowhere");
            }
            RequestBody once = RequestBody.stream(null, new ByteArrayInputStream(new byte[3]));
            assertThatThrownBy(() -> text(session.post(server.url("/go/307")).body(once)))
                    .isInstanceOf(RedirectException.class)
                    .hasMessageContaining("only once");
            assertThat(session.pool().size()).isEqualTo(session.pool().idleCount());
        }
    }

    @LoopTest
    void doNotLeadFromHttpsToHttpUnlessThatIsWanted() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            // A stand-in for TLS: where the connection leads does not matter here.
            ClientOptions options = ClientOptions.DEFAULT.withConnector(
                    origin -> Connector.direct().connect(new Origin(false, "127.0.0.1", server.port())));
            try (ClientSession session = new ClientSession(options)) {
                ClientRequest request =
                        session.request("GET", "https://a/go/302").query("to", "http://a/here");
                assertThatThrownBy(request::send)
                        .isInstanceOf(RedirectException.class)
                        .hasMessageContaining("from https to http");
                assertThat(text(request.redirects(RedirectPolicy.DEFAULT.withSwitchToPlain(true))))
                        .startsWith("GET");
            }
        }
    }

    @LoopTest
    void goThroughMiddlewareEachByItself() throws Exception {
        ClientOptions options = ClientOptions.DEFAULT.withMiddleware(
                (request, next) -> next.send(request.header("X-Mine", request.url())));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            assertThat(text(session.request("GET", server.url("/go/302")))).endsWith(" " + server.url("/here"));
        }
    }
}
