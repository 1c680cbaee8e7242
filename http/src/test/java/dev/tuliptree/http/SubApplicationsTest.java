package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Applications made of others. */
class SubApplicationsTest {
    private final Application app = new Application();
    private final Application other = new Application();

    SubApplicationsTest() {
        other.use((request, next) -> next.handle(request).addHeader("X-Seen", "inner"));
        other.name("user", other.get("/users/{id}", request -> Response.text("user " + request.pathParam("id"))));
        other.get("/", _ -> Response.text("root"));
        other.get("/fail", _ -> {
            throw new NoSuchElementException("a");
        });
        other.get("/odd", _ -> {
            throw new HttpException(418);
        });
        other.exception(
                NoSuchElementException.class,
                (_, _) -> Response.text("none such").status(404));
        other.error(404, (_, plain) -> Response.text("not of ours").status(plain.status()));
        app.use((request, next) -> next.handle(request).addHeader("X-Seen", "outer"));
        app.get("/", _ -> Response.text("home"));
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.status() + " " + response.text().strip() + " "
                    + response.headers().all("X-Seen");
        }
    }

    @LoopTest
    void areMountedUnderAPrefix() throws Exception {
        app.mount("/api/{version}", other);
        assertThat(app.path("user", "v1", 7)).isEqualTo("/api/v1/users/7");
        InMemory.with(app, session -> {
            assertThat(get(session, "http://a/api/v1/users/7")).isEqualTo("200 user 7 [inner, outer]");
            assertThat(get(session, "http://a/api/v1/")).isEqualTo("200 root [inner, outer]");
            assertThat(get(session, "http://a/api/v1/fail")).isEqualTo("404 none such [outer]");
            assertThat(get(session, "http://a/api/v1/odd")).startsWith("418");
            assertThat(get(session, "http://a/api/v1/nothing")).isEqualTo("404 Not Found [outer]");
            assertThat(get(session, "http://a/")).isEqualTo("200 home [outer]");
        });
        assertThatIllegalStateException().isThrownBy(() -> other.get("/late", _ -> Response.empty()));
    }

    @LoopTest
    void answerForHostsOfTheirOwn() throws Exception {
        Application all = new Application();
        all.get("/{rest...}", request -> Response.text("any " + request.host()));
        app.host("API.example.org", other).host("*.example.org", all);
        InMemory.with(app, session -> {
            assertThat(get(session, "http://api.example.org/users/1")).isEqualTo("200 user 1 [inner, outer]");
            assertThat(get(session, "http://api.example.org:8080/nothing")).isEqualTo("404 not of ours [inner, outer]");
            assertThat(get(session, "http://a.b.example.org/x")).isEqualTo("200 any a.b.example.org [outer]");
            assertThat(get(session, "http://example.org/")).isEqualTo("200 home [outer]");
            assertThat(get(session, "http://elsewhere/users/1")).startsWith("404");
            assertThat(get(session, "http://[::1]/")).isEqualTo("200 home [outer]");
        });
    }

    @Test
    void mustFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> app.mount("/a/", other));
        assertThatIllegalArgumentException().isThrownBy(() -> app.mount("a", other));
        for (String bad : new String[] {"", "*", "*.", "a*b", "a:80", "http://a", "a b"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Application().host(bad, new Application()))
                    .withMessageContaining("neither a host nor");
        }
        app.host("a", new Application());
        assertThatIllegalArgumentException().isThrownBy(() -> app.host("A", new Application()));
        assertThatIllegalStateException().isThrownBy(() -> new Application().mount("/x", app));
        assertThatIllegalStateException().isThrownBy(() -> new Application().host("x", app));
    }
}
