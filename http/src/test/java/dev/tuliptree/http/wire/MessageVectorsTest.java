package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes out of HTTP/1.1 parsers does not depend on how the bytes were cut, nor on what came before. */
class MessageVectorsTest {
    private static final byte[] GOOD = "GET /first HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
    private static final List<String> FIRST = List.of("GET /first HTTP/1.1", "Host: a");

    static Stream<Vector> refusedRequests() {
        return Vector.of("refused-requests.txt");
    }

    static Stream<Vector> requests() {
        return Stream.concat(refusedRequests(), Vector.of("accepted-requests.txt"));
    }

    static Stream<Vector> responses() {
        return Vector.of("responses.txt");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestIsReadAsExpectedHoweverItIsCut(Vector vector) {
        vector.cuts()
                .forEach(pieces -> assertThat(Transcript.ofRequests(pieces))
                        .describedAs(
                                "cut %s", pieces.stream().map(p -> p.length).toList())
                        .isEqualTo(vector.expected()));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void aRequestBehindAnotherIsReadAsIfItWereTheFirst(Vector vector) {
        List<String> expected = new ArrayList<>(FIRST);
        expected.addAll(vector.expected());
        byte[] both = concat(GOOD, vector.input());
        assertThat(Transcript.ofRequests(List.of(both))).isEqualTo(expected);
        assertThat(Transcript.ofRequests(Vector.singleBytes(both))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("refusedRequests")
    void nothingBehindARefusedRequestIsEverRead(Vector vector) {
        assertThat(Transcript.ofRequests(List.of(concat(vector.input(), GOOD)))).isEqualTo(vector.expected());
    }

    @ParameterizedTest
    @MethodSource("responses")
    void aResponseIsReadAsExpectedHoweverItIsCut(Vector vector) {
        vector.cuts()
                .forEach(pieces -> assertThat(Transcript.ofResponses(vector.option(), pieces))
                        .describedAs(
                                "cut %s", pieces.stream().map(p -> p.length).toList())
                        .isEqualTo(vector.expected()));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
