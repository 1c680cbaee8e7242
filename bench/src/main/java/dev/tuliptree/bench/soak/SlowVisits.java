package dev.tuliptree.bench.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.net.SocketException;
import java.util.SplittableRandom;

/** Visitors who take their time: some must be answered, the others let go. */
final class SlowVisits {
    private SlowVisits() {}

    static void byteByByte(int port, SplittableRandom random) throws IOException, InterruptedException {
        int number = random.nextInt(1_000);
        try (Talk talk = Talk.to(port)) {
            for (byte next : ("GET /number/" + number + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1)) {
                talk.send(new byte[] {next});
                Thread.sleep(random.nextInt(3));
            }
            talk.receive().expect(200, "number " + number);
        }
    }

    /** Reads now and then, but never so slowly that the server may give up. */
    static void slowReader(int port, SplittableRandom random) throws IOException, InterruptedException {
        byte[] body = Content.text(Content.MIB);
        try (Talk talk = Talk.to(port)) {
            talk.get("/1m");
            talk.receiveHead();
            for (int at = 0; at < body.length; at += body.length / 16) {
                byte[] part = talk.exactly(body.length / 16);
                if (!java.util.Arrays.equals(part, 0, part.length, body, at, at + part.length)) {
                    throw new IOException("a wrong body");
                }
                Thread.sleep(random.nextInt(30));
            }
        }
    }

    /** Begins a request and goes on ever more slowly: must be told that it took too long, or be hung up on. */
    static void slowloris(int port, SplittableRandom random) throws IOException, InterruptedException {
        try (Talk talk = Talk.to(port)) {
            talk.send("GET /number/1 HTTP/1.1\r\nHost: localhost\r\n");
            for (int i = 0; i < 5; i++) {
                talk.send("X-" + i + ": " + random.nextInt() + "\r\n");
                Thread.sleep(SoakedServer.PATIENCE_MILLIS / 10);
            }
            talk.receive().expectStatus(408);
            talk.readToEnd();
        }
    }

    /** Says nothing at all: must be hung up on. */
    static void silent(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            if (random.nextBoolean()) {
                talk.get("/number/7");
                talk.receive().expect(200, "number 7");
            }
            if (talk.readToEnd() > 0) throw new IOException("an answer to nothing");
        }
    }

    static void bodyStaysAway(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            talk.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n");
            talk.send(Content.text(random.nextInt(999)));
            talk.receive().expectStatus(408);
            talk.readToEnd();
        }
    }

    /** Asks for more than fits in any buffer and reads nothing: must be hung up on. */
    static void readerStops(int port, SplittableRandom random) throws IOException, InterruptedException {
        try (Talk talk = Talk.to(port)) {
            talk.receiveLittle();
            for (int i = 0; i < 8; i++) talk.get("/1m");
            Thread.sleep(SoakedServer.PATIENCE_MILLIS + random.nextInt(500) + 500);
            if (talk.readToEnd() >= 8L * Content.MIB)
                throw new IOException("the server has waited for a reader that stopped");
        } catch (SocketException e) {
            // What is unread when the server closes is thrown away, and that is an error for us.
        }
    }
}
