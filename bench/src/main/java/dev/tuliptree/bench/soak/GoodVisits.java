package dev.tuliptree.bench.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.bench.servers.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Visitors who do all as they should, and must be answered. */
final class GoodVisits {
    private static final int MOST_BODY = 64 << 10;
    private static final int LONGEST_SHORT_FRAME = 125;

    private GoodVisits() {}

    static void keepAlive(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            for (int i = random.nextInt(1, 30); i > 0; i--) {
                talk.get("/number/" + i);
                talk.receive().expect(200, "number " + i);
            }
        }
    }

    static void pipelined(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            int count = random.nextInt(2, 100);
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < count; i++) {
                requests.append("GET /number/").append(i).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            talk.send(requests.toString());
            for (int i = 0; i < count; i++) talk.receive().expect(200, "number " + i);
        }
    }

    static void posted(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                byte[] body = Content.text(random.nextInt(MOST_BODY));
                talk.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length + "\r\n\r\n");
                talk.send(body);
                talk.receive().expect(200, new String(body, ISO_8859_1));
            }
        }
    }

    static void postedInChunks(int port, SplittableRandom random) throws IOException {
        byte[] body = Content.text(random.nextInt(MOST_BODY));
        try (Talk talk = Talk.to(port)) {
            talk.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int at = 0; at < body.length; ) {
                int length = Math.min(random.nextInt(100, 10_000), body.length - at);
                talk.send(Integer.toHexString(length) + "\r\n");
                talk.send(Arrays.copyOfRange(body, at, at + length));
                talk.send("\r\n");
                at += length;
            }
            talk.send("0\r\n\r\n");
            talk.receive().expect(200, new String(body, ISO_8859_1));
        }
    }

    static void answeredInChunks(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int length = random.nextInt(1, MOST_BODY);
                talk.get("/pieces/" + length);
                talk.receive().expect(200, new String(Content.text(length), ISO_8859_1));
            }
        }
    }

    /** The answer comes, though the visitor has said that it will send nothing more. */
    static void halfClosed(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            int number = random.nextInt(1_000);
            talk.get("/number/" + number);
            talk.endSending();
            talk.receive().expect(200, "number " + number);
            if (talk.readToEnd() > 0) throw new IOException("something came after the answer");
        }
    }

    static void webSocket(int port, SplittableRandom random) throws IOException {
        try (Talk talk = openWebSocket(port)) {
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                byte[] message = Content.text(random.nextInt(1, LONGEST_SHORT_FRAME));
                talk.send(frame(0x81, message, random));
                expectFrame(talk, 0x81, message);
            }
            byte[] normal = {3, (byte) 0xe8};
            talk.send(frame(0x88, normal, random));
            expectFrame(talk, 0x88, normal);
        }
    }

    static Talk openWebSocket(int port) throws IOException {
        Talk talk = Talk.to(port);
        try {
            talk.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            String head = talk.receiveHead();
            if (!head.startsWith("HTTP/1.1 101") || !head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
                throw new IOException("no WebSocket: " + head);
            }
            return talk;
        } catch (IOException e) {
            talk.close();
            throw e;
        }
    }

    /** A frame as clients send it. */
    static byte[] frame(int first, byte[] payload, SplittableRandom random) {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        frame.write(0x80 | payload.length);
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) frame.write(payload[i] ^ mask[i % 4]);
        return frame.toByteArray();
    }

    private static void expectFrame(Talk talk, int first, byte[] payload) throws IOException {
        byte[] frame = talk.exactly(2 + payload.length);
        if ((frame[0] & 0xff) != first
                || frame[1] != payload.length
                || !Arrays.equals(frame, 2, frame.length, payload, 0, payload.length)) {
            throw new IOException("another frame than was expected");
        }
    }
}
