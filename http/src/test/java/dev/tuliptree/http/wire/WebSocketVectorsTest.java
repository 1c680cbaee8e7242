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
        Role role = vector.option().equals("client") ? Role.CLIENT : Role.SERVER;
        vector.cuts()
                .forEach(pieces -> assertThat(events(role, pieces))
                        .describedAs(
                                "cut %s", pieces.stream().map(p -> p.length).toList())
                        .isEqualTo(vector.expected()));
    }

    private static List<String> events(Role role, List<byte[]> pieces) {
        MessageAssembler assembler = new MessageAssembler(role, WebSocketLimits.DEFAULT);
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
