package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a request's head tells, and what it costs to ask. */
class RequestHeadTest {
    private static final String BROWSER = "GET /search?q=a%20b HTTP/1.1\r\nHost: example.com\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
            + "Accept-Language: en-US,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n"
            + "Connection: keep-alive\r\nCookie: session=0123456789abcdef\r\n\r\n";

    @Test
    void headersAreFoundWithoutRegardToCase() throws Exception {
        RequestHead head = parse("GET / HTTP/1.1\r\nHost: a\r\nX-Y: 1\r\nx-y: 2\r\n\r\n");
        assertThat(head.header("x-Y")).isEqualTo("1");
        assertThat(head.headers().all("X-Y")).containsExactly("1", "2");
        assertThat(head.header("x-z")).isNull();
        assertThat(head.header("x-é")).isNull();
        assertThat(head.headers().size()).isEqualTo(3);
        assertThat(head.headers().name(2)).isEqualTo("x-y");
        assertThatThrownBy(() -> head.headers().value(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aTargetIsSplitIntoPathAndQuery() throws Exception {
        assertTarget("/a%2Fb?c=d?e", TargetForm.ORIGIN, "/a%2Fb", "c=d?e");
        assertTarget("/a", TargetForm.ORIGIN, "/a", null);
        assertTarget("/?", TargetForm.ORIGIN, "/", "");
        assertTarget("//b/c", TargetForm.ORIGIN, "//b/c", null);
        assertTarget("http://a", TargetForm.ABSOLUTE, "/", null);
        assertTarget("http://a?x", TargetForm.ABSOLUTE, "/", "x");
        assertTarget("https://a:443/b?x", TargetForm.ABSOLUTE, "/b", "x");
    }

    private static void assertTarget(String target, TargetForm form, String path, String query) throws Exception {
        RequestHead head = parse("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(head.target()).isEqualTo(target);
        assertThat(head.targetForm()).isEqualTo(form);
        assertThat(head.rawPath()).isEqualTo(path);
        assertThat(head.rawQuery()).isEqualTo(query);
    }

    @Test
    void theHostIsTheTargetsIfItHasOne() throws Exception {
        assertThat(parse("GET http://A:80/ HTTP/1.1\r\nHost: a\r\n\r\n").host()).isEqualTo("A:80");
        assertThat(parse("CONNECT a:443 HTTP/1.1\r\nHost: b\r\n\r\n").host()).isEqualTo("a:443");
        assertThat(parse("GET / HTTP/1.1\r\nHost: b:1\r\n\r\n").host()).isEqualTo("b:1");
        assertThat(parse("GET / HTTP/1.0\r\n\r\n").host()).isNull();
    }

    @Test
    void onlyAClientThatHasABodyAndSpeaksHttp11WaitsFor100Continue() throws Exception {
        String expect = "Host: a\r\nExpect: 100-Continue\r\n";
        assertThat(parse("POST / HTTP/1.1\r\n" + expect + "Content-Length: 5\r\n\r\n")
                        .expectContinue())
                .isTrue();
        assertThat(parse("POST / HTTP/1.1\r\n" + expect + "Content-Length: 0\r\n\r\n")
                        .expectContinue())
                .isFalse();
        assertThat(parse("GET / HTTP/1.1\r\n" + expect + "\r\n").expectContinue())
                .isFalse();
        assertThat(parse("POST / HTTP/1.0\r\n" + expect + "Content-Length: 5\r\n\r\n")
                        .expectContinue())
                .isFalse();
    }

    @Test
    void upgradeMeansNothingUnlessConnectionNamesIt() throws Exception {
        String upgrade = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c, WebSocket\r\n";
        assertThat(parse(upgrade + "\r\n").upgrade()).isNull();
        RequestHead head = parse(upgrade + "Connection: foo, upgrade\r\n\r\n");
        assertThat(head.upgrade()).isEqualTo("h2c, WebSocket");
        assertThat(head.isWebSocketUpgrade()).isTrue();
    }

    @Test
    void aDetachedHeadOutlivesItsBytes() throws Exception {
        byte[] bytes = ("xx" + BROWSER).getBytes(ISO_8859_1);
        RequestHead head = new RequestParser(HttpLimits.DEFAULT).parse(bytes, 2, bytes.length - 2);
        head.detach();
        Arrays.fill(bytes, (byte) 0);
        assertThat(head.rawPath()).isEqualTo("/search");
        assertThat(head.host()).isEqualTo("example.com");
        assertThat(head.header("Accept-Language")).isEqualTo("en-US,en;q=0.5");
    }

    @Test
    void aByteIsLookedAtOnce() throws Exception {
        byte[] bytes = "GET / HTTP/1.1\r\nHost: a\r\nX: some-value\r\nY: z\r\n\r\n".getBytes(ISO_8859_1);
        int value = new String(bytes, ISO_8859_1).indexOf("some-value");
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
        RequestHead head = null;
        for (int length = 1; length <= bytes.length; length++) {
            assertThat(head).isNull();
            head = parser.parse(bytes, 0, length);
            // A byte that no value may have takes the place of each byte that was read.
            if (length > value && length <= value + 10) {
                bytes[length - 1] = 0;
            }
        }
        assertThat(head).isNotNull();
        assertThat(head.header("X")).isEqualTo("\0".repeat(10));
    }

    @Test
    void aRefusalIsRepeatedAndExplained() {
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
        byte[] hello = {0x16, 0x03, 0x01};
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> parser.parse(hello, 0, 3))
                    .withMessage("The client began a TLS handshake, but this port speaks plain HTTP.")
                    .satisfies(e -> assertThat(e.status()).isEqualTo(400));
        }
    }

    @Test
    void readingARequestAllocatesNothing() throws Exception {
        byte[] bytes = BROWSER.getBytes(ISO_8859_1);
        RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
        long found = 0;
        for (int i = 0; i < 200; i++) {
            found += ask(parser, bytes);
        }
        long before = allocatedBytes();
        for (int i = 0; i < 1000; i++) {
            found += ask(parser, bytes);
        }
        long perRequest = (allocatedBytes() - before) / 1000;
        assertThat(found).isEqualTo(1200 * 15L);
        assertThat(perRequest).isLessThan(16);
    }

    /** What a server asks of each request before its handler does. */
    private static int ask(RequestParser parser, byte[] bytes) throws ProtocolException {
        RequestHead head = parser.parse(bytes, 0, bytes.length);
        return head.method().length()
                + head.rawPath().length()
                + (head.keepAlive() ? 1 : 0)
                + (head.hasBody() ? 1 : 0)
                + head.headers().indexOf("accept-encoding");
    }

    /** By reflection, since the module under test has no use for the management modules. */
    private static long allocatedBytes() throws ReflectiveOperationException {
        Object threads = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getThreadMXBean")
                .invoke(null);
        return (long) Class.forName("com.sun.management.ThreadMXBean")
                .getMethod("getCurrentThreadAllocatedBytes")
                .invoke(threads);
    }

    static RequestHead parse(String text) throws ProtocolException {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return new RequestParser(HttpLimits.DEFAULT).parse(bytes, 0, bytes.length);
    }
}
