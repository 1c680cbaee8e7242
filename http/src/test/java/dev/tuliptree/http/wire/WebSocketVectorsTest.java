package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a WebSocket reader makes of bytes does not depend on how they were cut. */
class WebSocketVectorsTest {

    static Stream<Vector> vectors() {
        return Vector.of("websocket.txt");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void messagesAreReadAsExpectedHoweverTheyAreCut(Vector vector) {
        Role role = role(vector);
        vector.cuts()
                .forEach(pieces -> assertThat(events(new MessageAssembler(role, WebSocketLimits.DEFAULT), pieces))
                        .describedAs(
                                "cut %s", pieces.stream().map(p -> p.length).toList())
                        .isEqualTo(vector.expected()));
    }

    static Stream<Vector> compressedVectors() {
        return Vector.of("websocket-deflate.txt");
    }

    @ParameterizedTest
    @MethodSource("compressedVectors")
    void compressedMessagesAreReadAsExpectedHoweverTheyAreCut(Vector vector) {
        vector.cuts().forEach(pieces -> {
            try (var inflater = new MessageInflater(!vector.option().endsWith("without takeover"))) {
                MessageAssembler assembler = new MessageAssembler(role(vector), WebSocketLimits.DEFAULT, inflater);
                assertThat(events(assembler, pieces))
                        .describedAs(
                                "cut %s", pieces.stream().map(p -> p.length).toList())
                        .isEqualTo(vector.expected());
            }
        });
    }

    private static Role role(Vector vector) {
        return vector.option().startsWith("client") ? Role.CLIENT : Role.SERVER;
    }

    static List<String> events(MessageAssembler assembler, List<byte[]> pieces) {
        List<String> lines = new ArrayList<>();
        for (byte[] piece : pieces) {
            // The reader unmasks in place, and the pieces are used for other cuts too.
            byte[] bytes = piece.clone();
            int from = 0;
            while (from < bytes.length) {
                from += assembler.feed(bytes, from, bytes.length);
                MessageEvent event = assembler.event();
                if (event != null) {
                    lines.add(describe(event));
                }
            }
        }
        if (assembler.isInsideMessage()) {
            lines.add("incomplete");
        }
        return lines;
    }

    private static String describe(MessageEvent event) {
        return switch (event) {
            case MessageEvent.Text(var text) -> "text " + escape(text.getBytes(UTF_8));
            case MessageEvent.Binary(var data) -> "binary " + escape(data);
            case MessageEvent.Ping(var payload) -> "ping " + escape(payload);
            case MessageEvent.Pong(var payload) -> "pong " + escape(payload);
            case MessageEvent.Close(var code, var reason) -> "close " + code + " " + reason;
            case MessageEvent.Failure(var code, var reason) -> "failure " + code;
        };
    }

    private static String escape(byte[] bytes) {
        return Vector.escape(new String(bytes, ISO_8859_1));
    }
}
