package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.testing.LoopTest;
import org.junit.jupiter.api.Test;

/** Which pages may use an application. */
class CorsTest {
    private final Application app = new Application();

    private static Peer.Reply ask(Server server, String method, String headers) throws Exception {
        return Peer.ask(server, method + " / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
    }

    private static final String PREFLIGHT = "Origin: https://Good.example\r\nAccess-Control-Request-Method: PUT\r\n";

    @LoopTest
    void areThoseOfTheOriginsNamed() throws Exception {
        app.use(Cors.allow("https://good.example")
                .withMethods("PUT", "DELETE")
                .withHeaders("X-Key")
                .withExposed("X-Left")
                .withCredentials());
        app.get("/", _ -> Response.text("hello"));
        app.put("/", _ -> Response.text("put"));
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply preflight = ask(server, "OPTIONS", PREFLIGHT);
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://Good.example");
            assertThat(preflight.header("Access-Control-Allow-Methods")).isEqualTo("PUT, DELETE");
            assertThat(preflight.header("Access-Control-Allow-Headers")).isEqualTo("X-Key");
            assertThat(preflight.header("Access-Control-Allow-Credentials")).isEqualTo("true");
            assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("600");
            assertThat(preflight.header("Vary")).isEqualTo("Origin");
            Peer.Reply good = ask(server, "GET", "Origin: https://good.example\r\n");
            assertThat(good.body()).isEqualTo("hello");
            assertThat(good.header("Access-Control-Allow-Origin")).isEqualTo("https://good.example");
            assertThat(good.header("Access-Control-Expose-Headers")).isEqualTo("X-Left");
            for (String headers : new String[] {
                "", "Origin: https://bad.example\r\n", "Origin: null\r\n", "Origin: https://good.example:8443\r\n"
            }) {
                Peer.Reply other = ask(server, "GET", headers);
                assertThat(other.header("Access-Control-Allow-Origin")).isEmpty();
                assertThat(other.header("Vary")).isEqualTo("Origin");
            }
            Peer.Reply refused = ask(server, "OPTIONS", PREFLIGHT.replace("Good", "bad"));
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
            Peer.Reply plain = ask(server, "OPTIONS", "");
            assertThat(plain.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, PUT");
        }
    }

    @LoopTest
    void areAllIfThatIsWanted() throws Exception {
        app.use(Cors.allow("*"));
        app.get("/", _ -> Response.text("hello"));
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = ask(server, "GET", "Origin: https://any.example\r\n");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(reply.header("Vary")).isEmpty();
        }
    }

    @Test
    void cannotBeNamedWrongly() {
        for (String bad : new String[] {"example.org", "https://a/", "https://a b", ""}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Cors.allow(bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Cors.allow("*").withCredentials());
        assertThatIllegalArgumentException().isThrownBy(() -> Cors.allow("*").withHeaders("a,b"));
    }
}
