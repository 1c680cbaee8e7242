package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writers put out what they are told to, and refuse what would end a line early. */
class WriterTest {
    private final WireBuffer out = new WireBuffer(1);
    private final ResponseWriter response = new ResponseWriter(out);
    private final RequestWriter request = new RequestWriter(out);

    @Test
    void aResponse() {
        response.status(200);
        response.date(new DateHeader(), 784111777);
        response.header("Server", "tuliptree");
        response.header(HeaderName.CONTENT_TYPE, "text/plain");
        response.header(EncodedHeader.of("X-Y", "é"));
        response.contentLength(2);
        response.connectionClose();
        response.end();
        BodyEncoder.length(2).write(out, new byte[] {'h', 'i'}, 0, 2);
        assertThat(text())
                .isEqualTo("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: tuliptree\r\n"
                        + "Content-Type: text/plain\r\nX-Y: é\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi");
    }

    @Test
    void theDateChangesWithTheSecond() {
        DateHeader date = new DateHeader();
        response.date(date, 0);
        response.date(date, 0);
        response.date(date, 951782400);
        assertThat(text())
                .isEqualTo("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                        + "Date: Tue, 29 Feb 2000 00:00:00 GMT\r\n");
    }

    @Test
    void statusLinesOfAllKinds() {
        response.status(404);
        response.status(299);
        response.status(200, "Fine by me");
        response.continueResponse();
        assertThat(text())
                .isEqualTo("HTTP/1.1 404 Not Found\r\nHTTP/1.1 299 \r\nHTTP/1.1 200 Fine by me\r\n"
                        + "HTTP/1.1 100 Continue\r\n\r\n");
        assertThatIllegalArgumentException().isThrownBy(() -> response.status(99));
        assertThatIllegalArgumentException().isThrownBy(() -> response.status(1000));
    }

    @Test
    void aRequestInChunksWithATrailer() {
        request.requestLine("POST", "/a?b");
        request.header(HeaderName.HOST, "a");
        request.chunked();
        request.end();
        BodyEncoder.Chunked body = BodyEncoder.chunked();
        body.write(out, new byte[300], 0, 0);
        body.write(out, "x".repeat(26).getBytes(ISO_8859_1), 0, 26);
        body.trailer("X", "y");
        body.end(out);
        body.end(out);
        assertThat(text())
                .isEqualTo("POST /a?b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\n" + "x".repeat(26)
                        + "\r\n0\r\nX: y\r\n\r\n");
        assertThatIllegalStateException().isThrownBy(() -> body.write(out, new byte[1], 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BodyEncoder.chunked().trailer("content-length", "5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\rb", "a\0b", "a\u000bb", "a\u007fb", "a\u010ab", "\uff0d\uff0a"})
    void whatCouldEndALineIsRefusedAndLeavesNothingBehind(String bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> response.header("X", bad));
        assertThatIllegalArgumentException().isThrownBy(() -> response.header(HeaderName.LOCATION, bad));
        assertThatIllegalArgumentException().isThrownBy(() -> response.header(bad, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> response.status(200, bad));
        assertThatIllegalArgumentException().isThrownBy(() -> request.requestLine(bad, "/"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.requestLine("GET", bad));
        assertThatIllegalArgumentException().isThrownBy(() -> EncodedHeader.of("X", bad));
        assertThatIllegalArgumentException().isThrownBy(() -> EncodedHeader.of(bad, "x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BodyEncoder.chunked().trailer("X", bad));
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:", "a(", "é"})
    void whatIsNoTokenIsNoName(String bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> response.header(bad, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> request.requestLine(bad, "/"));
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a b", "/é", "/#"})
    void whatNeedsEncodingIsNoTarget(String bad) {
        assertThatIllegalArgumentException().isThrownBy(() -> request.requestLine("GET", bad));
        assertThat(out.size()).isZero();
    }

    @Test
    void aBodyHasTheLengthThatItsHeadAnnounced() {
        BodyEncoder body = BodyEncoder.length(2);
        body.write(out, new byte[1], 0, 1);
        assertThatIllegalStateException().isThrownBy(() -> body.write(out, new byte[2], 0, 2));
        assertThat(out.size()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> body.end(out));
        assertThatIllegalArgumentException().isThrownBy(() -> BodyEncoder.length(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> response.contentLength(-1));
    }

    @Test
    void someResponsesHaveNoBody() {
        assertThat(HttpStatus.hasBody("GET", 200)).isTrue();
        assertThat(HttpStatus.hasBody("GET", 404)).isTrue();
        assertThat(HttpStatus.hasBody("CONNECT", 404)).isTrue();
        assertThat(HttpStatus.hasBody("HEAD", 200)).isFalse();
        assertThat(HttpStatus.hasBody("GET", 101)).isFalse();
        assertThat(HttpStatus.hasBody("GET", 204)).isFalse();
        assertThat(HttpStatus.hasBody("GET", 304)).isFalse();
        assertThat(HttpStatus.hasBody("CONNECT", 200)).isFalse();
        BodyEncoder none = BodyEncoder.none();
        none.write(out, new byte[5], 0, 5);
        none.end(out);
        assertThat(out.size()).isZero();
    }

    private String text() {
        String text = new String(out.array(), 0, out.size(), ISO_8859_1);
        out.clear();
        return text;
    }
}
