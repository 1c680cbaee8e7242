package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.LifoQueue;
import dev.tuliptree.sync.PriorityQueue;
import dev.tuliptree.sync.Queue;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/**
 * A queue hands every item over once, in order, to those who wait in the order they came; it holds no more than it may.
 */
class QueueTest {
    @LoopTest(schedules = 10)
    void handsItemsOverInTheOrderTheyWerePut() {
        Queue<Integer> queue = new Queue<>(2);
        List<Integer> got = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < 20; i++) queue.put(i);
            });
            for (int i = 0; i < 20; i++) got.add(queue.get());
        });
        assertThat(got).isSorted().hasSize(20);
    }

    @LoopTest
    void holdsNoMoreThanItMay() {
        Queue<Integer> queue = new Queue<>(2);
        nursery(n -> {
            Task<?> putting = n.start(() -> {
                for (int i = 0; i < 5; i++) queue.put(i);
            });
            loop().waitAllTasksBlocked();
            assertThat(queue.isFull()).isTrue();
            assertThat(queue.size()).isEqualTo(2);
            assertThat(queue.tryPut(9)).isFalse();
            for (int i = 0; i < 5; i++) {
                assertThat(queue.get()).isEqualTo(i);
                assertThat(queue.size()).isLessThanOrEqualTo(2);
                loop().waitAllTasksBlocked();
            }
            assertThat(putting.done()).isTrue();
            assertThat(queue.isEmpty()).isTrue();
            assertThat(queue.tryGet()).isNull();
        });
        assertThatIllegalArgumentException().isThrownBy(() -> new Queue<>(0));
        assertThatNullPointerException().isThrownBy(() -> queue.put(null));
    }

    @LoopTest
    void oneWithoutALimitNeverMakesAnyoneWaitToPut() {
        Queue<Integer> queue = new Queue<>(Integer.MAX_VALUE);
        for (int i = 0; i < 1_000; i++) assertThat(queue.tryPut(i)).isTrue();
        assertThat(queue).hasToString("queue, 1000 items, 0 putting, 0 getting");
    }

    @LoopTest(schedules = 10)
    void servesThoseWhoGetInTheOrderTheyCame() {
        Queue<Integer> queue = new Queue<>(1);
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
            for (int i = 0; i < 5; i++) assertThat(queue.tryPut(i)).isTrue();
        });
        for (int i = 0; i < 5; i++) assertThat(got[came.get(i)]).isEqualTo(i);
    }

    @LoopTest(schedules = 10)
    void takesItemsFromThoseWhoPutInTheOrderTheyCame() {
        Queue<Integer> queue = new Queue<>(1);
        List<Integer> came = new ArrayList<>();
        List<Integer> got = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    queue.put(number);
                });
            }
            loop().waitAllTasksBlocked();
            for (int i = 0; i < 5; i++) got.add(queue.get());
        });
        assertThat(got).isEqualTo(came);
    }

    @LoopTest
    void anItemThatFindsSomeoneWaitingIsTheirs() {
        Queue<String> queue = new Queue<>(1);
        nursery(n -> {
            Task<String> waiting = n.start(() -> queue.get());
            loop().waitAllTasksBlocked();
            queue.tryPut("a");
            assertThat(queue.tryGet()).as("what another one has been given").isNull();
            assertThat(await(waiting)).isEqualTo("a");
        });
    }

    @LoopTest
    void aTaskThatIsCancelledWhileItWaitsToGetTakesNothing() {
        Queue<String> queue = new Queue<>(1);
        nursery(n -> {
            Task<String> first = n.start(() -> queue.get());
            loop().waitAllTasksBlocked();
            Task<String> second = n.start(() -> queue.get());
            loop().waitAllTasksBlocked();
            first.cancel();
            queue.put("a");
            assertThat(await(second)).isEqualTo("a");
        });
        assertThat(queue.statistics().tasksGetting()).isZero();
    }

    @LoopTest
    void aTaskThatIsCancelledWhileItWaitsToPutLeavesNothing() {
        Queue<String> queue = new Queue<>(1);
        nursery(n -> {
            queue.put("a");
            Task<?> cancelled = n.start(() -> queue.put("b"));
            loop().waitAllTasksBlocked();
            n.start(() -> queue.put("c"));
            loop().waitAllTasksBlocked();
            cancelled.cancel();
            assertThat(queue.get()).isEqualTo("a");
            assertThat(queue.get()).isEqualTo("c");
        });
        assertThat(queue.isEmpty()).isTrue();
    }

    @LoopTest
    void noItemIsLostOrDoubledWhoeverIsCancelledWhileGetting() {
        CancelEverywhere.run(victim -> {
            Queue<Integer> queue = new Queue<>(1);
            List<Integer> got = new ArrayList<>();
            nursery(n -> {
                n.start(() -> victim.run(() -> {
                    for (int i = 0; i < 3; i++) got.add(queue.get());
                }));
                n.start(() -> {
                    for (int i = 0; i < 5; i++) queue.put(i);
                    queue.shutdown();
                });
                loop().waitAllTasksBlocked();
                for (int item : queue) got.add(item);
            });
            assertThat(got).containsExactly(0, 1, 2, 3, 4);
        });
    }

    @LoopTest
    void whatWasPutIsInItAndWhatWasNotIsNotWhoeverIsCancelledWhilePutting() {
        CancelEverywhere.run(victim -> {
            Queue<Integer> queue = new Queue<>(1);
            int[] put = {0};
            List<Integer> got = new ArrayList<>();
            nursery(n -> {
                Task<?> putting = n.start(() -> victim.run(() -> {
                    for (int i = 0; i < 4; i++) {
                        queue.put(i);
                        put[0]++;
                    }
                }));
                n.start(() -> {
                    await(putting);
                    queue.shutdown();
                });
                for (int item : queue) {
                    got.add(item);
                    sleep(millis(1));
                }
            });
            assertThat(got).hasSize(put[0]);
            assertThat(got).containsExactlyElementsOf(List.of(0, 1, 2, 3).subList(0, put[0]));
        });
    }

    @LoopTest
    void whoJoinsWaitsUntilTheWorkOnEveryItemIsDone() {
        Queue<Integer> queue = new Queue<>(10);
        queue.join();
        nursery(n -> {
            for (int i = 0; i < 3; i++) queue.put(i);
            Task<?> joining = n.start(() -> queue.join());
            for (int i = 0; i < 3; i++) {
                queue.get();
                loop().waitAllTasksBlocked();
                assertThat(joining.done()).isFalse();
                queue.taskDone();
            }
        });
        assertThatIllegalStateException().isThrownBy(queue::taskDone);
    }

    @LoopTest
    void anItemThatWaitsForRoomIsNoWorkYet() {
        Queue<Integer> queue = new Queue<>(1);
        nursery(n -> {
            queue.put(1);
            Task<?> putting = n.start(() -> queue.put(2));
            loop().waitAllTasksBlocked();
            assertThat(queue.statistics().unfinished()).isEqualTo(1);
            queue.get();
            assertThat(queue.statistics().unfinished()).isEqualTo(2);
            await(putting);
        });
    }

    @LoopTest
    void aLifoQueueGivesTheYoungestItemFirst() {
        LifoQueue<Integer> queue = new LifoQueue<>(3);
        for (int i = 0; i < 3; i++) queue.put(i);
        assertThat(List.of(queue.get(), queue.get(), queue.get())).containsExactly(2, 1, 0);
        assertThat(queue).hasToString("last-in-first-out queue, 0 of 3 items, 0 putting, 0 getting");
    }

    @LoopTest
    void aPriorityQueueGivesTheSmallestItemFirstAndAmongEqualOnesTheOldest() {
        PriorityQueue<String> queue = new PriorityQueue<>(10, (a, b) -> Integer.compare(a.length(), b.length()));
        for (String item : List.of("ccc", "bb", "aaa", "b", "bbb", "a")) queue.put(item);
        queue.shutdown();
        assertThat(queue).containsExactly("b", "a", "bb", "ccc", "aaa", "bbb");
        PriorityQueue<Integer> natural = new PriorityQueue<>(10);
        for (int item : List.of(3, 1, 2)) natural.put(item);
        assertThat(List.of(natural.get(), natural.get(), natural.get())).containsExactly(1, 2, 3);
        assertThat(natural.isEmpty()).isTrue();
        assertThat(natural).hasToString("priority queue, 0 of 10 items, 0 putting, 0 getting");
    }

    @LoopTest
    void inAFullPriorityQueueRoomIsGivenToWhoeverHasWaitedLongest() {
        PriorityQueue<Integer> queue = new PriorityQueue<>(1);
        nursery(n -> {
            queue.put(5);
            n.start(() -> queue.put(9));
            loop().waitAllTasksBlocked();
            n.start(() -> queue.put(1));
            loop().waitAllTasksBlocked();
            assertThat(List.of(queue.get(), queue.get(), queue.get())).containsExactly(5, 9, 1);
        });
    }

    @LoopTest
    void puttingGettingAndJoiningAreCheckpointsAndTheRestIsNot() {
        Queue<Integer> queue = new Queue<>(1);
        assertCheckpoints(() -> queue.put(1));
        assertThat(queue.isEmpty()).isTrue();
        queue.put(1);
        assertCheckpoints(() -> queue.get());
        assertThat(queue.get()).isEqualTo(1);
        queue.taskDone();
        assertCheckpoints(() -> queue.join());
        assertLetsOthersRun(() -> {
            queue.put(1);
            queue.get();
            queue.taskDone();
        });
        assertLetsOthersRun(() -> queue.join());
        assertNoCheckpoints(() -> {
            queue.tryPut(1);
            queue.tryGet();
            queue.taskDone();
            queue.shutdown();
        });
    }

    @LoopTest
    void anotherThreadIsRefusedRatherThanLetWakeATask() {
        Queue<String> queue = new Queue<>(1);
        nursery(n -> {
            Task<String> getting = n.start(() -> queue.get());
            loop().waitAllTasksBlocked();
            assertThatIllegalStateException()
                    .isThrownBy(() -> toThread(() -> queue.tryPut("from elsewhere")))
                    .withMessageContaining("callSoonThreadsafe");
            queue.put("from here");
            assertThat(await(getting)).isEqualTo("from here");
        });
    }

    @LoopTest
    void saysWhatIsInItAndWhoWaits() {
        Queue<Integer> queue = new Queue<>(1);
        nursery(n -> {
            Task<?> getting = n.start(() -> queue.get());
            n.start(() -> queue.join());
            loop().waitAllTasksBlocked();
            assertThat(queue.statistics()).isEqualTo(new Queue.Statistics(0, 1, 0, 0, 1, 0, false));
            assertThat(queue).hasToString("queue, 0 of 1 items, 0 putting, 1 getting");
            assertThat(getting.awaiting()).hasToString(queue.toString());
            queue.put(0);
            queue.put(1);
            n.start(() -> queue.put(2));
            n.start(() -> queue.join());
            loop().waitAllTasksBlocked();
            assertThat(queue.statistics()).isEqualTo(new Queue.Statistics(1, 1, 2, 1, 0, 1, false));
            n.cancel("seen enough");
        });
        queue.shutdown();
        assertThat(queue).hasToString("queue, 1 of 1 items, 0 putting, 0 getting, shut down");
        assertThat(queue.capacity()).isEqualTo(1);
    }
}
