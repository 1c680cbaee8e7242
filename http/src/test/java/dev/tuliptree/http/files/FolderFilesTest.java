package dev.tuliptree.http.files;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files below a folder, and nothing else. */
class FolderFilesTest {
    @TempDir
    private Path temporary;

    private Path root;
    private final Application app = new Application();

    @BeforeEach
    void makeFiles() throws IOException {
        root = Files.createDirectories(temporary.resolve("site"));
        Files.createDirectories(root.resolve("folder"));
        Files.createDirectories(root.resolve("bare"));
        Files.createDirectories(root.resolve(".well-known"));
        Files.createDirectories(temporary.resolve("site_secret"));
        Files.writeString(root.resolve("index.html"), "<h1>home</h1>");
        Files.writeString(root.resolve("a b.txt"), "a b");
        Files.writeString(root.resolve("caf\u00e9.txt"), "coffee");
        Files.writeString(root.resolve("style.css"), "body {}");
        Files.writeString(root.resolve(".env"), "PASSWORD=x");
        Files.writeString(root.resolve("colon:name.txt"), "colon");
        Files.writeString(root.resolve("folder/index.html"), "<h1>folder</h1>");
        Files.writeString(root.resolve("folder/file.unknown"), "?");
        Files.writeString(root.resolve("bare/file.txt"), "bare");
        Files.writeString(root.resolve(".well-known/security.txt"), "Contact: us");
        Files.writeString(temporary.resolve("secret.txt"), "secret");
        Files.writeString(temporary.resolve("site_secret/secret.txt"), "secret");
        Files.createSymbolicLink(root.resolve("inside.txt"), Path.of("style.css"));
        Files.createSymbolicLink(root.resolve("outside.txt"), Path.of("../secret.txt"));
        Files.createSymbolicLink(root.resolve("parent"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(root.resolve("folder/index2.html"), temporary.resolve("secret.txt"));
    }

    @LoopTest
    void areServedWithTheirTypes() throws Exception {
        app.staticFiles("/static", root);
        String[][] rows = {
            {"/static/", "text/html; charset=utf-8", "<h1>home</h1>"},
            {"/static/index.html", "text/html; charset=utf-8", "<h1>home</h1>"},
            {"/static/style.css", "text/css; charset=utf-8", "body {}"},
            {"/static/style%2Ecss", "text/css; charset=utf-8", "body {}"},
            {"/static/a%20b.txt", "text/plain; charset=utf-8", "a b"},
            {"/static/caf%C3%A9.txt", "text/plain; charset=utf-8", "coffee"},
            {"/static/folder/", "text/html; charset=utf-8", "<h1>folder</h1>"},
            {"/static/folder/file.unknown", "application/octet-stream", "?"},
            {"/static/bare/file.txt", "text/plain; charset=utf-8", "bare"},
            {"/static/inside.txt", "text/plain; charset=utf-8", "body {}"},
            {"/static/.well-known/security.txt", "text/plain; charset=utf-8", "Contact: us"},
            {"/static/style.css?v=2", "text/css; charset=utf-8", "body {}"},
        };
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String[] row : rows) {
                Peer.Reply reply = Peer.get(server, row[0]);
                assertThat(reply.status()).as(row[0]).isEqualTo(200);
                assertThat(reply.header("Content-Type")).as(row[0]).isEqualTo(row[1]);
                assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
                assertThat(reply.body()).as(row[0]).isEqualTo(row[2]);
            }
        }
    }

    @LoopTest
    void thereIsNoWayOutOfTheFolder() throws Exception {
        app.staticFiles("/static", root);
        List<String> missing = List.of(
                "/static/missing.txt",
                "/static/../secret.txt",
                "/static/../../etc/passwd",
                "/static/folder/../../secret.txt",
                "/static/folder/../style.css",
                "/static/%2e%2e/secret.txt",
                "/static/.%2e/secret.txt",
                "/static/%2E%2E/%2e%2e/etc/passwd",
                "/static/..%5csecret.txt",
                "/static/..%5C..%5Cetc%5Cpasswd",
                "/static/%5c%5chost%5cshare",
                "/static/C:/secret.txt",
                "/static/C:%5csecret.txt",
                "/static/style.css%00.txt",
                "/static/%00",
                "/static/style.css%0a",
                "/static/style.css::$DATA",
                "/static/style.css.",
                "/static/style.css%20",
                "/static/colon:name.txt",
                "/static//style.css",
                "/static//etc/passwd",
                "/static/folder//index.html",
                "/static/./style.css",
                "/static/.env",
                "/static/%2eenv",
                "/static/outside.txt",
                "/static/parent/secret.txt",
                "/static/parent/site/style.css/",
                "/static/loop",
                "/static/folder/index2.html",
                "/static/bare/",
                "/static/bare",
                "/static/style.css/",
                "/static/style.css/x",
                "/static/" + "x".repeat(300),
                "/static_secret/secret.txt",
                "/static%2fsecret.txt");
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String path : missing) {
                Peer.Reply reply = Peer.get(server, path);
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.body()).as(path).isEqualTo("Not Found\n");
            }
            for (String path : List.of(
                    "/static/..%2fsecret.txt",
                    "/static/%2fetc/passwd", "/static/%2e%2e%2fsecret.txt", "/static/%zz", "/static/%")) {
                assertThat(Peer.get(server, path).status()).as(path).isEqualTo(400);
            }
        }
    }

    @LoopTest
    void aFolderWithoutItsSlashIsRedirectedOnThisSite() throws Exception {
        Files.createDirectories(root.resolve("evil.example"));
        Files.writeString(root.resolve("evil.example/index.html"), "x");
        app.staticFiles("/", root);
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.get(server, "/folder");
            assertThat(reply.status()).isEqualTo(308);
            assertThat(reply.header("Location")).isEqualTo("./folder/");
            assertThat(Peer.get(server, "/evil.example").header("Location")).isEqualTo("./evil.example/");
            for (String path : List.of("//evil.example", "//evil.example/", "/%5cevil.example", "///evil.example/..")) {
                reply = Peer.get(server, path);
                assertThat(reply.status()).as(path).isEqualTo(404);
                assertThat(reply.header("Location")).isEmpty();
            }
        }
    }

    @LoopTest
    void thePrefixWithoutItsSlashIsRedirectedRelativelySoThatAProxyMayAddToThePath() throws Exception {
        app.staticFiles("/static/", root);
        app.staticFiles("/a/evil.example:80", root);
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.get(server, "/static");
            assertThat(reply.status()).isEqualTo(308);
            assertThat(reply.header("Location")).isEqualTo("./static/");
            assertThat(Peer.get(server, "/a/evil.example:80").header("Location"))
                    .isEqualTo("./evil.example%3A80/");
            assertThat(Peer.get(server, "/static/").body()).isEqualTo("<h1>home</h1>");
        }
    }

    @LoopTest
    void whatTheClientHasIsNotSentAgain() throws Exception {
        FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z"));
        Files.setLastModifiedTime(root.resolve("style.css"), time);
        app.staticFiles("/", root);
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply first = Peer.get(server, "/style.css");
            String etag = first.header("ETag");
            assertThat(etag).matches("\"[0-9a-f]+-7\"");
            assertThat(first.header("Last-Modified")).isEqualTo("Fri, 02 Jan 2026 03:04:05 GMT");
            assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
            String[][] rows = {
                {"If-None-Match: " + etag, "304"},
                {"If-None-Match: W/" + etag, "304"},
                {"If-None-Match: \"x\", " + etag + ", \"y\"", "304"},
                {"If-None-Match: *", "304"},
                {"If-None-Match: \"x\"", "200"},
                {"If-None-Match: " + etag.replace("\"", ""), "200"},
                {"If-None-Match: \"", "200"},
                {"If-Modified-Since: Fri, 02 Jan 2026 03:04:05 GMT", "304"},
                {"If-Modified-Since: Sat, 03 Jan 2026 03:04:05 GMT", "304"},
                {"If-Modified-Since: Fri, 02 Jan 2026 03:04:04 GMT", "200"},
                {"If-Modified-Since: yesterday", "200"},
                {"If-None-Match: \"x\"\r\nIf-Modified-Since: Sat, 03 Jan 2026 03:04:05 GMT", "200"},
            };
            for (String[] row : rows) {
                Peer.Reply reply = Peer.ask(server, "GET /style.css HTTP/1.1\r\nHost: a\r\n" + row[0] + "\r\n\r\n");
                assertThat(reply.status()).as(row[0]).isEqualTo(Integer.parseInt(row[1]));
                assertThat(reply.header("ETag")).isEqualTo(etag);
                assertThat(reply.body()).isEqualTo(reply.status() == 304 ? "" : "body {}");
            }
            Files.writeString(root.resolve("style.css"), "body { }");
            sleep(seconds(1));
            assertThat(Peer.get(server, "/style.css").header("ETag")).isNotEqualTo(etag);
        }
    }

    @LoopTest
    void headAnswersAsGetWouldWithoutTheFile() throws Exception {
        app.staticFiles("/", root);
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            Peer.Reply head =
                    peer.send("HEAD /style.css HTTP/1.1\r\nHost: a\r\n\r\n").reply("HEAD");
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Length")).isEqualTo("7");
            assertThat(peer.send("POST /style.css HTTP/1.1\r\nHost: a\r\n\r\n")
                            .reply()
                            .status())
                    .isEqualTo(405);
            assertThat(peer.send("GET /style.css HTTP/1.1\r\nHost: a\r\n\r\n")
                            .reply()
                            .body())
                    .isEqualTo("body {}");
        }
    }

    @LoopTest
    void longFilesAreSentPieceByPiece() throws Exception {
        String content = "0123456789".repeat(100_000);
        Files.writeString(root.resolve("long.txt"), content);
        app.staticFiles("/", root);
        try (Server server = app.listen("127.0.0.1", 0)) {
            nursery(n -> {
                for (int i = 0; i < 5; i++) {
                    n.start(() -> {
                        Peer.Reply reply = Peer.get(server, "/long.txt");
                        assertThat(reply.header("Content-Length")).isEqualTo("1000000");
                        assertThat(reply.body()).isEqualTo(content);
                    });
                }
            });
        }
    }

    @LoopTest
    void aHandlerCanSendAFile() throws Exception {
        Path file = root.resolve("style.css");
        app.get("/file", _ -> Response.file(file));
        app.get("/missing", _ -> {
            assertThatThrownBy(() -> Response.file(root.resolve("none"))).isInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> Response.file(root)).isInstanceOf(NoSuchFileException.class);
            return Response.empty();
        });
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.get(server, "/file");
            assertThat(reply.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
            assertThat(reply.body()).isEqualTo("body {}");
            assertThat(Peer.get(server, "/missing").status()).isEqualTo(204);
        }
    }

    @LoopTest
    void aFolderThatIsNoneIsRefusedAtOnce() {
        for (Path none : List.of(root.resolve("nowhere"), root.resolve("style.css"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> app.staticFiles("/", none))
                    .withMessageContaining(none.toString());
        }
        assertThatIllegalArgumentException().isThrownBy(() -> app.staticFiles("/{x}", root));
        assertThatIllegalArgumentException().isThrownBy(() -> app.staticFiles("x", root));
    }
}
