package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.Queue;
import dev.tuliptree.sync.QueueShutDown;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A queue that was shut down takes no more items, and gives what is left in it. */
class QueueShutdownTest {
    @LoopTest
    void puttingIsRefusedAtOnceAndGettingWhenNothingIsLeft() {
        Queue<Integer> queue = new Queue<>(2);
        queue.put(1);
        queue.put(2);
        queue.shutdown();
        queue.shutdown();
        assertThat(queue.isShutDown()).isTrue();
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.put(3));
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.tryPut(3));
        assertThat(queue.get()).isEqualTo(1);
        assertThat(queue.tryGet()).isEqualTo(2);
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.get());
        assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.tryGet());
    }

    @LoopTest
    void thoseWhoWaitToPutAreRefusedAndTheirItemsAreNotInIt() {
        Queue<Integer> queue = new Queue<>(1);
        nursery(n -> {
            queue.put(1);
            Task<?> putting =
                    n.start(() -> assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.put(2)));
            loop().waitAllTasksBlocked();
            queue.shutdown();
            await(putting);
        });
        assertThat(queue).containsExactly(1);
    }

    @LoopTest
    void thoseWhoWaitToGetAreToldThatNothingComes() {
        Queue<Integer> queue = new Queue<>(1);
        nursery(n -> {
            for (int i = 0; i < 2; i++) {
                n.start(() -> assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.get()));
            }
            List<Integer> iterated = new ArrayList<>();
            Task<?> iterating = n.start(() -> queue.forEach(iterated::add));
            loop().waitAllTasksBlocked();
            queue.shutdown();
            await(iterating);
            assertThat(iterated).isEmpty();
        });
    }

    @LoopTest
    void iteratingEndsWhenItIsEmpty() {
        Queue<Integer> queue = new Queue<>(2);
        List<Integer> got = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < 10; i++) queue.put(i);
                queue.shutdown();
            });
            for (int item : queue) got.add(item);
        });
        assertThat(got).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @LoopTest
    void joiningStillWaitsForTheWorkThatIsLeft() {
        Queue<Integer> queue = new Queue<>(2);
        nursery(n -> {
            queue.put(1);
            Task<?> joining = n.start(() -> queue.join());
            loop().waitAllTasksBlocked();
            queue.shutdown();
            loop().waitAllTasksBlocked();
            assertThat(joining.done()).isFalse();
            queue.get();
            queue.taskDone();
        });
    }

    @LoopTest
    void shuttingDownNowDropsWhatIsLeftAsIfItWereDone() {
        Queue<Integer> queue = new Queue<>(5);
        nursery(n -> {
            for (int i = 0; i < 3; i++) queue.put(i);
            queue.get();
            Task<?> joining = n.start(() -> queue.join());
            loop().waitAllTasksBlocked();
            queue.shutdownNow();
            assertThat(queue.isEmpty()).isTrue();
            assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.get());
            loop().waitAllTasksBlocked();
            assertThat(joining.done()).as("the item that was got is not done").isFalse();
            queue.taskDone();
        });
    }

    @LoopTest
    void shuttingDownNowLetsThoseGoOnWhoJoin() {
        Queue<Integer> queue = new Queue<>(5);
        nursery(n -> {
            queue.put(1);
            n.start(() -> queue.join());
            loop().waitAllTasksBlocked();
            queue.shutdown();
            queue.shutdownNow();
        });
        queue.join();
    }

    @LoopTest
    void anItemThatWasHandedOverBeforeIsKept() {
        Queue<Integer> queue = new Queue<>(1);
        nursery(n -> {
            Task<Integer> getting = n.start(() -> queue.get());
            loop().waitAllTasksBlocked();
            queue.tryPut(1);
            queue.shutdownNow();
            assertThat(await(getting)).isEqualTo(1);
        });
    }

    @LoopTest
    void nothingIsLostWhenShutdownAndCancelRace() {
        CancelEverywhere.run(victim -> {
            Queue<Integer> queue = new Queue<>(1);
            int[] put = {0};
            List<Integer> got = new ArrayList<>();
            nursery(n -> {
                n.start(() -> victim.run(() -> {
                    try {
                        for (int i = 0; i < 3; i++) {
                            queue.put(i);
                            put[0]++;
                        }
                    } catch (QueueShutDown expected) {
                        assertThat(queue.isShutDown()).isTrue();
                    }
                }));
                sleep(millis(1));
                Integer first = queue.tryGet();
                if (first != null) got.add(first);
                queue.shutdown();
                for (int item : queue) got.add(item);
            });
            assertThat(got).hasSize(put[0]);
            assertThat(queue.statistics().tasksPutting()).isZero();
        });
    }
}
