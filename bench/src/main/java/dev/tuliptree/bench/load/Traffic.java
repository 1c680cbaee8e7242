package dev.tuliptree.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.bench.servers.Content;
import java.io.ByteArrayOutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a connection says, and is to hear. */
final class Traffic {
    /** The length of a message of the echo servers. */
    private static final int MESSAGE = 64;

    private static final int TEXT_FRAME = 0x81;
    private static final int PING_FRAME = 0x89;
    private static final int PONG_FRAME = 0x8a;
    private static final byte[] NOTHING = {};
    private static final int MASKED = 0x80;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final byte @Nullable [] upgrade;
    private final byte[] request;
    private final Supplier<Answers> answers;

    private Traffic(byte @Nullable [] upgrade, byte[] request, Supplier<Answers> answers) {
        this.upgrade = upgrade;
        this.request = request;
        this.answers = answers;
    }

    /**
     * The traffic of a name: echo, get, post, ws, broadcast or ping.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Traffic of(String name, String path) {
        return switch (name) {
            case "echo" -> new Traffic(null, Content.text(MESSAGE), () -> new ExactAnswers(Content.text(MESSAGE)));
            case "get" -> {
                byte[] body = bodyAt(path);
                yield new Traffic(
                        null,
                        ascii("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                        () -> new HttpAnswers(body));
            }
            case "post" -> {
                byte[] body = Content.text(Content.KIB);
                String head =
                        "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
                                + "Content-Length: " + body.length + "\r\n\r\n";
                yield new Traffic(null, join(ascii(head), body), () -> new HttpAnswers(body));
            }
            case "ws", "broadcast" ->
                new Traffic(
                        upgradeAt(path),
                        masked(TEXT_FRAME, Content.text(MESSAGE)),
                        () -> new ExactAnswers(plain(TEXT_FRAME, Content.text(MESSAGE))));
            case "ping" ->
                new Traffic(
                        upgradeAt(path),
                        masked(PING_FRAME, NOTHING),
                        () -> new ExactAnswers(plain(PONG_FRAME, NOTHING)));
            default -> throw new IllegalArgumentException("no traffic of this name: " + name);
        };
    }

    private static byte[] upgradeAt(String path) {
        return ascii("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }

    private static byte[] bodyAt(String path) {
        return switch (path) {
            case "/plaintext", "/" -> Content.greeting();
            case "/json" -> Content.json();
            case "/1k" -> Content.text(Content.KIB);
            case "/1m" -> Content.text(Content.MIB);
            case "/static/" + Content.FILE_NAME -> Content.text(Content.FILE);
            default -> throw new IllegalArgumentException("nothing is known of what is at " + path);
        };
    }

    /** What makes a WebSocket of a connection; null if it stays what it is. */
    byte @Nullable [] upgrade() {
        return upgrade;
    }

    /** What looks at the answers of one connection. */
    Answers newAnswers() {
        return answers.get();
    }

    /** So many requests, one after the other. */
    byte[] requests(int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) all.writeBytes(request);
        return all.toByteArray();
    }

    private static byte[] plain(int frame, byte[] text) {
        return join(new byte[] {(byte) frame, (byte) text.length}, text);
    }

    private static byte[] masked(int frame, byte[] text) {
        byte[] masked = text.clone();
        for (int i = 0; i < masked.length; i++) masked[i] ^= MASK[i % MASK.length];
        byte[] head = {(byte) frame, (byte) (MASKED | text.length)};
        return join(join(head, MASK), masked);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
