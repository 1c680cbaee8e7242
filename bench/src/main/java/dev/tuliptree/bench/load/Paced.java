package dev.tuliptree.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;

/**
 * Sends requests at a constant rate, and prints an {@link Outcome}: see {@link Job#USAGE}. Each goes out on the
 * connection that has been silent for longest; when all wait for answers, it goes out later. Its time to an answer
 * counts from when it was due, as a user who does not know of the others would count it: otherwise a server that stands
 * still for a second would have one slow answer, where it has thousands.
 */
public final class Paced {
    private final Job job;
    private final Selector selector;
    private final ArrayDeque<Client> idle = new ArrayDeque<>();
    private final Latencies latencies = new Latencies();
    private long answers;

    private Paced(Job job, Selector selector) {
        this.job = job;
        this.selector = selector;
    }

    /**
     * Makes the load.
     *
     * @param arguments see {@link Job#USAGE}
     * @throws IOException if an answer is wrong, or the server hangs up
     */
    public static void main(String[] arguments) throws IOException {
        try (Selector selector = Selector.open()) {
            System.out.println(new Paced(Job.of(arguments), selector).run().line());
        }
        System.exit(0); // Connections end with the process.
    }

    private Outcome run() throws IOException {
        Traffic traffic = Traffic.of(job.traffic(), job.path());
        for (int i = 0; i < job.connections(); i++) {
            idle.add(Client.connect(job.port(), traffic, 1, selector));
        }
        Pace pace = new Pace(System.nanoTime(), job.rate());
        proceed(pace, job.warm());
        CpuClock cpu = new CpuClock(job.server());
        answers = 0;
        latencies.clear();
        cpu.begin();
        double seconds = proceed(pace, job.seconds());
        return Outcome.of(answers, seconds, cpu.taken(), latencies);
    }

    /** Goes on for so long, without ever sleeping, as waking up takes longer than many an answer. */
    private double proceed(Pace pace, double seconds) throws IOException {
        long begin = System.nanoTime();
        long length = (long) (seconds * 1e9);
        long now = begin;
        while (now - begin < length) {
            while (!idle.isEmpty() && pace.next() - now <= 0) {
                idle.remove().send(pace.next());
                pace.take();
            }
            if (selector.selectNow() > 0) {
                for (SelectionKey key : selector.selectedKeys()) receive((Client) key.attachment());
                selector.selectedKeys().clear();
            }
            now = System.nanoTime();
        }
        return (now - begin) / 1e9;
    }

    private void receive(Client client) throws IOException {
        int count = client.proceed();
        if (count == 0) return;
        answers += count;
        latencies.add(System.nanoTime() - client.sentAt());
        idle.add(client);
    }
}
