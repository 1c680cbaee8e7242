package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.run;

import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;

/** Callbacks: one that schedules itself, and a thousand at a time. */
final class Calling {
    private static final int CALLS = 2_000_000;
    private static final int BATCH = 1000;

    private Calling() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> {
            stopwatch.time("callsoon_chain", CALLS, Calling::chain);
            stopwatch.time("callsoon_batch", CALLS, Calling::batches);
        });
    }

    private static void chain() {
        EventLoop loop = loop();
        Future<Integer> end = loop.createFuture();
        loop.callSoon(new Runnable() {
            private int left = CALLS;

            @Override
            public void run() {
                if (--left > 0) loop.callSoon(this);
                else end.setResult(0);
            }
        });
        await(end);
    }

    private static void batches() {
        EventLoop loop = loop();
        Future<Integer> end = loop.createFuture();
        int[] called = {0};
        Runnable one = () -> {
            if (++called[0] == CALLS) end.setResult(0);
        };
        loop.callSoon(new Runnable() {
            private int left = CALLS / BATCH;

            @Override
            public void run() {
                for (int i = 0; i < BATCH; i++) loop.callSoon(one);
                if (--left > 0) loop.callSoon(this);
            }
        });
        await(end);
    }
}
