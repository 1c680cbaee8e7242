package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.testing.LoopTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The way back from a route to its path, and the values in it. */
class RouteTest {
    private final Application app = new Application();

    @Test
    void aRouteTellsThePathThatLeadsToIt() {
        Route user = app.get("/users/{id}/files/{path...}", _ -> Response.empty());
        assertThat(user.path(7, "a b/c?.txt")).isEqualTo("/users/7/files/a%20b/c%3F.txt");
        assertThat(user.path("a/b", "")).isEqualTo("/users/a%2Fb/files/");
        assertThat(app.get("/caf\u00e9/", _ -> Response.empty()).path()).isEqualTo("/caf%C3%A9/");
        app.name("user", user);
        assertThat(app.path("user", 8, "x")).isEqualTo("/users/8/files/x");
        for (Object[] bad : new Object[][] {{}, {1}, {1, 2, 3}, {"", "x"}, {"..", "x"}, {1, "a/../b"}, {1, "a//b"}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> user.path(bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> app.name("user", user));
        assertThatIllegalArgumentException().isThrownBy(() -> app.path("nobody"));
    }

    @LoopTest
    void parametersThatAreNotOfTheirTypeAreNotFound() throws Exception {
        app.get("/int/{x}", request -> Response.text("" + request.pathInt("x")));
        app.get("/long/{x}", request -> Response.text("" + request.pathLong("x")));
        app.get("/uuid/{x}", request -> Response.text("" + request.pathUuid("x")));
        UUID id = UUID.randomUUID();
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(Peer.get(server, "/int/-7").body()).isEqualTo("-7");
            assertThat(Peer.get(server, "/long/8000000000").body()).isEqualTo("8000000000");
            assertThat(Peer.get(server, "/uuid/" + id).body()).isEqualTo(id.toString());
            for (String path : new String[] {
                "/int/8000000000", "/int/x", "/int/+7", "/int/007", "/int/%D9%A7", "/long/1e3", "/uuid/1-2-3-4-5"
            }) {
                assertThat(Peer.get(server, path).status()).as(path).isEqualTo(404);
            }
        }
    }
}
