package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints three {@link Outcome}s, see {@link Job#USAGE}: of all connections but one when each waits for its answers; of
 * the same when the one that was left out sends without end; and of that one then.
 */
public final class Fairness {
    private static final long STALLED_MILLIS = 20_000;

    private final Job job;
    private final Selector selector;
    private final Latencies latencies = new Latencies();
    private long answers;

    private Fairness(Job job, Selector selector) {
        this.job = job;
        this.selector = selector;
    }

    /**
     * Makes the load.
     *
     * @param arguments see {@link Job#USAGE}
     * @throws IOException if an answer is wrong, or the server hangs up or falls silent
     */
    public static void main(String[] arguments) throws IOException {
        try (Selector selector = Selector.open()) {
            for (Outcome outcome : new Fairness(Job.of(arguments), selector).run()) {
                System.out.println(outcome.line());
            }
        }
        System.exit(0); // Connections end with the process.
    }

    private List<Outcome> run() throws IOException {
        Traffic traffic = Traffic.of(job.traffic(), job.path());
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < job.connections(); i++) clients.add(Client.connect(job.port(), traffic, 1, selector));
        for (Client client : clients) client.send();
        Client one = clients.getLast();
        proceed(job.warm(), one);
        Outcome before = count(one);
        one.close();
        Hog hog = new Hog(job.port(), traffic, selector);
        proceed(job.warm() / 2, null);
        long hogsBefore = hog.answers();
        Outcome beside = count(null);
        if (beside.answers() == 0) throw new IOException("beside the one that pipelines nobody has an answer");
        Outcome hogs = Outcome.of(hog.answers() - hogsBefore, beside.seconds(), beside.cpu(), new Latencies());
        return List.of(before, beside, hogs);
    }

    /** Counts what all get but one that is left out, if there is such a one. */
    private Outcome count(@Nullable Client leftOut) throws IOException {
        answers = 0;
        latencies.clear();
        CpuClock cpu = new CpuClock(job.server());
        cpu.begin();
        double seconds = proceed(job.seconds(), leftOut);
        return Outcome.of(answers, seconds, cpu.taken(), latencies);
    }

    private double proceed(double seconds, @Nullable Client leftOut) throws IOException {
        long begin = System.nanoTime();
        long length = (long) (seconds * 1e9);
        while (System.nanoTime() - begin < length) {
            if (selector.select(STALLED_MILLIS) == 0) throw new IOException("no answer for " + STALLED_MILLIS + " ms");
            for (SelectionKey key : selector.selectedKeys()) {
                switch (key.attachment()) {
                    case Hog hog -> hog.proceed();
                    case Client client -> proceed(client, client == leftOut);
                    default -> throw new AssertionError("nobody else is registered");
                }
            }
            selector.selectedKeys().clear();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void proceed(Client client, boolean isLeftOut) throws IOException {
        int count = client.proceed();
        if (!client.isAnswered()) return;
        if (!isLeftOut) {
            answers += count;
            latencies.add(System.nanoTime() - client.sentAt());
        }
        client.send();
    }
}
