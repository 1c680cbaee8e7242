package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.CookieJar;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cookies that handlers set and read. */
class CookiesTest {
    private final Application app = new Application();

    CookiesTest() {
        app.get("/", request -> Response.text(request.cookies().toString()));
        app.get("/in", _ -> Response.redirect("/").cookie("user", "ada").cookie(Cookie.of("theme", "dark")));
        app.get("/out", _ -> Response.text("bye").dropCookie("user"));
    }

    @LoopTest
    void areReadAsTheyWereSent() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (List<String> row : List.of(
                    List.of("a=1; b=2", "{a=1, b=2}"),
                    List.of("a=1;b=2;", "{a=1, b=2}"),
                    List.of("a=1; a=2", "{a=1}"),
                    List.of("a=\"x y\"; b==; c=", "{a=\"x y\", b==, c=}"),
                    List.of("nonsense; =x; a=1", "{a=1}"),
                    List.of("a=1\r\nCookie: b=2", "{a=1, b=2}"))) {
                assertThat(Peer.ask(server, "GET / HTTP/1.1\r\nHost: a\r\nCookie: " + row.getFirst() + "\r\n\r\n")
                                .body())
                        .isEqualTo(row.getLast());
            }
            assertThat(Peer.get(server, "/").body()).isEqualTo("{}");
        }
    }

    @LoopTest
    void comeBackUntilTheyAreDropped() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            assertThat(get(session, server.url("/in"))).isEqualTo("{user=ada, theme=dark}");
            assertThat(session.cookies().size()).isEqualTo(2);
            try (ClientResponse response = session.request("GET", server.url("/"))
                    .cookie("user", "eve")
                    .cookie("x", "y")
                    .send()) {
                assertThat(response.text()).isEqualTo("{user=eve, x=y, theme=dark}");
            }
            get(session, server.url("/out"));
            assertThat(get(session, server.url("/"))).isEqualTo("{theme=dark}");
        }
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(ClientOptions.DEFAULT.withCookies(CookieJar.none()))) {
            assertThat(get(session, server.url("/in"))).isEqualTo("{}");
        }
    }

    private static String get(ClientSession session, String url) throws Exception {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @LoopTest
    void goAlongWhenAWebSocketIsOpened() throws Exception {
        app.get("/ws", request -> {
            String user = String.valueOf(request.cookie("user"));
            return Response.webSocket(ws -> ws.send(user));
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            get(session, server.url("/in"));
            try (WebSocket ws = session.webSocket(server.url("/ws"))) {
                assertThat(ws.receiveText()).isEqualTo("ada");
            }
        }
    }

    @Test
    void sayAllThatBrowsersNeedToKnow() {
        assertThat(Cookie.of("a", "1")).hasToString("a=1; Path=/; HttpOnly; SameSite=Lax");
        assertThat(Cookie.of("a", "1")
                        .path("/x")
                        .domain("example.org")
                        .maxAge(Duration.ofHours(1))
                        .secured()
                        .httpOnly(false)
                        .sameSite(Cookie.SameSite.NONE))
                .hasToString("a=1; Path=/x; Domain=example.org; Max-Age=3600; Secure; SameSite=None");
        assertThat(Cookie.of("__Host-a", "1")).hasToString("__Host-a=1; Path=/; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void cannotSmuggleAnythingIntoTheHeader() {
        for (String bad : List.of("a;b", "a b", "a\r\nb", "a\"", "a,b", "a\\b", "\u00fc")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of("n", bad));
        }
        for (String bad : List.of("", "a b", "a=", "a;b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Cookie.of(bad, "v"));
        }
        for (String bad : List.of("x", "/;Domain=a", "/\r\n")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Cookie.of("n", "v").path(bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cookie.of("n", "v").domain("a; Secure"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cookie.of("n", "v").sameSite(Cookie.SameSite.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cookie.of("__Host-n", "v").domain("a"));
    }
}
