package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each limit on HTTP messages admits what is at it and refuses what is one beyond, however the bytes are cut. */
class HttpLimitsTest {
    private static final String CHUNKED = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Test
    void aRequestLine() {
        HttpLimits limits = HttpLimits.DEFAULT.withMaxStartLine(30);
        accepts(limits, "GET /" + "x".repeat(16) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        refuses(414, limits, "GET /" + "x".repeat(17) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    @Test
    void aRequestLineThatHasNotEnded() {
        HttpLimits limits = HttpLimits.DEFAULT.withMaxStartLine(30);
        refuses(414, limits, "x".repeat(31));
        refuses(414, limits, "GET /" + "x".repeat(26));
    }

    @Test
    void aHeaderLine() {
        HttpLimits limits = HttpLimits.DEFAULT.withMaxHeaderLine(20);
        accepts(limits, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(17) + "\r\n\r\n");
        refuses(431, limits, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(18) + "\r\n\r\n");
        refuses(431, limits, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(18));
        refuses(431, limits, "GET / HTTP/1.1\r\nHost: a\r\nX:" + " ".repeat(19));
        refuses(431, limits, "GET / HTTP/1.1\r\nHost: a\r\n" + "X".repeat(21));
    }

    @Test
    void aHeaderSection() {
        String head = "GET / HTTP/1.1\r\nHost: a\r\nX: yyyy\r\n\r\n";
        accepts(HttpLimits.DEFAULT.withMaxHeaderBytes(18), head);
        refuses(431, HttpLimits.DEFAULT.withMaxHeaderBytes(17), head);
        refuses(431, HttpLimits.DEFAULT.withMaxHeaderBytes(17), "GET / HTTP/1.1\r\nHost: a\r\nX: yyyyyyy");
    }

    @Test
    void theNumberOfHeaders() {
        HttpLimits limits = HttpLimits.DEFAULT.withMaxHeaders(3);
        accepts(limits, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(2) + "\r\n");
        refuses(431, limits, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(3) + "\r\n");
    }

    @Test
    void trailersHaveTheLimitsOfHeaders() {
        HttpLimits limits =
                HttpLimits.DEFAULT.withMaxHeaders(3).withMaxHeaderBytes(60).withMaxHeaderLine(30);
        accepts(limits, CHUNKED + "0\r\n" + "X: y\r\n".repeat(3) + "\r\n");
        refuses(431, limits, CHUNKED + "0\r\n" + "X: y\r\n".repeat(4) + "\r\n");
        accepts(limits, CHUNKED + "0\r\n" + ("X: " + "y".repeat(25) + "\r\n").repeat(2) + "\r\n");
        refuses(431, limits, CHUNKED + "0\r\n" + ("X: " + "y".repeat(26) + "\r\n").repeat(2) + "\r\n");
        refuses(431, limits, CHUNKED + "0\r\nX: " + "y".repeat(28));
        refuses(431, limits, CHUNKED + "0\r\n" + ("X: " + "y".repeat(15) + "\r\n").repeat(100));
    }

    @Test
    void aChunkSizeLine() {
        HttpLimits limits = HttpLimits.DEFAULT.withChunkLines(10, 1000);
        accepts(limits, CHUNKED + "1;xxxxxxxx\r\n!\r\n0\r\n\r\n");
        refuses(400, limits, CHUNKED + "1;xxxxxxxxx\r\n!\r\n0\r\n\r\n");
    }

    @Test
    void theExtensionsOfAllChunksTogether() {
        HttpLimits limits = HttpLimits.DEFAULT.withChunkLines(10, 8);
        accepts(limits, CHUNKED + "1;xxx\r\n!\r\n".repeat(2) + "0\r\n\r\n");
        refuses(400, limits, CHUNKED + "1;xxx\r\n!\r\n".repeat(2) + "0;x\r\n\r\n");
    }

    @Test
    void theNumberOfTinyChunks() {
        HttpLimits limits = HttpLimits.DEFAULT.withChunkPolicy(10, 4);
        accepts(limits, CHUNKED + "1\r\n!\r\n".repeat(10) + "0\r\n\r\n");
        refuses(400, limits, CHUNKED + "1\r\n!\r\n".repeat(11) + "0\r\n\r\n");
        accepts(limits, CHUNKED + "4\r\n!!!!\r\n".repeat(100) + "0\r\n\r\n");
        accepts(limits, CHUNKED + "64\r\n" + "!".repeat(100) + "\r\n" + "1\r\n!\r\n".repeat(20) + "0\r\n\r\n");
    }

    @Test
    void theLargestChunkSizeThereIsIsAccepted() {
        assertThat(Transcript.ofRequests(List.of((CHUNKED + "7fffffffffffffff\r\nhi").getBytes(ISO_8859_1))))
                .endsWith("body hi", "incomplete");
    }

    @Test
    void aHeadThatFillsTheDefaultLimits() {
        String line = "X: " + "y".repeat(8000) + "\r\n";
        accepts(HttpLimits.DEFAULT, "GET / HTTP/1.1\r\nHost: a\r\n" + line.repeat(8) + "\r\n");
    }

    private static void accepts(HttpLimits limits, String text) {
        assertThat(outcome(limits, text)).doesNotStartWith("refused").isNotEqualTo("incomplete");
    }

    private static void refuses(int status, HttpLimits limits, String text) {
        assertThat(outcome(limits, text)).isEqualTo("refused " + status);
    }

    private static String outcome(HttpLimits limits, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        String whole = Transcript.ofRequests(List.of(bytes), limits).getLast();
        if (bytes.length < 5000) {
            List<String> inBytes = Transcript.ofRequests(Vector.singleBytes(bytes), limits);
            assertThat(inBytes).last().isEqualTo(whole);
        }
        return whole;
    }
}
