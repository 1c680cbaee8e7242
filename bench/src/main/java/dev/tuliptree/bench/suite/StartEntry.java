package dev.tuliptree.bench.suite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How long it takes from starting a process to the first page. It is not held to a core, as nobody would when what
 * counts is the start.
 *
 * @param launch how it is started
 */
record StartEntry(Launch launch) implements Entry {
    private static final int STARTS = 5;
    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final int LONGEST_SILENCE_MILLIS = 30_000;
    private static final byte[] REQUEST =
            "GET /plaintext HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1);

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            samples.add(new Sample(name(), measure, Sample.MILLIS, startOnce(setting) / 1e6));
        }
        return new Taken(samples, 0);
    }

    private long startOnce(Setting setting) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Running running = Running.start(launch, UnaryOperator.identity(), setting)) {
            while (true) {
                if (answers(running.port())) return System.nanoTime() - begin;
                running.checkAlive();
                if (System.nanoTime() - begin > LONGEST_NANOS) throw new IOException("no answer after 30 s");
                Thread.sleep(1);
            }
        }
    }

    /** Asks once. Returns false if nobody listens yet. */
    static boolean answers(int port) throws IOException {
        Socket connected;
        try {
            connected = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        } catch (IOException e) {
            return false;
        }
        try (Socket socket = connected) {
            socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            // Not every server hangs up because it was asked to.
            StringBuilder answer = new StringBuilder();
            int next;
            while (answer.indexOf(Content.GREETING) < 0
                    && (next = socket.getInputStream().read()) >= 0) {
                answer.append((char) next);
            }
            if (answer.indexOf("HTTP/1.1 200") == 0 && answer.indexOf(Content.GREETING) > 0) return true;
            throw new IOException("a wrong answer: " + answer);
        } catch (SocketException e) {
            return false; // It listens, but is not ready to serve.
        }
    }
}
