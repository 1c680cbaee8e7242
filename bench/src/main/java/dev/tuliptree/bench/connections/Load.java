package dev.tuliptree.bench.connections;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * Keeps a server that sends everything back busy: {@code Load connect|tls|full|resumed PORT CONNECTIONS SIZE SECONDS}.
 * So many threads each do one thing after another: {@code tls} an exchange of so many bytes on a connection that stays,
 * the others a connection with one exchange, under TLS with a full handshake or a resumed session. Prints what
 * {@code measure.sh} of the peers reads.
 */
public final class Load {
    private final Kind kind;
    private final int port;
    private final int size;
    private final long end;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();

    private Load(Kind kind, int port, int size, long end) {
        this.kind = kind;
        this.port = port;
        this.size = size;
        this.end = end;
    }

    /** What is counted. */
    enum Kind {
        CONNECT,
        TLS,
        FULL,
        RESUMED
    }

    /**
     * Makes the load.
     *
     * @param arguments its kind, the port, how many threads, how many bytes, and for how long
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 5) {
            throw new IllegalArgumentException("usage: Load connect|tls|full|resumed PORT CONNECTIONS SIZE SECONDS");
        }
        Kind kind = Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        long begin = System.nanoTime();
        long end = begin + (long) (Double.parseDouble(arguments[4]) * 1e9);
        Load load = new Load(kind, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[3]), end);
        List<Times> times = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            Times own = new Times();
            times.add(own);
            threads.add(Thread.ofPlatform().start(() -> load.keepBusy(own)));
        }
        for (Thread thread : threads) thread.join();
        load.report(times, (System.nanoTime() - begin) / 1e9);
    }

    /** How long each of one thread's exchanges took, in nanoseconds. */
    private static final class Times {
        private long[] nanos = new long[1_024];
        private int count;

        void add(long time) {
            if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
            nanos[count++] = time;
        }

        LongStream stream() {
            return Arrays.stream(nanos, 0, count);
        }
    }

    private void keepBusy(Times times) {
        Client client;
        try {
            client = new Client(kind, port, size);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
        Connection lasting = null;
        while (System.nanoTime() - end < 0) {
            long begin = System.nanoTime();
            try {
                if (kind == Kind.TLS) {
                    if (lasting == null) lasting = client.connect();
                    lasting.exchange();
                } else {
                    try (Connection connection = client.connect()) {
                        connection.exchange();
                        if (connection.isResumed()) resumed.incrementAndGet();
                    }
                }
                times.add(System.nanoTime() - begin);
            } catch (IOException e) {
                lost.incrementAndGet();
                lasting = null;
            }
        }
        if (lasting != null) lasting.close();
    }

    private void report(List<Times> times, double seconds) {
        long[] sorted = times.stream().flatMapToLong(Times::stream).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "messages %d seconds %.3f throughput %.0f p50 %.1f us p99 %.1f us p99.9 %.1f us%n",
                sorted.length,
                seconds,
                sorted.length / seconds,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                quantile(sorted, 0.999));
        System.out.printf("conns_lost %d bad_bytes 0 resumed %d%n", lost.get(), resumed.get());
    }

    private static double quantile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * part)] / 1e3;
    }
}
