package dev.tuliptree.http.files;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.FileCache;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Short files are kept in memory for a moment, and what is served for longer is what is on the disk. */
class FileCacheTest {
    private static final String LONG = "0123456789abcdef".repeat(4096);
    private static final FileTime THEN = FileTime.fromMillis(1_700_000_000_000L);

    @TempDir
    private Path temporary;

    private Path folder;
    private Path file;
    private final Application app = new Application();

    @BeforeEach
    void makeFiles() throws IOException {
        folder = Files.createDirectory(temporary.resolve("site"));
        file = Files.writeString(folder.resolve("a.txt"), "first");
        Files.writeString(folder.resolve("b.txt"), "other");
        Files.writeString(folder.resolve("long.txt"), LONG);
        Files.createFile(folder.resolve("empty.txt"));
        for (String name : List.of("a.txt", "b.txt", "long.txt", "empty.txt")) {
            Files.setLastModifiedTime(folder.resolve(name), THEN);
        }
    }

    private static Peer.Reply get(Server server, String path, String... lines) throws IOException {
        return ask(server, "GET", path, lines);
    }

    private static Peer.Reply ask(Server server, String method, String path, String... lines) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        try (Peer peer = Peer.of(server)) {
            return peer.send(request.replace("\r\n\r\n\r\n", "\r\n\r\n")).reply(method);
        }
    }

    @LoopTest
    void aChangedFileIsServedAsItWasForASecondAtMost() throws Exception {
        app.staticFiles("/", folder);
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply first = get(server, "/a.txt");
            assertThat(first.body()).isEqualTo("first");
            Files.writeString(file, "second, and longer");
            sleep(millis(999));
            Peer.Reply kept = get(server, "/a.txt");
            assertThat(kept.body()).isEqualTo("first");
            assertThat(kept.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(kept.header("Last-Modified")).isEqualTo(first.header("Last-Modified"));
            sleep(millis(1));
            Peer.Reply changed = get(server, "/a.txt");
            assertThat(changed.body()).isEqualTo("second, and longer");
            assertThat(changed.header("ETag")).isNotEqualTo(first.header("ETag"));
            assertThat(get(server, "/a.txt", "If-None-Match: " + changed.header("ETag"))
                            .status())
                    .isEqualTo(304);
        }
    }

    @LoopTest
    void askingForAFileDoesNotKeepItFromBeingLookedAt() throws Exception {
        app.staticFiles("/", folder);
        try (Server server = app.listen("127.0.0.1", 0)) {
            get(server, "/a.txt");
            Files.writeString(file, "second");
            for (int i = 0; i < 4; i++) {
                assertThat(get(server, "/a.txt").body()).isEqualTo("first");
                sleep(millis(250));
            }
            assertThat(get(server, "/a.txt").body()).isEqualTo("second");
        }
    }

    @LoopTest
    void aChangeThatLeavesLengthAndTimeAsTheyWereIsSeen() throws Exception {
        app.staticFiles("/", folder);
        try (Server server = app.listen("127.0.0.1", 0)) {
            get(server, "/a.txt");
            Files.writeString(file, "FIRST");
            Files.setLastModifiedTime(file, THEN);
            sleep(seconds(1));
            assertThat(get(server, "/a.txt").body()).isEqualTo("FIRST");
        }
    }

    @LoopTest
    void aFileThatWasReplacedOrRemovedOrHasBecomeALinkIsNoLongerServed() throws Exception {
        Files.writeString(temporary.resolve("secret"), "secret");
        app.staticFiles("/", folder);
        try (Server server = app.listen("127.0.0.1", 0)) {
            get(server, "/a.txt");
            Files.move(Files.writeString(folder.resolve("new"), "replaced"), file, StandardCopyOption.REPLACE_EXISTING);
            sleep(seconds(1));
            assertThat(get(server, "/a.txt").body()).isEqualTo("replaced");
            Files.delete(file);
            sleep(seconds(1));
            assertThat(get(server, "/a.txt").status()).isEqualTo(404);
            Files.writeString(file, "back");
            assertThat(get(server, "/a.txt").body()).isEqualTo("back");
            Files.delete(file);
            Files.createSymbolicLink(file, Path.of("..", "secret"));
            sleep(seconds(1));
            assertThat(get(server, "/a.txt").status()).isEqualTo(404);
        }
    }

    @LoopTest
    void aCompressedFormThatAppearsIsSeenAndEachClientGetsItsOwn() throws Exception {
        app.staticFiles("/", folder);
        String gzip = "Accept-Encoding: gzip";
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(get(server, "/a.txt", gzip).header("Vary")).isEmpty();
            Files.writeString(folder.resolve("a.txt.gz"), "gzipped");
            sleep(seconds(1));
            for (int i = 0; i < 3; i++) {
                Peer.Reply compressed = get(server, "/a.txt", gzip);
                assertThat(compressed.body()).isEqualTo("gzipped");
                assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
                Peer.Reply plain = get(server, "/a.txt");
                assertThat(plain.body()).isEqualTo("first");
                assertThat(plain.header("Content-Encoding")).isEmpty();
                assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
                Peer.Reply current = get(server, "/a.txt", gzip, "If-None-Match: " + compressed.header("ETag"));
                assertThat(current.status()).isEqualTo(304);
                assertThat(current.header("Vary")).isEqualTo("Accept-Encoding");
            }
            Files.delete(folder.resolve("a.txt.gz"));
            sleep(seconds(1));
            assertThat(get(server, "/a.txt", gzip).body()).isEqualTo("first");
        }
    }

    @LoopTest
    void whatIsKeptIsAnsweredAsWhatIsNot() throws Exception {
        app.staticFiles("/kept", folder);
        app.staticFiles("/looked-at", folder, FileCache.NONE);
        String[][] requests = {
            {"GET"},
            {"HEAD"},
            {"GET", "Range: bytes=1-3"},
            {"GET", "Range: bytes=-2"},
            {"GET", "Range: bytes=65530-"},
            {"GET", "Range: bytes=900000-"},
            {"GET", "Range: bytes=1-3", "If-Range: \"other\""},
            {"GET", "Range: bytes=1-3", "If-Range: Tue, 14 Nov 2023 22:13:20 GMT"},
            {"GET", "If-None-Match: *"},
            {"GET", "If-None-Match: \"other\""},
            {"GET", "If-Match: \"other\""},
            {"GET", "If-Modified-Since: Tue, 14 Nov 2023 22:13:20 GMT"},
            {"GET", "If-Modified-Since: Tue, 14 Nov 2023 22:13:19 GMT"},
            {"GET", "If-Unmodified-Since: Tue, 14 Nov 2023 22:13:19 GMT"},
            {"HEAD", "If-None-Match: *"},
        };
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String name : List.of("/a.txt", "/long.txt", "/empty.txt")) {
                for (String[] request : requests) {
                    String[] lines = List.of(request).subList(1, request.length).toArray(String[]::new);
                    Peer.Reply expected = ask(server, request[0], "/looked-at" + name, lines);
                    for (int i = 0; i < 3; i++) {
                        Peer.Reply reply = ask(server, request[0], "/kept" + name, lines);
                        assertThat(reply)
                                .as(name + " " + List.of(request))
                                .usingRecursiveComparison()
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @LoopTest
    void whatWasAskedForLeastRecentlyMakesRoom() throws Exception {
        // Each takes its five bytes, its name, and a KiB.
        app.staticFiles("/", folder, FileCache.DEFAULT.withMaxBytes(2200));
        Files.writeString(folder.resolve("c.txt"), "third");
        try (Server server = app.listen("127.0.0.1", 0)) {
            get(server, "/a.txt");
            get(server, "/b.txt");
            get(server, "/a.txt");
            get(server, "/c.txt");
            for (String name : List.of("a.txt", "b.txt", "c.txt")) {
                Files.writeString(folder.resolve(name), "changed");
            }
            assertThat(get(server, "/a.txt").body()).isEqualTo("first");
            assertThat(get(server, "/c.txt").body()).isEqualTo("third");
            assertThat(get(server, "/b.txt").body()).isEqualTo("changed");
        }
    }

    @LoopTest
    void whatIsTooLargeIsLookedAtEachTime() throws Exception {
        app.staticFiles("/large", folder, FileCache.DEFAULT.withMaxFileBytes(4));
        app.staticFiles("/none", folder, FileCache.NONE);
        app.staticFiles("/no-time", folder, FileCache.DEFAULT.withValidity(seconds(0)));
        app.staticFiles("/no-room", folder, FileCache.DEFAULT.withMaxBytes(0));
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (int i = 0; i < 3; i++) {
                Files.writeString(file, "content " + i);
                for (String prefix : List.of("/large", "/none", "/no-time", "/no-room")) {
                    assertThat(get(server, prefix + "/a.txt").body()).isEqualTo("content " + i);
                }
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FileCache.DEFAULT.withMaxBytes(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> FileCache.DEFAULT.withMaxFileBytes((1 << 20) + 1));
    }

    @LoopTest
    void manyCopiesReachAClientThatReadsLate() throws Exception {
        app.staticFiles("/", folder);
        int copies = 200;
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.sendApart("GET /long.txt HTTP/1.1\r\nHost: a\r\n\r\n".repeat(copies));
            for (int i = 0; i < copies; i++) {
                assertThat(peer.reply().body()).isEqualTo(LONG);
            }
        }
    }

    @LoopTest
    void areCompressedOnTheWayAsOthersAre() throws Exception {
        app.use(Compression.standard());
        app.staticFiles("/", folder);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (int i = 0; i < 3; i++) {
                try (ClientResponse response = session.get(server.url("/long.txt"))) {
                    assertThat(response.header("Content-Encoding")).isNotNull();
                    assertThat(response.text()).isEqualTo(LONG);
                }
            }
        }
    }

    @LoopTest(schedules = 1)
    void areSentUnderTls() throws Exception {
        app.staticFiles("/", folder);
        TlsIdentity identity = TlsIdentity.selfSigned("localhost", "127.0.0.1");
        ServerOptions options = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(identity));
        ClientOptions client = ClientOptions.DEFAULT.withTls(TlsClientOptions.DEFAULT.trust(identity.certificate()));
        try (Server server = app.listen("127.0.0.1", 0, options);
                ClientSession session = new ClientSession(client)) {
            for (int i = 0; i < 3; i++) {
                try (ClientResponse response = session.get(server.url("/long.txt"))) {
                    assertThat(response.text()).isEqualTo(LONG);
                }
            }
        }
    }

    @LoopTest(schedules = 0)
    void nothingIsLeftWhereverSomebodyIsCancelled() throws Exception {
        app.staticFiles("/", folder);
        CancelEverywhere.run(victim -> victim.run(() -> {
            try (Server server = app.listen("127.0.0.1", 0);
                    ClientSession session = new ClientSession()) {
                for (int i = 0; i < 3; i++) {
                    try (ClientResponse response = session.get(server.url("/long.txt"))) {
                        assertThat(response.text()).isEqualTo(LONG);
                    }
                }
            }
        }));
    }
}
