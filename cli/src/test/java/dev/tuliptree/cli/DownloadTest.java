package dev.tuliptree.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A download goes on where an earlier one ended, if the server can do that. */
class DownloadTest {
    private static final String WHOLE = "0123456789";

    /** Complains about the body that is cut off on purpose. */
    private static final Logger SENDER = Logger.getLogger("dev.tuliptree.http.server.ResponseSender");

    private final Path folder = Files.createTempDirectory("download");
    private final Path file = folder.resolve("file");
    private final Path note = folder.resolve("file.resume");
    private final Path source = folder.resolve("source.txt");
    private final Application app = new Application();

    DownloadTest() throws IOException {
        app.get("/ranges", request -> ranges(request.header("Range")));
        app.get("/none", _ -> Response.text(WHOLE));
        app.get("/file", request -> Response.file(request, source));
        // As the file, but for the connection, which breaks.
        app.get(
                "/cut",
                request -> Response.file(request, source).body(new ResponseBody.Stream(WHOLE.length(), out -> {
                    out.write(WHOLE.substring(0, 4).getBytes(US_ASCII));
                    out.flush();
                    throw new IOException("that is all for now");
                })));
        app.get("/careless", request -> ranges(request.header("Range")).header("ETag", "\"other\""));
        app.get("/wrong", _ -> Response.text("x").status(206).header("Content-Range", "bytes 0-0/10"));
    }

    @AfterEach
    void clear() throws IOException {
        for (Path path : List.of(file, note, source)) {
            Files.deleteIfExists(path);
        }
        Files.delete(folder);
    }

    private static Response ranges(@Nullable String range) {
        if (range == null) {
            return Response.text(WHOLE);
        }
        int from = Integer.parseInt(range.replaceAll("[^0-9]", ""));
        return from >= WHOLE.length()
                ? Response.text("").status(416).header("Content-Range", "bytes */" + WHOLE.length())
                : Response.text(WHOLE.substring(from))
                        .status(206)
                        .header("Content-Range", "bytes " + from + "-" + (WHOLE.length() - 1) + "/" + WHOLE.length());
    }

    private String download(String path, boolean resume) throws IOException {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            Download download = Download.to(file, resume);
            ClientRequest request = session.request("GET", server.url(path));
            download.prepare(request);
            try (ClientResponse response = request.send()) {
                if (download.isComplete(response)) {
                    return "complete";
                }
                download.receive(response, Bar.of(null));
                return response.status() + " " + Files.readString(file);
            }
        }
    }

    @LoopTest
    void itBeginsWhereThereIsNothing() throws Exception {
        assertThat(download("/ranges", true)).isEqualTo("200 " + WHOLE);
    }

    @LoopTest
    void itGoesOnWhereTheFileEnds() throws Exception {
        Files.writeString(file, "0123");
        assertThat(download("/ranges", true)).isEqualTo("206 " + WHOLE);
        assertThat(download("/ranges", true)).isEqualTo("complete");
    }

    @LoopTest
    void itBeginsAnewIfItIsNotAskedToGoOn() throws Exception {
        Files.writeString(file, "a file that is longer than what is to come");
        assertThat(download("/ranges", false)).isEqualTo("200 " + WHOLE);
    }

    @LoopTest
    void itBeginsAnewIfTheServerKnowsNoRanges() throws Exception {
        Files.writeString(file, "0123");
        assertThat(download("/none", true)).isEqualTo("200 " + WHOLE);
    }

    private void cut() throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(source, WHOLE);
        SENDER.setLevel(Level.OFF);
        try {
            assertThatThrownBy(() -> download("/cut", false)).isInstanceOf(IOException.class);
        } finally {
            SENDER.setLevel(null);
        }
        assertThat(Files.readString(file)).isEqualTo("0123");
        assertThat(Files.readString(note)).startsWith("\"").endsWith("\"\n");
    }

    @LoopTest
    void itGoesOnWithWhatIsStillTheSame() throws Exception {
        cut();
        assertThat(download("/file", true)).isEqualTo("206 " + WHOLE);
        assertThat(note).doesNotExist();
        assertThat(download("/file", true)).isEqualTo("complete");
    }

    @LoopTest
    void itBeginsAnewWithWhatHasChangedSince() throws Exception {
        cut();
        Files.writeString(source, "abcdefghijkl");
        assertThat(download("/file", true)).isEqualTo("200 abcdefghijkl");
        assertThat(note).doesNotExist();
    }

    @LoopTest
    void itIsNotPutTogetherFromTwoThings() throws Exception {
        cut();
        assertThatThrownBy(() -> download("/careless", true)).hasMessageContaining("fetch it anew");
        assertThat(Files.readString(file)).isEqualTo("0123");
        Files.writeString(note, "\u0000 nonsense");
        assertThat(download("/careless", true)).isEqualTo("206 " + WHOLE);
    }

    @LoopTest
    void anotherRangeThanWasAskedForIsRefused() throws Exception {
        Files.writeString(file, "0123");
        assertThatThrownBy(() -> download("/wrong", true)).hasMessageContaining("another range");
        assertThat(Files.readString(file)).isEqualTo("0123");
    }
}
