package dev.tuliptree.tests.generator;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.generator.Generator;
import dev.tuliptree.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the real clock: a generator that nobody can ask any more is closed, and its finally blocks run. */
@Timeout(60)
class AbandonedGeneratorTest {
    /** Begins a generator and forgets it. */
    private static void abandon(Generator.Body<Integer> body) {
        Generator<Integer> generator = Generator.of(body);
        generator.next();
    }

    private static <T> T collectUntil(CompletableFuture<T> done) throws Exception {
        while (true) {
            System.gc();
            try {
                return done.get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // Again.
            }
        }
    }

    @Everywhere
    void isClosed(Place place) throws Exception {
        place.run(() -> {
            CompletableFuture<String> done = new CompletableFuture<>();
            abandon(y -> {
                try {
                    for (int i = 0; ; i++) y.yield(i);
                } finally {
                    done.complete("closed");
                }
            });
            if (place == Place.PLATFORM_THREAD || place == Place.VIRTUAL_THREAD) {
                assertThat(collectUntil(done)).isEqualTo("closed");
            } else {
                while (!done.isDone()) {
                    System.gc();
                    sleep(millis(20));
                }
            }
        });
    }

    @Everywhere
    void isClosedWithThoseItDelegatesTo(Place place) throws Exception {
        place.run(() -> {
            List<String> log = new ArrayList<>();
            CompletableFuture<String> done = new CompletableFuture<>();
            abandon(y -> {
                try {
                    Generator<Integer> inner = Generator.of(z -> {
                        try {
                            for (int i = 0; ; i++) z.yield(i);
                        } finally {
                            log.add("inner");
                        }
                    });
                    y.yieldFrom(inner);
                } finally {
                    log.add("outer");
                    done.complete("closed");
                }
            });
            while (!done.isDone()) {
                System.gc();
                if (place == Place.MOUNTING_LOOP || place == Place.BATON_LOOP) sleep(millis(20));
                else Thread.sleep(20);
            }
            assertThat(log).containsExactly("inner", "outer");
        });
    }

    @Test
    void onALoopItIsClosedThereAndMaySuspend() {
        run(() -> {
            EventLoop loop = loop();
            CompletableFuture<EventLoop> done = new CompletableFuture<>();
            abandon(y -> {
                try {
                    for (int i = 0; ; i++) y.yield(i);
                } finally {
                    sleep(millis(1));
                    done.complete(loop());
                }
            });
            while (!done.isDone()) {
                System.gc();
                sleep(millis(20));
            }
            assertThat(await(done)).isSameAs(loop);
        });
    }

    @Test
    void oneWhoseLoopIsClosedIsClosedElsewhere() throws Exception {
        CompletableFuture<String> done = new CompletableFuture<>();
        run(() -> abandon(y -> {
            try {
                for (int i = 0; ; i++) y.yield(i);
            } finally {
                done.complete("closed");
            }
        }));
        assertThat(collectUntil(done)).isEqualTo("closed");
    }

    @Test
    void oneThatIsIteratedOverIsNotAbandoned() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Thread iterating = Thread.startVirtualThread(() -> {
            int sum = 0;
            for (int i : Generator.<Integer>of(y -> {
                y.yield(1);
                gate.await();
                y.yield(2);
            })) {
                sum += i;
            }
            assertThat(sum).isEqualTo(3);
        });
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(iterating.isAlive()).isTrue();
        gate.countDown();
        iterating.join();
    }
}
