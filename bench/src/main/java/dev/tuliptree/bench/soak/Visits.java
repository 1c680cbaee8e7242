package dev.tuliptree.bench.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What visitors did, and what went wrong with it. Any thread. */
final class Visits {
    private static final int FAILURES_KEPT = 20;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int failed;

    /** Has so many visitors come and come again for so long, and returns when the last has left. */
    void pay(int port, int visitors, double seconds, SplittableRandom random) throws InterruptedException {
        long begin = System.nanoTime();
        long length = (long) (seconds * 1e9);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            SplittableRandom own = random.split();
            threads.add(Thread.startVirtualThread(() -> {
                while (System.nanoTime() - begin < length) payOne(port, own);
            }));
        }
        for (Thread thread : threads) thread.join();
    }

    private void payOne(int port, SplittableRandom random) {
        List<Visit> all = Visit.all();
        Visit visit = all.get(random.nextInt(all.size()));
        try {
            visit.act().go(port, random);
            count(visit.name());
        } catch (IOException | InterruptedException | RuntimeException e) {
            fail(visit.name() + ": " + e);
        }
    }

    private synchronized void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    private synchronized void fail(String what) {
        failed++;
        if (failures.size() < FAILURES_KEPT) failures.add(what);
    }

    /** What went wrong; of much of it the first. */
    synchronized List<String> failures() {
        List<String> all = new ArrayList<>(failures);
        if (failed > failures.size()) all.add("and " + (failed - failures.size()) + " more");
        // A run in which something never happened has not shown that it does no harm.
        for (Visit visit : Visit.all()) {
            String never = "no visit succeeded: " + visit.name();
            if (!counts.containsKey(visit.name()) && !all.contains(never)) all.add(never);
        }
        return all;
    }

    synchronized int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public synchronized String toString() {
        return total() + " visits: " + counts;
    }
}
