package dev.tuliptree.bench.bare;

import dev.tuliptree.bench.micro.Stopwatch;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual threads without a loop, as the floor to compare with: {@code Bare switch|spawn|pingpong|parked}. What the
 * library's tasks take on top of these is the price of what they can do more: timers, cancellation, owners, results.
 */
public final class Bare {
    private static final int TASKS = 1_000_000;

    private final BareScheduler scheduler = new BareScheduler();

    private Bare() throws Exception {}

    /**
     * Runs one group.
     *
     * @param arguments its name
     * @throws Exception if virtual threads cannot be given another scheduler here
     */
    public static void main(String[] arguments) throws Exception {
        Stopwatch stopwatch = new Stopwatch("bare");
        Bare bare = new Bare();
        switch (arguments.length == 1 ? arguments[0] : "") {
            case "switch" -> {
                stopwatch.time("switch", 2_000_000, () -> bare.yieldInTurn(1000, 2000));
                stopwatch.time("switch_2tasks", 2_000_000, () -> bare.yieldInTurn(2, 1_000_000));
            }
            case "spawn" -> {
                stopwatch.time("spawn_join_seq", TASKS, bare::spawnOneByOne);
                stopwatch.time("spawn_join_all", TASKS, bare::spawnAllAtOnce);
            }
            case "pingpong" -> stopwatch.time("pingpong_parkunpark", 2 * TASKS, bare::parkAndUnpark);
            case "parked" -> {
                for (int i = 0; i < 5; i++) bare.bytesParked(100_000);
                stopwatch.bytes("parked_100000", 100_000, bare.bytesParked(100_000));
                stopwatch.bytes("parked_1000000", 1_000_000, bare.bytesParked(1_000_000));
            }
            default -> {
                System.err.println("usage: Bare switch|spawn|pingpong|parked");
                System.exit(2);
            }
        }
    }

    private void yieldInTurn(int threads, int times) {
        for (int i = 0; i < threads; i++) {
            scheduler.start(() -> {
                for (int k = 0; k < times; k++) Thread.yield();
            });
        }
        scheduler.run();
    }

    private void spawnOneByOne() {
        scheduler.start(() -> {
            Thread joiner = Thread.currentThread();
            boolean[] ended = {false};
            for (int i = 0; i < TASKS; i++) {
                ended[0] = false;
                scheduler.start(() -> {
                    ended[0] = true;
                    LockSupport.unpark(joiner);
                });
                while (!ended[0]) LockSupport.park();
            }
        });
        scheduler.run();
    }

    private void spawnAllAtOnce() {
        scheduler.start(() -> {
            for (int i = 0; i < TASKS; i++) scheduler.start(() -> {});
        });
        scheduler.run();
    }

    private void parkAndUnpark() {
        boolean[] turn = {false};
        Thread[] both = new Thread[2];
        for (int i = 0; i < 2; i++) {
            boolean mine = i == 1;
            int other = 1 - i;
            both[i] = scheduler.start(() -> {
                for (int k = 0; k < TASKS; k++) {
                    while (turn[0] != mine) LockSupport.park();
                    turn[0] = !mine;
                    LockSupport.unpark(both[other]);
                }
            });
        }
        scheduler.run();
    }

    private long bytesParked(int count) {
        boolean[] over = {false};
        long before = Stopwatch.heapInUse();
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] = scheduler.start(() -> {
                while (!over[0]) LockSupport.park();
            });
        }
        scheduler.run();
        long after = Stopwatch.heapInUse();
        over[0] = true;
        for (Thread thread : threads) LockSupport.unpark(thread);
        scheduler.run();
        return after - before;
    }
}
