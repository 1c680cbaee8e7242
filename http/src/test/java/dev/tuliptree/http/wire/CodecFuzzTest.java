package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/**
 * Whatever bytes come, a decoder takes or refuses them in order, and does not care where they were cut. The normal
 * build only runs what lies in {@code CodecFuzzTestInputs}; {@code .ci/fuzz} looks for more.
 */
class CodecFuzzTest {
    private static final String DURATION = "10m";

    @FuzzTest(maxDuration = DURATION)
    void requests(byte[] bytes) {
        assertThat(Transcript.ofRequests(Vector.singleBytes(bytes))).isEqualTo(Transcript.ofRequests(List.of(bytes)));
    }

    @FuzzTest(maxDuration = DURATION)
    void responses(byte[] bytes) {
        assertThat(Transcript.ofResponses("GET", Vector.singleBytes(bytes)))
                .isEqualTo(Transcript.ofResponses("GET", List.of(bytes)));
    }

    @FuzzTest(maxDuration = DURATION)
    void webSockets(byte[] bytes) {
        for (Role role : Role.values()) {
            assertThat(events(role, Vector.singleBytes(bytes))).isEqualTo(events(role, List.of(bytes)));
        }
    }

    private static List<String> events(Role role, List<byte[]> pieces) {
        WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxMessageBytes(100_000);
        try (MessageInflater inflater = new MessageInflater(true)) {
            return WebSocketVectorsTest.events(new MessageAssembler(role, limits, inflater), pieces).stream()
                    // Of several things that are wrong with a compressed message, any may be named.
                    .map(event -> event.startsWith("failure ") ? "failure" : event)
                    .toList();
        }
    }

    @FuzzTest(maxDuration = DURATION)
    void multipart(byte[] bytes) {
        assertThat(parts(Vector.singleBytes(bytes))).isEqualTo(parts(List.of(bytes)));
    }

    private static String parts(List<byte[]> pieces) {
        StringBuilder found = new StringBuilder();
        WireBuffer waiting = new WireBuffer(0);
        try {
            MultipartParser parser = new MultipartParser("b", HttpLimits.DEFAULT, 100);
            for (byte[] piece : pieces) {
                waiting.put(piece);
                byte[] bytes = waiting.toByteArray();
                int from = 0;
                MultipartParser.Event event;
                do {
                    from += parser.feed(bytes, from, bytes.length);
                    event = parser.event();
                    switch (event) {
                        case null -> {}
                        case PART ->
                            parser.headers()
                                    .forEach((name, value) -> found.append(name).append(value));
                        case DATA ->
                            found.append(new String(bytes, parser.dataOffset(), parser.dataLength(), ISO_8859_1));
                        case PART_END, END -> found.append('|');
                    }
                } while (event != null && event != MultipartParser.Event.END);
                waiting.clear();
                waiting.put(bytes, from, bytes.length - from);
                if (event == MultipartParser.Event.END) {
                    break;
                }
            }
            parser.endOfInput();
        } catch (ProtocolException e) {
            found.append("refused ").append(e.status());
        }
        return found.toString();
    }

    @FuzzTest(maxDuration = DURATION)
    void extensions(byte[] bytes) {
        try {
            DeflateParameters answer = DeflateParameters.answer(List.of(new String(bytes, ISO_8859_1)), false, false);
            if (answer != null) {
                // What we say, a client that has offered anything takes.
                assertThat(DeflateParameters.offer(false, false).agreed(List.of(answer.header())))
                        .isEqualTo(answer);
            }
        } catch (ProtocolException e) {
            assertThat(e.status()).isEqualTo(400);
        }
    }
}
