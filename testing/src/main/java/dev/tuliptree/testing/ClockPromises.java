package dev.tuliptree.testing;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What engines promise of time and of waking up: see {@link EngineContract}. */
final class ClockPromises {
    private static final int WAKERS = 4;
    private static final int WAKE_UPS = 500;

    private ClockPromises() {}

    static Promises all() {
        return new Promises()
                .add("the clock never goes back", ClockPromises::theClockNeverGoesBack)
                .add("a clock that is not virtual is the system's", ClockPromises::theClockIsTheSystems)
                .add("polling without a timeout only looks", ClockPromises::pollingWithoutATimeoutOnlyLooks)
                .add("polling brings the clock to the end of the timeout", ClockPromises::theTimeoutPasses)
                .add("a wake-up before a poll ends it", ClockPromises::aWakeUpAheadIsKept)
                .add("a wake-up from another thread ends a poll", ClockPromises::anotherThreadWakes)
                .add("no wake-up of any thread is lost", ClockPromises::noWakeUpIsLost)
                .add("many wake-ups are over after as many polls", ClockPromises::wakeUpsDoNotPileUp)
                .add("a wake-up that comes after closing does no harm", ClockPromises::aWakeUpMayComeTooLate)
                .add("it has a name", bench -> Expect.that(!bench.engine.name().isBlank(), "an engine has a name"));
    }

    private static void theClockNeverGoesBack(EngineBench bench) throws IOException {
        long before = bench.engine.nanoTime();
        for (int i = 0; i < 50; i++) {
            bench.poll(i % 2 == 0 ? 0 : 100_000, false);
            long now = bench.engine.nanoTime();
            Expect.that(now - before >= 0, "the clock never goes back: it did by " + (before - now));
            before = now;
        }
    }

    private static void theClockIsTheSystems(EngineBench bench) {
        if (bench.engine.isVirtual()) return;
        long before = System.nanoTime();
        long now = bench.engine.nanoTime();
        long after = System.nanoTime();
        Expect.that(now - before >= 0 && after - now >= 0, "the JDK's timed waits can go by the engine's clock");
    }

    private static void pollingWithoutATimeoutOnlyLooks(EngineBench bench) throws IOException {
        long before = bench.engine.nanoTime();
        for (int i = 0; i < 100; i++) bench.poll(0, false);
        if (bench.engine.isVirtual()) Expect.number(bench.engine.nanoTime(), before, "looking takes no virtual time");
    }

    private static void theTimeoutPasses(EngineBench bench) throws IOException {
        long end = bench.engine.nanoTime() + Duration.ofMillis(10).toNanos();
        // A poll may end too early, but not again and again: a loop would spin.
        for (int polls = 0; bench.engine.nanoTime() - end < 0; polls++) {
            Expect.that(polls < 20, "polling lets the timeout pass");
            bench.poll(end - bench.engine.nanoTime(), false);
        }
    }

    private static void aWakeUpAheadIsKept(EngineBench bench) throws IOException {
        for (int i = 0; i < 10; i++) {
            bench.engine.wakeup();
            bench.poll(Engine.FOREVER, true);
        }
    }

    private static void anotherThreadWakes(EngineBench bench) throws IOException, InterruptedException {
        Thread waker = Thread.ofPlatform().daemon().start(bench.engine::wakeup);
        bench.poll(Engine.FOREVER, true);
        waker.join();
    }

    private static void noWakeUpIsLost(EngineBench bench) throws IOException {
        AtomicInteger left = new AtomicInteger(WAKERS * WAKE_UPS);
        for (int i = 0; i < WAKERS; i++) {
            Thread.ofPlatform().daemon().start(() -> {
                for (int woken = 0; woken < WAKE_UPS; woken++) {
                    left.decrementAndGet();
                    bench.engine.wakeup();
                    if (woken % 7 == 0) Thread.yield();
                }
            });
        }
        // If the last one were lost, this would hang.
        while (left.get() > 0) bench.poll(Engine.FOREVER, true);
    }

    private static void wakeUpsDoNotPileUp(EngineBench bench) throws IOException {
        for (int i = 0; i < 100; i++) bench.engine.wakeup();
        for (int i = 0; i < 100; i++) bench.poll(0, false);
        theTimeoutPasses(bench);
    }

    private static void aWakeUpMayComeTooLate(EngineBench bench) throws IOException {
        bench.engine.close();
        bench.engine.wakeup();
    }
}
