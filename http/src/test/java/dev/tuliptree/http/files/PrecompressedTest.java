package dev.tuliptree.http.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie there compressed as well. */
class PrecompressedTest {
    private static final FileTime THEN = FileTime.fromMillis(1_700_000_000_000L);

    @TempDir
    private Path temporary;

    private Path folder;
    private final Application app = new Application();

    @BeforeEach
    void makeFiles() throws IOException {
        folder = Files.createDirectory(temporary.resolve("site"));
        Files.writeString(temporary.resolve("secret"), "secret");
        // What is in them does not matter here: it tells them apart.
        write("app.js", "plain ".repeat(1000), 0);
        write("app.js.gz", "gzipped", 0);
        write("app.js.br", "brotli", 1);
        write("old.js", "plain", 1);
        write("old.js.gz", "forgotten", 0);
        write("photo.jpg", "picture", 0);
        write("photo.jpg.gz", "gzipped", 0);
        Files.createDirectory(folder.resolve("old.js.br"));
        Files.createSymbolicLink(folder.resolve("old.js.zst"), Path.of("..", "secret"));
        app.use(Compression.standard());
        app.staticFiles("/", folder);
    }

    private void write(String name, String content, int secondsLater) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(THEN.toMillis() + 1000L * secondsLater));
    }

    private static Peer.Reply get(Server server, String path, String... lines) throws IOException {
        return Peer.ask(server, "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    @LoopTest
    void areSentThatWayToWhoTakesIt() throws Exception {
        String[][] rows = {
            {"gzip", "gzip", "gzipped"},
            {"gzip, br", "br", "brotli"},
            {"br;q=0.5, gzip", "gzip", "gzipped"},
            {"*", "br", "brotli"},
            {"br;q=0, gzip;q=0, identity", "", "plain ".repeat(1000)},
            {"identity", "", "plain ".repeat(1000)},
        };
        try (Server server = app.listen("127.0.0.1", 0)) {
            String plainTag = get(server, "/app.js").header("ETag");
            for (String[] row : rows) {
                Peer.Reply reply = get(server, "/app.js", "Accept-Encoding: " + row[0]);
                assertThat(reply.header("Content-Encoding")).as(row[0]).isEqualTo(row[1]);
                assertThat(reply.body()).as(row[0]).isEqualTo(row[2]);
                assertThat(reply.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
                // Caches must know, also of the plain one.
                assertThat(reply.header("Vary")).isEqualTo("Accept-Encoding");
                assertThat(reply.header("ETag").equals(plainTag)).isEqualTo(row[1].isEmpty());
            }
        }
    }

    @LoopTest
    void havePartsAndConditionsOfTheirOwn() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply whole = get(server, "/app.js", "Accept-Encoding: gzip");
            Peer.Reply part = get(
                    server, "/app.js", "Accept-Encoding: gzip", "Range: bytes=4-", "If-Range: " + whole.header("ETag"));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("ped");
            assertThat(part.header("Content-Encoding")).isEqualTo("gzip");
            Peer.Reply known =
                    get(server, "/app.js", "Accept-Encoding: gzip", "If-None-Match: " + whole.header("ETag"));
            assertThat(known.status()).isEqualTo(304);
            assertThat(known.header("Vary")).isEqualTo("Accept-Encoding");
            Peer.Reply other = get(server, "/app.js", "Accept-Encoding: br", "If-None-Match: " + whole.header("ETag"));
            assertThat(other.body()).isEqualTo("brotli");
        }
    }

    @LoopTest
    void areNotMistakenForWhatTheyAreNot() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            // Older than the file, a folder, and a way out of here.
            Peer.Reply old = get(server, "/old.js", "Accept-Encoding: gzip, br, zstd");
            assertThat(old.body()).isEqualTo("plain");
            assertThat(old.header("Content-Encoding")).isEmpty();
            assertThat(old.header("Vary")).isEmpty();
            // What is small by itself is not looked for.
            Peer.Reply photo = get(server, "/photo.jpg", "Accept-Encoding: gzip");
            assertThat(photo.body()).isEqualTo("picture");
            assertThat(photo.header("Vary")).isEmpty();
            // Asked for by its own name it is a file as any other.
            Peer.Reply form = get(server, "/app.js.gz", "Accept-Encoding: gzip");
            assertThat(form.body()).isEqualTo("gzipped");
            assertThat(form.header("Content-Encoding")).isEmpty();
            assertThat(form.header("Content-Type")).isEqualTo("application/gzip");
        }
    }
}
