package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.QueueShutDown;
import dev.tuliptree.sync.UniversalQueue;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A universal queue is a queue to tasks, and the same queue to threads that run no loop. */
class UniversalQueueTest {
    private final UniversalQueue<Integer> queue = new UniversalQueue<>(2);

    @LoopTest(schedules = 5)
    void betweenTasksOfOneLoopItIsAFairQueue() throws Exception {
        List<Integer> came = new ArrayList<>();
        Integer[] got = new Integer[5];
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    got[number] = queue.get();
                });
            }
            loop().waitAllTasksBlocked();
            assertThat(queue.statistics().getting()).isEqualTo(5);
            for (int i = 0; i < 5; i++) queue.put(i);
            assertThat(queue.tryGet()).isNull();
        });
        for (int i = 0; i < 5; i++) assertThat(got[came.get(i)]).isEqualTo(i);
    }

    @LoopTest(schedules = 5)
    void holdsNoMoreThanItMay() throws Exception {
        nursery(n -> {
            Task<?> putting = n.start(() -> {
                for (int i = 0; i < 5; i++) queue.put(i);
            });
            loop().waitAllTasksBlocked();
            assertThat(queue.size()).isEqualTo(2);
            assertThat(queue.tryPut(9)).isFalse();
            for (int i = 0; i < 5; i++) assertThat(queue.get()).isEqualTo(i);
            await(putting);
        });
        assertThat(queue.capacity()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> new UniversalQueue<>(0));
        assertThatNullPointerException().isThrownBy(() -> queue.put(null));
        assertThatNullPointerException().isThrownBy(() -> queue.tryPut(null));
    }

    @LoopTest
    void fromAThreadToATask() throws Exception {
        nursery(n -> {
            Task<?> thread = n.start(() -> toThread(() -> {
                for (int i = 0; i < 100; i++) queue.put(i);
            }));
            for (int i = 0; i < 100; i++) assertThat(queue.get()).isEqualTo(i);
            await(thread);
        });
    }

    @LoopTest
    void fromATaskToAThread() throws Exception {
        nursery(n -> {
            Task<?> thread = n.start(() -> toThread(() -> {
                for (int i = 0; i < 100; i++) assertThat(queue.get()).isEqualTo(i);
            }));
            for (int i = 0; i < 100; i++) queue.put(i);
            await(thread);
        });
    }

    @LoopTest
    void fromATaskToATaskOfAnotherLoop() throws Exception {
        UniversalQueue<Integer> back = new UniversalQueue<>(1);
        nursery(n -> {
            Task<?> other = n.start(() -> toThread(() -> run(() -> {
                for (int i = 0; i < 50; i++) back.put(queue.get() + 1);
            })));
            for (int i = 0; i < 50; i++) {
                queue.put(i);
                assertThat(back.get()).isEqualTo(i + 1);
            }
            await(other);
        });
    }

    @LoopTest
    void whatWasPutIsGotWhoeverIsCancelledWhileGetting() throws Exception {
        CancelEverywhere.run(victim -> {
            UniversalQueue<Integer> items = new UniversalQueue<>(1);
            List<Integer> got = new ArrayList<>();
            nursery(n -> {
                n.start(() -> victim.run(() -> {
                    for (int i = 0; i < 3; i++) got.add(items.get());
                }));
                n.start(() -> {
                    for (int i = 0; i < 5; i++) items.put(i);
                });
                loop().waitAllTasksBlocked();
                while (got.size() < 5) got.add(items.get());
            });
            assertThat(got).containsExactly(0, 1, 2, 3, 4);
            assertThat(items.statistics()).isEqualTo(new UniversalQueue.Statistics(0, 1, 0, 0, false));
        });
    }

    @LoopTest
    void whatWasNotPutIsNotInItWhoeverIsCancelledWhilePutting() throws Exception {
        CancelEverywhere.run(victim -> {
            UniversalQueue<Integer> items = new UniversalQueue<>(1);
            int[] put = {0};
            List<Integer> got = new ArrayList<>();
            nursery(n -> {
                Task<?> putting = n.start(() -> victim.run(() -> {
                    for (int i = 0; i < 4; i++) {
                        items.put(i);
                        put[0]++;
                    }
                }));
                while (!putting.done() || items.size() > 0) {
                    Integer item = items.tryGet();
                    if (item != null) got.add(item);
                    checkpoint();
                }
            });
            assertThat(got).containsExactlyElementsOf(List.of(0, 1, 2, 3).subList(0, put[0]));
            assertThat(items.statistics()).isEqualTo(new UniversalQueue.Statistics(0, 1, 0, 0, false));
        });
    }

    @LoopTest
    void aThreadThatIsInterruptedLeavesTheLine() throws Exception {
        CompletableFuture<Thread> started = new CompletableFuture<>();
        nursery(n -> {
            Task<?> thread = n.start(() -> toThread(() -> {
                started.complete(Thread.currentThread());
                assertThatExceptionOfType(InterruptedException.class).isThrownBy(queue::get);
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(InterruptedException.class)
                        .as("interrupted before")
                        .isThrownBy(() -> queue.put(1));
            }));
            Thread worker = await(started);
            toThread(() -> {
                while (queue.statistics().getting() == 0) Thread.onSpinWait();
            });
            worker.interrupt();
            await(thread);
        });
        assertThat(queue.statistics()).isEqualTo(new UniversalQueue.Statistics(0, 2, 0, 0, false));
    }

    @LoopTest
    void onceItIsShutDownPuttingIsRefusedAndGettingWhenNothingIsLeft() throws Exception {
        queue.put(1);
        queue.put(2);
        nursery(n -> {
            Task<?> putting =
                    n.start(() -> assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.put(3)));
            Task<?> thread = n.start(() -> toThread(
                    () -> assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.put(4))));
            toThread(() -> {
                while (queue.statistics().putting() < 2) Thread.onSpinWait();
            });
            queue.shutdown();
            await(putting);
            await(thread);
        });
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.tryPut(5));
        assertThat(queue.get()).isEqualTo(1);
        assertThat(queue.tryGet()).isEqualTo(2);
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::get);
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::tryGet);
        assertThat(queue.isShutDown()).isTrue();
    }

    @LoopTest
    void shuttingDownTellsThoseWhoGetAndDropsWhatIsLeftIfItIsToBeNow() throws Exception {
        nursery(n -> {
            Task<?> getting =
                    n.start(() -> assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::get));
            loop().waitAllTasksBlocked();
            queue.shutdown();
            await(getting);
        });
        UniversalQueue<Integer> other = new UniversalQueue<>(1);
        other.put(1);
        other.shutdownNow();
        assertThat(other.size()).isZero();
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(other::get);
    }

    @LoopTest
    void aCallbackIsRefusedRatherThanMadeToHoldUpTheLoop() {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        loop().callSoon(() -> refused.complete(catchThrowable(queue::get)));
        assertThat(await(refused)).isInstanceOf(IllegalStateException.class).hasMessageContaining("callback");
    }

    @LoopTest
    void puttingAndGettingAreCheckpointsAndTheRestIsNot() throws Exception {
        assertCheckpoints(() -> queue.put(1));
        assertThat(queue.size()).isZero();
        queue.put(1);
        assertCheckpoints(() -> queue.get());
        assertThat(queue.tryGet()).isEqualTo(1);
        assertLetsOthersRun(() -> {
            queue.put(1);
            queue.tryGet();
        });
        assertNoCheckpoints(() -> {
            queue.tryPut(1);
            queue.tryGet();
            queue.shutdown();
        });
        assertThat(queue).hasToString("universal queue, 0 of 2 items, 0 putting, 0 getting, shut down");
    }

    // -- on a virtual clock

    @LoopTest
    void theClockStandsStillWhileATaskWaitsForAPlainThread() throws Exception {
        UniversalQueue<String> queue = new UniversalQueue<>(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                go.await();
                queue.put("from a thread of which the loop knows nothing");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        loop().callSoon(go::countDown);
        assertThat(timeout(millis(1), () -> queue.get())).startsWith("from a thread");
        assertThat(now()).isLessThan(millis(1));
        toThread(() -> thread.join());
    }

    @LoopTest
    void aTaskThatWaitsHereCountsAsBlockedAllTheSame() throws Exception {
        UniversalQueue<String> queue = new UniversalQueue<>(1);
        Task<String> waiting = createTask(() -> queue.get());
        settle();
        assertThat(queue.statistics().getting()).isEqualTo(1);
        queue.put("tulip");
        assertThat(await(waiting)).isEqualTo("tulip");
    }
}
