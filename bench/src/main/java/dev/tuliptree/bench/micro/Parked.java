package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.Action;
import dev.tuliptree.sync.Event;

/** What a task takes of the heap while it waits, with its virtual thread and all. */
final class Parked {
    private static final int FEW = 100_000;
    private static final int MANY = 1_000_000;

    private Parked() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> {
            Event never = new Event();
            // A stack takes less when its methods have been compiled: these are for the compilers.
            for (int i = 0; i < 5; i++) bytesOf(FEW, never::await);
            for (int i = 0; i < 5; i++) bytesOf(FEW, () -> sleepForever());
            stopwatch.bytes("parked_event_100000", FEW, bytesOf(FEW, never::await));
            stopwatch.bytes("parked_100000", FEW, bytesOf(FEW, () -> sleepForever()));
            stopwatch.bytes("parked_1000000", MANY, bytesOf(MANY, () -> sleepForever()));
        });
    }

    private static long bytesOf(int tasks, Action<Exception> coroutine) {
        long before = Stopwatch.heapInUse();
        long[] after = {0};
        nursery(n -> {
            for (int i = 0; i < tasks; i++) n.start(coroutine);
            checkpoint();
            after[0] = Stopwatch.heapInUse();
            n.cancel("they have been weighed");
        });
        return after[0] - before;
    }
}
