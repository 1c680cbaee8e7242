package dev.tuliptree.http.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files from the class path: from folders in these tests, and from a jar. */
class ResourceFilesTest {
    private final Application app = new Application();

    @LoopTest
    void areServedAndKept() throws Exception {
        app.staticFiles("/static", ResourceFilesTest.class, "site");
        app.staticFiles("/rooted", ResourceFilesTest.class, "/dev/tuliptree/http/files/site/");
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String prefix : List.of("/static", "/rooted", "/static")) {
                assertThat(Peer.get(server, prefix + "/").body()).isEqualTo("<h1>index</h1>\n");
                Peer.Reply reply = Peer.get(server, prefix + "/style.css");
                assertThat(reply.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
                assertThat(reply.body()).isEqualTo("body {}\n");
                String etag = reply.header("ETag");
                reply = Peer.ask(
                        server,
                        "GET " + prefix + "/style.css HTTP/1.1\r\nHost: a\r\nIf-None-Match: " + etag + "\r\n\r\n");
                assertThat(reply.status()).isEqualTo(304);
                assertThat(Peer.get(server, prefix + "/sub/").body()).isEqualTo("<h1>sub</h1>\n");
                assertThat(Peer.get(server, prefix + "/sub").header("Location")).isEqualTo("./sub/");
            }
        }
    }

    @LoopTest
    void nothingElseIsServedAndNoFolderIsListed() throws Exception {
        app.staticFiles("/static", ResourceFilesTest.class, "site");
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String path : List.of(
                    "/static/missing",
                    "/static/empty",
                    "/static/empty/",
                    "/static/../outside.txt",
                    "/static/%2e%2e/outside.txt",
                    "/static/..%5coutside.txt",
                    "/static//style.css",
                    "/static/style.css%00",
                    "/static/style.css/")) {
                Peer.Reply reply = Peer.get(server, path);
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.body()).as(path).isEqualTo("Not Found\n");
            }
        }
    }

    @LoopTest
    void jarsAreServedFromAlike() throws Exception {
        // JUnit's classes come in a jar, whose manifest and folders are resources.
        app.get("/x", _ -> Response.empty());
        app.staticFiles("/junit", Test.class, "/META-INF");
        app.staticFiles("/all", Test.class, "/org/junit");
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(Peer.get(server, "/junit/LICENSE.md").body()).contains("Eclipse Public License");
            assertThat(Peer.get(server, "/junit/LICENSE.md").body()).contains("Eclipse Public License");
            assertThat(Peer.get(server, "/all/jupiter").status()).isEqualTo(404);
            assertThat(Peer.get(server, "/all/jupiter/").status()).isEqualTo(404);
            assertThat(Peer.get(server, "/all/jupiter/api/Test.class").status()).isEqualTo(200);
        }
    }
}
