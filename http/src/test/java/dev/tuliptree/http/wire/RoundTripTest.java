package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;

/** What a writer wrote, the parser of the other side reads, however it was cut. */
class RoundTripTest {
    private final WireBuffer out = new WireBuffer(16);

    /** Also after a try that failed, or those that look for a smaller one would read what it left. */
    @AfterTry
    void empty() {
        out.clear();
    }

    record Line(String name, String value) {}

    /** One data message in fragments, or a control frame. */
    record Message(Opcode opcode, byte[] payload, int fragment) {}

    @Provide
    Arbitrary<Line> lines() {
        Arbitrary<String> names = Arbitraries.strings()
                .withChars("!#$%&'*+-.^_`|~09azAZ")
                .ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> values = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u0080', '\u00ff')
                .withChars('\t')
                .ofMaxLength(60);
        // A prefix keeps out of the names that have a meaning of their own.
        return Combinators.combine(names, values).as((name, value) -> new Line("x" + name, value));
    }

    @Property(tries = 300)
    void requests(@ForAll @Size(max = 20) List<@From("lines") Line> lines, @ForAll byte[] body, @ForAll long seed) {
        RequestWriter writer = new RequestWriter(out);
        writer.requestLine("PUT", "/x");
        writer.header("Host", "a");
        writer.chunked();
        lines.forEach(line -> writer.header(line.name(), line.value()));
        writer.end();
        BodyEncoder.Chunked encoder = BodyEncoder.chunked();
        Cuts.random(body, seed).forEach(piece -> encoder.write(out, piece, 0, piece.length));
        lines.forEach(line -> encoder.trailer(line.name(), line.value()));
        encoder.end(out);

        List<String> expected = new ArrayList<>(List.of("PUT /x HTTP/1.1", "Host: a", "Transfer-Encoding: chunked"));
        lines.forEach(line -> expected.add(Vector.escape(line.name() + ": " + trim(line.value()))));
        if (body.length > 0) {
            expected.add("body " + Vector.escape(new String(body, ISO_8859_1)));
        }
        lines.forEach(line -> expected.add(Vector.escape("trailer " + line.name() + ": " + trim(line.value()))));
        assertThat(Transcript.ofRequests(Cuts.random(out.toByteArray(), seed + 1)))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void responses(@ForAll byte[] body, @ForAll long seed) {
        ResponseWriter writer = new ResponseWriter(out);
        for (int i = 0; i < 2; i++) {
            writer.status(203);
            writer.contentLength(body.length);
            writer.end();
            BodyEncoder encoder = BodyEncoder.length(body.length);
            Cuts.random(body, seed + i).forEach(piece -> encoder.write(out, piece, 0, piece.length));
            encoder.end(out);
        }
        List<String> one = new ArrayList<>(
                List.of("203 Non-Authoritative Information HTTP/1.1", "Content-Length: " + body.length));
        if (body.length > 0) {
            one.add("body " + Vector.escape(new String(body, ISO_8859_1)));
        }
        List<String> expected = new ArrayList<>(one);
        expected.addAll(one);
        assertThat(Transcript.ofResponses("GET", Cuts.random(out.toByteArray(), seed)))
                .isEqualTo(expected);
    }

    /** Whatever a peer sends, the outcome is the same however it was cut, and never anything but a refusal. */
    @Property(tries = 1000)
    void mutilatedRequestsAreReadTheSameWayHoweverTheyAreCut(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = ("POST /x HTTP/1.1\r\nHost: a\r\nX: y z\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "5;a=\"b\"\r\nhello\r\n0\r\nY: z\r\n\r\nPOST /y HTTP/1.0\r\nContent-Length: 3\r\n\r\nabcd")
                .getBytes(ISO_8859_1);
        String spice = "\r\n\t :;,\"\\/0159afAFx\0\u007f\u0080\u00a0\u00ff";
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) spice.charAt(random.nextInt(spice.length()));
        }
        List<String> whole = Transcript.ofRequests(List.of(bytes));
        assertThat(Transcript.ofRequests(Vector.singleBytes(bytes))).isEqualTo(whole);
        assertThat(Transcript.ofRequests(Cuts.random(bytes, seed))).isEqualTo(whole);
    }

    @Provide
    Arbitrary<Message> messages() {
        Arbitrary<byte[]> text = Arbitraries.strings()
                .withCharRange('\0', '\ud7ff')
                .ofMaxLength(100)
                .map(s -> s.getBytes(UTF_8));
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> few = Arbitraries.bytes().array(byte[].class).ofMaxSize(125);
        Arbitrary<Integer> fragment = Arbitraries.integers().between(1, 100);
        return Arbitraries.oneOf(
                Combinators.combine(text, fragment).as((payload, size) -> new Message(Opcode.TEXT, payload, size)),
                Combinators.combine(bytes, fragment).as((payload, size) -> new Message(Opcode.BINARY, payload, size)),
                few.map(payload -> new Message(Opcode.PING, payload, 125)),
                few.map(payload -> new Message(Opcode.PONG, payload, 125)));
    }

    @Property(tries = 300)
    void webSocketMessages(
            @ForAll @Size(max = 10) List<@From("messages") Message> messages, @ForAll Role reader, @ForAll long seed) {
        FrameWriter writer =
                reader == Role.SERVER ? FrameWriter.client(out, new Random(seed)) : FrameWriter.server(out);
        List<Object> expected = new ArrayList<>();
        for (Message message : messages) {
            write(writer, message);
            expected.add(List.of(message.opcode(), new String(message.payload(), ISO_8859_1)));
        }
        MessageAssembler assembler = new MessageAssembler(reader, WebSocketLimits.DEFAULT);
        List<Object> actual = new ArrayList<>();
        for (byte[] piece : Cuts.random(out.toByteArray(), seed)) {
            for (int from = 0; from < piece.length; ) {
                from += assembler.feed(piece, from, piece.length);
                switch (assembler.event()) {
                    case null -> {}
                    case MessageEvent.Text(var text) -> actual.add(of(Opcode.TEXT, text.getBytes(UTF_8)));
                    case MessageEvent.Binary(var data) -> actual.add(of(Opcode.BINARY, data));
                    case MessageEvent.Ping(var payload) -> actual.add(of(Opcode.PING, payload));
                    case MessageEvent.Pong(var payload) -> actual.add(of(Opcode.PONG, payload));
                    case MessageEvent other -> actual.add(other);
                }
            }
        }
        assertThat(actual).isEqualTo(expected);
        assertThat(assembler.isInsideMessage()).isFalse();
    }

    private static Object of(Opcode opcode, byte[] payload) {
        return List.of(opcode, new String(payload, ISO_8859_1));
    }

    private static void write(FrameWriter writer, Message message) {
        byte[] payload = message.payload();
        Opcode opcode = message.opcode();
        for (int from = 0; from == 0 || from < payload.length; from += message.fragment()) {
            int length = Math.min(message.fragment(), payload.length - from);
            writer.frame(opcode, from + length == payload.length, payload, from, length);
            opcode = Opcode.CONTINUATION;
        }
    }

    private static String trim(String value) {
        // Not "$": that would also match in front of a last U+0085, which is a line end to a pattern and a byte to
        // HTTP.
        return value.replaceAll("^[ \t]+|[ \t]+\\z", "");
    }
}
