package dev.tuliptree.bench.connections;

import dev.tuliptree.bench.load.CpuClock;
import dev.tuliptree.bench.load.CpuTime;
import dev.tuliptree.bench.load.Job;
import dev.tuliptree.bench.load.Latencies;
import dev.tuliptree.bench.load.Outcome;
import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a server that sends everything back busy with connections, and prints an {@link Outcome}: see
 * {@link Job#USAGE}, with {@code connect}, {@code tls}, {@code full} or {@code resumed} for the traffic. So many
 * threads each do one thing after another: {@code tls} an exchange on a connection that stays, the others a connection
 * with one exchange, under TLS with a full handshake or a resumed session.
 */
public final class Load {
    private final Kind kind;
    private final Job job;
    private final AtomicInteger resumed = new AtomicInteger();
    private volatile boolean counting;
    private volatile boolean ended;

    private Load(Kind kind, Job job) {
        this.kind = kind;
        this.job = job;
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
     * @param arguments see {@link Job#USAGE}
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws InterruptedException {
        Job job = Job.of(arguments);
        Kind kind = Kind.valueOf(job.traffic().toUpperCase(Locale.ROOT));
        // A thread that fails has lost a connection, and then nothing is worth counting.
        Thread.setDefaultUncaughtExceptionHandler((_, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        System.out.println(new Load(kind, job).run().line());
    }

    private Outcome run() throws InterruptedException {
        List<Latencies> latencies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < job.connections(); i++) {
            Latencies own = new Latencies();
            latencies.add(own);
            threads.add(Thread.ofPlatform().start(() -> keepBusy(own)));
        }
        Thread.sleep((long) (job.warm() * 1e3));
        CpuClock cpu = new CpuClock(job.server());
        cpu.begin();
        long begin = System.nanoTime();
        counting = true;
        Thread.sleep((long) (job.seconds() * 1e3));
        counting = false;
        double seconds = (System.nanoTime() - begin) / 1e9;
        CpuTime taken = cpu.taken();
        ended = true;
        for (Thread thread : threads) thread.join();
        Latencies all = Latencies.of(latencies);
        if (kind == Kind.RESUMED && resumed.get() < all.count()) {
            throw new IllegalStateException("of " + all.count() + " sessions " + resumed + " were resumed");
        }
        return Outcome.of(all.count(), seconds, taken, all);
    }

    private void keepBusy(Latencies latencies) {
        try {
            Client client = new Client(kind, job.port(), Content.text(64));
            if (kind == Kind.TLS) exchangeOnOne(client, latencies);
            else connectAnew(client, latencies);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the server did not answer as it should", e);
        }
    }

    private void exchangeOnOne(Client client, Latencies latencies) throws IOException {
        try (Connection connection = client.connect()) {
            while (!ended) {
                long begin = System.nanoTime();
                connection.exchange();
                if (counting) latencies.add(System.nanoTime() - begin);
            }
        }
    }

    private void connectAnew(Client client, Latencies latencies) throws IOException {
        while (!ended) {
            long begin = System.nanoTime();
            boolean isResumed;
            try (Connection connection = client.connect()) {
                connection.exchange();
                isResumed = connection.isResumed();
            }
            if (isResumed) resumed.incrementAndGet();
            if (counting) latencies.add(System.nanoTime() - begin);
        }
    }
}
