package dev.tuliptree.bench.soak;

import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.net.SocketException;
import java.util.SplittableRandom;

/** Visitors who break the rules or break off: the server must refuse them, or take no harm. */
final class BadVisits {
    private BadVisits() {}

    static void reset(int port, SplittableRandom random) throws IOException, InterruptedException {
        try (Talk talk = Talk.to(port)) {
            String request = "GET /1m HTTP/1.1\r\nHost: localhost\r\n\r\n";
            talk.send(request.substring(0, random.nextInt(request.length() + 1)));
            Thread.sleep(random.nextInt(10));
            talk.reset();
        }
    }

    static void resetWithinBody(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            talk.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
            talk.send(Content.text(random.nextInt(100_000)));
            talk.reset();
        }
    }

    static void garbage(int port, SplittableRandom random) throws IOException {
        byte[] bytes = new byte[random.nextInt(1, 1_000)];
        random.nextBytes(bytes);
        try (Talk talk = Talk.to(port)) {
            talk.send(bytes);
            talk.endSending();
            talk.readToEnd();
        } catch (SocketException e) {
            // Hung up on while still sending.
        }
    }

    static void oversizedHead(int port, SplittableRandom random) throws IOException {
        boolean longLine = random.nextBoolean();
        try (Talk talk = Talk.to(port)) {
            if (longLine) {
                talk.send("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            } else {
                talk.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(10_000) + "\r\n\r\n");
            }
            talk.receive().expectStatus(longLine ? 414 : 431);
            talk.endSending();
            talk.readToEnd();
        }
    }

    static void badChunks(int port, SplittableRandom random) throws IOException {
        try (Talk talk = Talk.to(port)) {
            talk.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            talk.send(Integer.toHexString(random.nextInt(1, 100)) + "x\r\n");
            talk.receive().expectStatus(400);
            talk.endSending();
            talk.readToEnd();
        }
    }

    /** Frames of clients must be masked (RFC 6455, section 5.1): the server says 1002 and hangs up. */
    static void badFrame(int port, SplittableRandom random) throws IOException {
        try (Talk talk = GoodVisits.openWebSocket(port)) {
            talk.send(new byte[] {(byte) 0x81, 1, (byte) ('a' + random.nextInt(26))});
            byte[] close = talk.exactly(4);
            if ((close[0] & 0xff) != 0x88 || (close[2] & 0xff) != 3 || (close[3] & 0xff) != 0xea) {
                throw new IOException("a frame without a mask was not refused with 1002");
            }
            talk.endSending();
            talk.readToEnd();
        }
    }

    static void webSocketLost(int port, SplittableRandom random) throws IOException {
        try (Talk talk = GoodVisits.openWebSocket(port)) {
            talk.send(GoodVisits.frame(0x81, Content.text(random.nextInt(1, 100)), random));
            if (random.nextBoolean()) talk.reset();
        }
    }
}
