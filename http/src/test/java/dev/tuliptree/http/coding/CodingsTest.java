package dev.tuliptree.http.coding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.InMemory;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies in codings that others know how to decode. */
class CodingsTest {
    private static final String TEXT = "hello ".repeat(1000);

    /** One block as it is, and an empty last one (RFC 7932, 9.2): there is no encoder here. */
    private static byte[] brotli(String text) {
        byte[] content = text.getBytes(US_ASCII);
        int head = ((content.length - 1) << 4) | (1 << 20);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(head);
        out.write(head >> 8);
        out.write(head >> 16);
        out.writeBytes(content);
        out.write(3);
        return out.toByteArray();
    }

    private static final Map<String, byte[]> CODED =
            Map.of("br", brotli(TEXT), "zstd", Zstd.compress(TEXT.getBytes(US_ASCII)));

    private static String decode(String coding, byte[] bytes, long limit) throws IOException {
        InputStream drip = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };
        try (InputStream in = Codings.decoding(drip, coding, limit)) {
            return new String(in.readAllBytes(), US_ASCII);
        }
    }

    @Test
    void areUnderstoodHoweverTheyAreCut() throws IOException {
        for (Map.Entry<String, byte[]> each : CODED.entrySet()) {
            assertThat(decode(each.getKey(), each.getValue(), TEXT.length())).isEqualTo(TEXT);
            assertThat(decode(each.getKey(), new byte[0], 1)).isEmpty();
        }
        assertThat(Codings.decoding(InputStream.nullInputStream(), "compress", 1))
                .isNull();
    }

    @Test
    void areRefusedIfTheyAreBroken() {
        CODED.forEach((coding, good) -> {
            byte[] more = Arrays.copyOf(good, good.length + 1);
            more[good.length] = 'x';
            for (byte[] bad : new byte[][] {
                Arrays.copyOf(good, good.length - 1),
                Arrays.copyOf(good, 3),
                more,
                "garbage, that is".getBytes(US_ASCII)
            }) {
                assertThatThrownBy(() -> decode(coding, bad, 1 << 20)).isInstanceOf(ProtocolException.class);
            }
        });
    }

    @Test
    void doNotBurstTheirReader() throws IOException {
        CODED.forEach((coding, good) -> assertThatThrownBy(() -> decode(coding, good, TEXT.length() - 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than 5999 bytes when it is decompressed"));
        byte[] bomb = Zstd.compress(new byte[50_000_000]);
        assertThat(bomb).hasSizeLessThan(10_000);
        assertThatThrownBy(() -> decode("zstd", bomb, 1_000_000)).hasMessageContaining("larger than 1000000 bytes");
    }

    @Test
    void doNotAskForWindowsOfAnySize() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(out)) {
            zstd.setLong(27);
            zstd.write(new byte[1000]);
            zstd.flush();
            zstd.write(new byte[1000]);
        }
        assertThatThrownBy(() -> decode("zstd", out.toByteArray(), 1 << 20)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void areNotBlamedForWhatGoesWrongBelow() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketTimeoutException("nothing comes");
            }
        };
        for (String coding : CODED.keySet()) {
            assertThatThrownBy(() -> Codings.decoding(broken, coding, 10).read())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("nothing comes");
        }
    }

    @LoopTest(schedules = 1)
    void areAgreedOnByClientAndServer() throws Exception {
        Application app = new Application();
        app.use(Compression.standard());
        app.get("/text", _ -> Response.text(TEXT));
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 1000; i++) {
                        out.write("hello ".getBytes(US_ASCII));
                        out.flush();
                    }
                }));
        app.get("/brotli", _ -> Response.bytes("text/plain", CODED.get("br")).header("Content-Encoding", "br"));
        InMemory.with(app, session -> {
            for (String path : new String[] {"text", "stream", "brotli"}) {
                try (ClientResponse response = session.get("http://a/" + path)) {
                    assertThat(response.header("Content-Encoding")).isEqualTo(path.equals("brotli") ? "br" : "zstd");
                    assertThat(response.text()).isEqualTo(TEXT);
                }
                try (ClientResponse response = session.head("http://a/" + path).send()) {
                    assertThat(response.text()).isEmpty();
                }
            }
            try (ClientResponse response = session.request("GET", "http://a/text")
                    .header("Accept-Encoding", "gzip")
                    .send()) {
                assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
            }
        });
        ClientOptions small = ClientOptions.DEFAULT.withMaxDecompressedBytes(100);
        InMemory.with(app, MemoryStream.DEFAULT_CAPACITY, small, session -> {
            try (ClientResponse response = session.get("http://a/text")) {
                assertThatThrownBy(response::text).hasMessageContaining("larger than 100 bytes");
            }
        });
    }
}
