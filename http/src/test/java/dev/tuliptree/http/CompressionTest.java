package dev.tuliptree.http;

import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.stream.InflatingInput;
import dev.tuliptree.http.wire.AcceptEncoding;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.testing.LoopTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses that are compressed by the server and decompressed by the client. */
class CompressionTest {
    private static final String LONG = "tulip ".repeat(100_000);

    private final Application app = new Application();

    CompressionTest() {
        app.use(Compression.standard());
        app.get("/text", _ -> Response.text("x".repeat(1024)).header("ETag", "\"1\""));
        app.get("/short", _ -> Response.text("x".repeat(1023)));
        app.get("/long", _ -> Response.text(LONG));
        app.get("/random", _ -> {
            byte[] random = new byte[10_000];
            new Random(1).nextBytes(random);
            return Response.bytes("text/plain", random);
        });
        app.get("/picture", _ -> Response.bytes("image/png", new byte[5000]));
        app.get("/coded", _ -> Response.bytes("text/plain", new byte[5000]).header("Content-Encoding", "br"));
        app.get("/part", _ -> Response.bytes("text/plain", new byte[5000]).status(206));
        app.get("/untouched", _ -> Response.text(LONG).header("Cache-Control", "public, no-transform"));
        app.get("/none", _ -> Response.empty());
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 3; i++) {
                        out.write(("line " + i + "\n").getBytes(US_ASCII));
                        out.flush();
                        sleep(seconds(1));
                    }
                }));
    }

    private static ClientResponse send(ClientSession session, String url, String accepted) throws IOException {
        return session.request("GET", url).header("Accept-Encoding", accepted).send();
    }

    @LoopTest
    void takeUpLessAndSaySo() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (String coding : List.of("gzip", "deflate")) {
                try (ClientResponse response = send(session, server.url("/text"), coding)) {
                    assertThat(response.header("Content-Encoding")).isEqualTo(coding);
                    assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
                    assertThat(response.header("ETag")).isEqualTo("W/\"1\"");
                    assertThat(response.header("Content-Length")).hasSizeLessThan(3);
                    assertThat(response.text()).isEqualTo("x".repeat(1024));
                }
            }
            try (ClientResponse response = session.get(server.url("/long"))) {
                assertThat(response.header("Content-Encoding")).isEqualTo("zstd");
                assertThat(response.text()).isEqualTo(LONG);
            }
            try (ClientResponse response = session.head(server.url("/text")).send()) {
                assertThat(response.header("Content-Encoding")).isEqualTo("zstd");
                assertThat(response.text()).isEmpty();
            }
        }
    }

    @LoopTest
    void areLeftAsTheyAreIfThatIsBetter() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (String path : List.of("/short", "/random", "/picture", "/coded", "/part", "/untouched", "/none")) {
                try (ClientResponse response = session.get(server.url(path))) {
                    assertThat(response.header("Content-Encoding")).as(path).isIn(null, "br");
                }
            }
            try (ClientResponse response = send(session, server.url("/text"), "gzip;q=0, identity")) {
                assertThat(response.header("Content-Encoding")).isNull();
                assertThat(response.header("Vary")).isEqualTo("Accept-Encoding");
                assertThat(response.header("ETag")).isEqualTo("\"1\"");
            }
            for (ClientRequest request : List.of(
                    session.request("GET", server.url("/text")).decompressing(false),
                    session.request("GET", server.url("/text")).header("Range", "bytes=0-"))) {
                try (ClientResponse response = request.send()) {
                    assertThat(response.header("Content-Encoding")).isNull();
                }
            }
        }
    }

    @LoopTest
    void arriveWhileTheyAreMade() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.request("GET", server.url("/stream"))
                        .header("Accept-Encoding", "gzip")
                        .send()) {
            assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
            InputStream content = response.content();
            for (int i = 0; i < 3; i++) {
                assertThat(new String(content.readNBytes(7), US_ASCII)).isEqualTo("line " + i + "\n");
            }
            assertThat(content.read()).isEqualTo(-1);
        }
    }

    @LoopTest
    void doNotBurstTheClient() throws Exception {
        ClientOptions options = ClientOptions.DEFAULT.withMaxBodyBytes(100_000).withMaxDecompressedBytes(200_000);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            try (ClientResponse response = session.get(server.url("/long"))) {
                assertThatThrownBy(response::bytes).hasMessageContaining("larger than 100000 bytes");
            }
            try (ClientResponse response = session.get(server.url("/long"))) {
                InputStream content = response.content();
                assertThatThrownBy(() -> content.transferTo(OutputStream.nullOutputStream()))
                        .hasMessageContaining("larger than 200000 bytes when it is decompressed");
            }
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(US_ASCII));
        }
        return out.toByteArray();
    }

    private static byte[] deflate(String text, boolean raw) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(9, raw);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(text.getBytes(US_ASCII));
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** A source that hands out its bytes one by one. */
    private static String inflate(String coding, byte[] bytes) throws IOException {
        InputStream drip = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        try (InflatingInput in = InflatingInput.of(drip, coding, 1000)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    @Test
    void areUnderstoodHoweverTheyAreCutAndWhateverDeflateMeans() throws Exception {
        assertThat(inflate("gzip", gzip("hello"))).isEqualTo("hello");
        assertThat(inflate(" X-GZIP", gzip(""))).isEmpty();
        assertThat(inflate("deflate", deflate("hello", false))).isEqualTo("hello");
        assertThat(inflate("deflate", deflate("hello", true))).isEqualTo("hello");
        assertThat(inflate("gzip", new byte[0])).isEmpty();
        byte[] two = Arrays.copyOf(gzip("one"), gzip("one").length + gzip("two").length);
        System.arraycopy(gzip("two"), 0, two, gzip("one").length, gzip("two").length);
        assertThat(inflate("gzip", two)).isEqualTo("onetwo");
        byte[] named = gzip("hello");
        byte[] withName = new byte[named.length + 2];
        System.arraycopy(named, 0, withName, 0, 10);
        withName[3] = 8;
        withName[10] = 'n';
        System.arraycopy(named, 10, withName, 12, named.length - 10);
        assertThat(inflate("gzip", withName)).isEqualTo("hello");
        assertThat(InflatingInput.of(InputStream.nullInputStream(), "br", 1)).isNull();
    }

    @Test
    void areRefusedIfTheyAreBroken() throws Exception {
        byte[] good = gzip("hello hello hello");
        for (int length = 1; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> inflate("gzip", cut)).isInstanceOf(ProtocolException.class);
        }
        for (int at : new int[] {0, 1, 2, good.length - 1, good.length - 5}) {
            byte[] wrong = good.clone();
            wrong[at] ^= 1;
            assertThatThrownBy(() -> inflate("gzip", wrong)).isInstanceOf(ProtocolException.class);
        }
        assertThatThrownBy(() -> inflate("gzip", Arrays.copyOf(good, good.length + 1)))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> inflate("deflate", new byte[] {'h', 'i', '!', 0, 1}))
                .isInstanceOf(ProtocolException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "gzip                       | gzip",
                "deflate                    | deflate",
                "deflate, gzip              | gzip",
                "gzip;q=0.5, deflate;q=0.8  | deflate",
                "GZIP ; Q=1.0               | gzip",
                "br, *                      | gzip",
                "br, *;q=0                  | none",
                "gzip;q=0                   | none",
                "gzip;q=0.5, identity       | none",
                "identity;q=0.1, gzip;q=0.5 | gzip",
                "gzip;q=2                   | none",
                "gzip;q=x                   | none",
                "br                         | none",
                "''                         | none",
            })
    void theCodingIsWhatTheClientLikesBest(String header, String expected) {
        assertThat(AcceptEncoding.best(List.of(header), List.of("gzip", "deflate")))
                .isEqualTo(expected);
    }
}
