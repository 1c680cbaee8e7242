package dev.tuliptree.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.wire.ProtocolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which route a path leads to. */
class RouteTreeTest {
    private static final List<String> PATTERNS = List.of(
            "/",
            "/users",
            "/users/",
            "/users/{id}",
            "/users/me",
            "/users/{id}/files/{path...}",
            "/users/{id}/files/new",
            "/users/me/{what}",
            "/static/{path...}",
            "/{lang}/about",
            "/{first}",
            "/caf\u00e9");

    private static RouteTree<String> tree(List<String> patterns) {
        RouteTree<String> tree = new RouteTree<>();
        for (String pattern : patterns) {
            tree.add("GET", PathPattern.parse(pattern), pattern);
        }
        return tree;
    }

    /** The pattern found and the values of its parameters. */
    private static String find(RouteTree<String> tree, String method, String path) throws ProtocolException {
        return switch (tree.find(method, path)) {
            case Match.Found<String> found -> found.target() + (found.values().isEmpty() ? "" : " " + found.values());
            case Match.Missing<String> missing -> "none " + missing.allowed();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /                        | /
                    /users                   | /users
                    /users/                  | /users/
                    /users/7                 | /users/{id} [7]
                    /users/me                | /users/me
                    /users/%6de              | /users/me
                    /users/a%2Fb             | /users/{id} [a/b]
                    /users/caf%C3%A9         | /users/{id} [café]
                    /caf%C3%A9               | /café
                    /users/7/files/          | /users/{id}/files/{path...} [7, ]
                    /users/7/files/a         | /users/{id}/files/{path...} [7, a]
                    /users/7/files/a/b//c/   | /users/{id}/files/{path...} [7, a/b//c/]
                    /users/7/files/new       | /users/{id}/files/new [7]
                    /users/7/files/new/      | /users/{id}/files/{path...} [7, new/]
                    /users/me/files          | /users/me/{what} [files]
                    /users/me/files/x        | /users/{id}/files/{path...} [me, x]
                    /static/                 | /static/{path...} []
                    /static/a.css            | /static/{path...} [a.css]
                    /static/../a             | /static/{path...} [../a]
                    /static                  | /{first} [static]
                    /de/about                | /{lang}/about [de]
                    /users/about             | /users/{id} [about]
                    /a/b/c                   | none []
                    //                       | none []
                    //users                  | none []
                    /users//files/x          | none []
                    /{first}                 | /{first} [{first}]
                    *                        | none []
                    """)
    void theMostSpecificRouteWinsInWhateverOrderTheyWereAdded(String path, String expected) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            List<String> patterns = new ArrayList<>(PATTERNS);
            Collections.shuffle(patterns, new Random(seed));
            // An empty value comes out as "[]", as an empty list would.
            assertThat(find(tree(patterns), "GET", path)).isEqualTo(expected);
        }
    }

    @Test
    void aRouteForAnotherMethodIsPassedOver() throws Exception {
        RouteTree<String> tree = new RouteTree<>();
        tree.add("POST", PathPattern.parse("/length"), "post");
        tree.add("GET", PathPattern.parse("/{name}"), "get");
        tree.add("PUT", PathPattern.parse("/{any...}"), "put");
        assertThat(find(tree, "POST", "/length")).isEqualTo("post");
        assertThat(find(tree, "GET", "/length")).isEqualTo("get [length]");
        assertThat(find(tree, "HEAD", "/length")).isEqualTo("get [length]");
        assertThat(find(tree, "PUT", "/length")).isEqualTo("put [length]");
        assertThat(find(tree, "DELETE", "/length")).isEqualTo("none [GET, HEAD, POST, PUT]");
        assertThat(find(tree, "DELETE", "/a/b")).isEqualTo("none [PUT]");
    }

    @Test
    void headGoesWhereGetGoesUnlessItHasARouteOfItsOwn() throws Exception {
        RouteTree<String> tree = tree(List.of("/a", "/{b}"));
        tree.add("HEAD", PathPattern.parse("/{b}"), "head");
        assertThat(find(tree, "HEAD", "/a")).isEqualTo("/a");
        assertThat(find(tree, "HEAD", "/x")).isEqualTo("head [x]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%FF", "/users/%C3", "/static/a%2Fb", "/static/a/%2F"})
    void aPathThatCannotBeDecodedIsRefused(String path) {
        RouteTree<String> tree = tree(PATTERNS);
        assertThatThrownBy(() -> tree.find("GET", path))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void twoRoutesForTheSamePathsAreRefused() {
        RouteTree<String> tree = tree(List.of("/a/{x}", "/b/{rest...}"));
        for (String pattern : List.of("/a/{y}", "/b/{others...}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tree.add("GET", PathPattern.parse(pattern), ""))
                    .withMessageContaining("GET " + pattern);
        }
        tree.add("POST", PathPattern.parse("/a/{y}"), "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "/a{b}",
                "/{a}b",
                "/{",
                "/}",
                "/{}",
                "/{a b}",
                "/{...}",
                "/{a...}/b",
                "/{a}/{a}",
                "/a?b",
                "/a#b"
            })
    void whatIsNoPatternIsRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathPattern.parse(pattern));
    }
}
