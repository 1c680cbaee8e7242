package dev.tuliptree.http.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Parts of files, and files only under a condition. */
class RangesTest {
    private static final String LONG = "0123456789".repeat(50_000);
    private static final String DATE = "Fri, 02 Jan 2026 03:04:05 GMT";

    @TempDir
    private Path folder;

    private final Application app = new Application();

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(folder.resolve("short.txt"), "0123456789");
        Files.writeString(folder.resolve("long.txt"), LONG);
        Files.createFile(folder.resolve("empty.txt"));
        FileTime time = FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z"));
        Files.setLastModifiedTime(folder.resolve("short.txt"), time);
        app.use(Compression.of(0));
        app.staticFiles("/", folder);
        app.staticFiles("/class", RangesTest.class, "site");
        app.get("/handler", request -> Response.file(request, folder.resolve("short.txt")));
        app.post("/handler", request -> Response.file(request, folder.resolve("short.txt")));
    }

    private static Peer.Reply get(Server server, String path, String... lines) throws IOException {
        return Peer.ask(server, "GET " + path + " HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    }

    @LoopTest
    void arePartsOfTheFile() throws Exception {
        String[][] rows = {
            {"/short.txt", "bytes=0-3", "bytes 0-3/10", "0123"},
            {"/short.txt", "bytes=4-4", "bytes 4-4/10", "4"},
            {"/short.txt", "bytes=7-", "bytes 7-9/10", "789"},
            {"/short.txt", "bytes=-2", "bytes 8-9/10", "89"},
            {"/short.txt", "bytes=-99", "bytes 0-9/10", "0123456789"},
            {"/short.txt", "bytes=5-99999999999999999999", "bytes 5-9/10", "56789"},
            {"/short.txt", "Bytes= 0-0 ", "bytes 0-0/10", "0"},
            {"/handler", "bytes=1-2", "bytes 1-2/10", "12"},
            {"/long.txt", "bytes=10-29", "bytes 10-29/500000", "01234567890123456789"},
            {"/long.txt", "bytes=100000-", "bytes 100000-499999/500000", LONG.substring(100_000)},
            {"/class/style.css", "bytes=0-3", "bytes 0-3/8", "body"},
        };
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String[] row : rows) {
                Peer.Reply reply = get(server, row[0], "Range: " + row[1], "Accept-Encoding: gzip");
                assertThat(reply.status()).as(row[1]).isEqualTo(206);
                assertThat(reply.header("Content-Range")).isEqualTo(row[2]);
                assertThat(reply.header("Content-Length")).isEqualTo("" + row[3].length());
                assertThat(reply.header("Content-Type")).startsWith("text/");
                assertThat(reply.header("ETag")).startsWith("\"");
                assertThat(reply.body()).isEqualTo(row[3]);
            }
        }
    }

    @LoopTest
    void thatAreNoneLeaveTheFileWhole() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            for (String range : new String[] {
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=x-1",
                "bytes=3-2",
                "bytes=0x1-2",
                "bytes=+1-2",
                "lines=1-2",
                "",
                // Each a byte, all together far more than the file: whoever wants that gets the file.
                "bytes=0-0,0-0,0-0,0-0,0-0"
            }) {
                Peer.Reply reply = get(server, "/short.txt", "Range: " + range);
                assertThat(reply.status()).as(range).isEqualTo(200);
                assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
                assertThat(reply.body()).isEqualTo("0123456789");
            }
            peer.send("HEAD /short.txt HTTP/1.1\r\nHost: a\r\nRange: bytes=0-3\r\n\r\n");
            assertThat(peer.reply("HEAD").header("Content-Length")).isEqualTo("10");
        }
    }

    @LoopTest
    void behindTheEndAreRefusedAndTheSizeIsTold() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String range : new String[] {"bytes=10-", "bytes=10-20", "bytes=99999999999999999999-", "bytes=-0"}) {
                Peer.Reply reply = get(server, "/short.txt", "Range: " + range);
                assertThat(reply.status()).as(range).isEqualTo(416);
                assertThat(reply.header("Content-Range")).isEqualTo("bytes */10");
            }
            assertThat(get(server, "/empty.txt", "Range: bytes=0-").status()).isEqualTo(416);
            assertThat(get(server, "/empty.txt", "Range: bytes=-5").status()).isEqualTo(416);
        }
    }

    @LoopTest
    void ofWhatHasChangedAreNotMixedWithWhatItWas() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            String etag = get(server, "/short.txt").header("ETag");
            String[][] rows = {
                {etag, "206"},
                {"W/" + etag, "200"},
                {"\"x\"", "200"},
                {DATE, "206"},
                {"Sat, 03 Jan 2026 03:04:05 GMT", "200"},
                {"yesterday", "200"},
            };
            for (String[] row : rows) {
                Peer.Reply reply = get(server, "/short.txt", "Range: bytes=4-", "If-Range: " + row[0]);
                assertThat(reply.status()).as(row[0]).isEqualTo(Integer.parseInt(row[1]));
                assertThat(reply.body()).isEqualTo(reply.status() == 206 ? "456789" : "0123456789");
            }
            // What was compressed on the way had other bytes, and its tag says so.
            Peer.Reply compressed = get(server, "/long.txt", "Accept-Encoding: gzip");
            assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(compressed.header("Accept-Ranges")).isEmpty();
            assertThat(compressed.header("ETag")).startsWith("W/");
            assertThat(get(server, "/long.txt", "Range: bytes=4-", "If-Range: " + compressed.header("ETag"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @LoopTest
    void aConditionThatDoesNotHoldIsSaidToFail() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            String etag = get(server, "/short.txt").header("ETag");
            String[][] rows = {
                {"If-Match: " + etag, "200"},
                {"If-Match: \"x\", " + etag, "200"},
                {"If-Match: *", "200"},
                {"If-Match: \"x\"", "412"},
                {"If-Match: W/" + etag, "412"},
                {"If-Unmodified-Since: " + DATE, "200"},
                {"If-Unmodified-Since: Thu, 01 Jan 2026 03:04:05 GMT", "412"},
                {"If-Unmodified-Since: yesterday", "200"},
                {"If-Match: " + etag + "\r\nIf-Unmodified-Since: Thu, 01 Jan 2026 03:04:05 GMT", "200"},
                {"If-Match: " + etag + "\r\nIf-None-Match: " + etag, "304"},
                {"If-None-Match: " + etag + "\r\nRange: bytes=99-", "304"},
            };
            for (String[] row : rows) {
                assertThat(get(server, "/short.txt", row[0]).status())
                        .as(row[0])
                        .isEqualTo(Integer.parseInt(row[1]));
            }
            assertThat(get(server, "/handler", "If-None-Match: " + etag).status())
                    .isEqualTo(304);
            // Only who reads can be told to take what it has.
            String post = "POST /handler HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n";
            assertThat(Peer.ask(server, post + "If-None-Match: " + etag + "\r\n\r\n")
                            .status())
                    .isEqualTo(412);
            assertThat(Peer.ask(server, post + "If-Modified-Since: " + DATE + "\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @LoopTest
    void areOfBytesAndNotOfCharacters() throws Exception {
        Files.write(folder.resolve("bytes"), "caf\u00e9".getBytes(ISO_8859_1));
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(get(server, "/bytes", "Range: bytes=3-3").body()).isEqualTo("\u00e9");
        }
    }
}
