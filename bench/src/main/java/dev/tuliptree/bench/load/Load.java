package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a server busy, and prints an {@link Outcome}: see {@link Job#USAGE}. Each connection sends again when it has
 * all its answers. Of a broadcast's connections the first one sends, again when all have the message.
 */
public final class Load {
    private static final long STALLED_MILLIS = 20_000;

    /** Until the servers that count their members after answering have counted the last. */
    private static final long JOINING_MILLIS = 500;

    private final Job job;
    private final boolean broadcast;
    private final Selector selector;
    private final List<Client> clients = new ArrayList<>();
    private final Latencies latencies = new Latencies();
    private int missing;
    private long answers;

    private Load(Job job, Selector selector) {
        this.job = job;
        this.selector = selector;
        broadcast = job.traffic().equals("broadcast");
    }

    /**
     * Makes the load.
     *
     * @param arguments see {@link Job#USAGE}
     * @throws IOException if an answer is wrong, or the server hangs up or falls silent
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Selector selector = Selector.open()) {
            System.out.println(new Load(Job.of(arguments), selector).run().line());
        }
        System.exit(0); // Connections end with the process.
    }

    private Outcome run() throws IOException, InterruptedException {
        Traffic traffic = Traffic.of(job.traffic(), job.path());
        for (int i = 0; i < job.connections(); i++) {
            clients.add(Client.connect(job.port(), traffic, job.depth(), selector));
        }
        missing = job.connections();
        if (broadcast) {
            Thread.sleep(JOINING_MILLIS);
            clients.getFirst().send();
        } else {
            for (Client client : clients) client.send();
        }
        proceed(job.warm());
        CpuClock cpu = new CpuClock(job.server());
        answers = 0;
        latencies.clear();
        cpu.begin();
        double seconds = proceed(job.seconds());
        return Outcome.of(answers, seconds, cpu.taken(), latencies);
    }

    /** Goes on for so long. Returns how long it was. */
    private double proceed(double seconds) throws IOException {
        long begin = System.nanoTime();
        long length = (long) (seconds * 1e9);
        while (System.nanoTime() - begin < length) {
            if (selector.select(STALLED_MILLIS) == 0) throw new IOException("no answer for " + STALLED_MILLIS + " ms");
            for (SelectionKey key : selector.selectedKeys()) proceed((Client) key.attachment());
            selector.selectedKeys().clear();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void proceed(Client client) throws IOException {
        int count = client.proceed();
        answers += count;
        if (broadcast) {
            missing -= count;
            if (missing > 0) return;
            Client sender = clients.getFirst();
            latencies.add(System.nanoTime() - sender.sentAt());
            missing = clients.size();
            sender.send();
        } else if (client.isAnswered()) {
            latencies.add(System.nanoTime() - client.sentAt());
            client.send();
        }
    }
}
