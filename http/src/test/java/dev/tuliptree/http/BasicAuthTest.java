package dev.tuliptree.http;

import static dev.tuliptree.Async.checkpoint;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.testing.LoopTest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names and passwords that clients tell. */
class BasicAuthTest {
    private static Application inside(BasicAuth auth) {
        Application inside = new Application();
        inside.use(auth);
        inside.get("/", request -> Response.text("hello, " + request.attribute(BasicAuth.USER)));
        return new Application().mount("/in", inside);
    }

    private static Peer.Reply ask(Server server, String authorization) throws Exception {
        return Peer.ask(server, "GET /in/ HTTP/1.1\r\nHost: a\r\nAuthorization: " + authorization + "\r\n\r\n");
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    @LoopTest
    void openTheDoorToWhoKnowsThem() throws Exception {
        Application app = inside(BasicAuth.of("the garden", "ada", "s:cr\u00e9t"));
        InMemory.with(app, session -> {
            try (ClientResponse response = session.request("GET", "http://a/in/")
                    .basicAuth("ada", "s:cr\u00e9t")
                    .send()) {
                assertThat(response.text()).isEqualTo("hello, ada");
            }
            try (ClientResponse response = session.get("http://a/in/")) {
                assertThat(response.status()).isEqualTo(401);
                assertThat(response.header("WWW-Authenticate"))
                        .isEqualTo("Basic realm=\"the garden\", charset=\"UTF-8\"");
            }
        });
    }

    @LoopTest
    void thatAreWrongOrMalformedDoNot() throws Exception {
        try (Server server = inside(BasicAuth.of("x", "ada", "secret")).listen("127.0.0.1", 0)) {
            for (String good :
                    new String[] {basic("ada:secret"), basic("ada:secret").replace("Basic", "bASIC")}) {
                assertThat(ask(server, good).status()).as(good).isEqualTo(200);
            }
            for (String bad : new String[] {
                basic("ada:wrong"),
                basic("ada:secret "),
                basic("eve:secret"),
                basic("ada"),
                basic(""),
                basic("ada:secret:"),
                "Basic",
                "Basic !!!",
                "Bearer ada:secret",
                "ada:secret",
                ""
            }) {
                assertThat(ask(server, bad).status()).as(bad).isEqualTo(401);
            }
        }
    }

    @LoopTest
    void mayBeLookedUpWhileOthersGoOn() throws Exception {
        Map<String, String> known = Map.of("ada", "1", "bob", "2");
        BasicAuth auth = BasicAuth.of("x", (user, password) -> {
            checkpoint();
            return password.equals(known.get(user));
        });
        try (Server server = inside(auth).listen("127.0.0.1", 0)) {
            assertThat(ask(server, basic("bob:2")).body()).isEqualTo("hello, bob");
            assertThat(ask(server, basic("bob:1")).status()).isEqualTo(401);
        }
    }

    @Test
    void areAskedForInAWayThatBrowsersUnderstand() {
        for (String realm : new String[] {"a\"b", "a\\b", "a\r\nX: y"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> BasicAuth.of(realm, "a", "b"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> BasicAuth.of("x", "a:b", "c"));
    }
}
