package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.sync.Event;
import dev.tuliptree.sync.Lock;
import dev.tuliptree.sync.Queue;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * What may suspend always is a checkpoint: it notices a cancellation and lets others run, whether it has to wait or
 * not.
 */
class CheckpointTest {
    @LoopTest
    void callsThatMaySuspendAlwaysNoticeACancellation() {
        Future<String> done = loop().createFuture();
        done.setResult("done");
        Event set = new Event();
        set.set();
        Queue<String> queue = new Queue<>(10);
        queue.tryPut("item");
        Lock lock = new Lock();
        assertCheckpoints(() -> checkpoint());
        assertCheckpoints(() -> sleep(seconds(0)));
        assertCheckpoints(() -> sleepForever());
        assertCheckpoints(() -> await(done));
        assertCheckpoints(() -> await(CompletableFuture.completedFuture("done")));
        assertCheckpoints(() -> set.await());
        assertCheckpoints(() -> queue.put("another"));
        assertCheckpoints(() -> queue.get());
        assertCheckpoints(() -> lock.acquire());
        assertCheckpoints(() -> toThread(() -> fail("a cancelled task starts no work")));
        assertCheckpoints(() -> waitUntil(ALL_COMPLETED, done));
        assertCheckpoints(() -> awaitWindDown());
        assertCheckpoints(() -> shield(() -> "done"));
        assertCheckpoints(() -> loop().waitAllTasksBlocked());
        assertThat(queue.size()).as("as if the calls had never been made").isEqualTo(1);
        assertThat(lock.locked()).isFalse();
    }

    @LoopTest
    void callsThatMaySuspendAlwaysLetOthersRun() {
        Future<String> done = loop().createFuture();
        done.setResult("done");
        Event set = new Event();
        set.set();
        Queue<String> queue = new Queue<>(10_000);
        Lock lock = new Lock();
        assertLetsOthersRun(() -> checkpoint());
        assertLetsOthersRun(() -> sleep(seconds(0)));
        assertLetsOthersRun(() -> await(done));
        assertLetsOthersRun(() -> await(CompletableFuture.completedFuture("done")));
        assertLetsOthersRun(() -> set.await());
        assertLetsOthersRun(() -> queue.put("item"));
        assertLetsOthersRun(() -> {
            queue.tryPut("item");
            queue.get();
        });
        assertLetsOthersRun(() -> lock.acquire().close());
        assertLetsOthersRun(() -> waitUntil(ALL_COMPLETED, done));
        assertLetsOthersRun(() -> nursery(n -> {}));
        assertLetsOthersRun(() -> gather(List.of()));
        assertLetsOthersRun(() -> race(() -> "at once"));
    }

    @LoopTest
    void callsThatMayNotSuspendNeverAre() throws TimeoutException {
        Future<String> future = loop().createFuture();
        Queue<String> queue = new Queue<>(10);
        Event event = new Event();
        assertNoCheckpoints(() -> future.setResult("done"));
        assertNoCheckpoints(() -> future.result());
        assertNoCheckpoints(() -> future.addDoneCallback(done -> {}));
        assertNoCheckpoints(() -> queue.tryPut("item"));
        assertNoCheckpoints(() -> queue.tryGet());
        assertNoCheckpoints(() -> event.set());
        assertNoCheckpoints(() -> loop().callSoon(() -> {}));
        assertNoCheckpoints(() -> loop().callLater(seconds(1), () -> {}).cancel());
        assertNoCheckpoints(() -> createTask(() -> "done"));
        assertNoCheckpoints(() -> cancelScope(scope -> {}));
        assertNoCheckpoints(() -> timeout(seconds(1), () -> "done"));
        assertNoCheckpoints(() -> moveOnAfter(seconds(1), () -> "done"));
        assertNoCheckpoints(() -> shielded(() -> "done"));
        assertNoCheckpoints(() -> windingDown());
        assertNoCheckpoints(() -> effectiveDeadline());
        assertNoCheckpoints(() -> currentTask().awaiting());
    }

    @LoopTest
    void behindAShieldACancellationIsNotNoticed() {
        cancelScope(scope -> {
            scope.cancel();
            shielded(() -> checkpoint());
        });
    }

    @LoopTest
    void tasksThatDoNothingButPassCheckpointsShareTheLoopEvenly() {
        int tasks = 10;
        int[] steps = new int[tasks];
        int[] most = new int[1];
        nursery(n -> {
            for (int t = 0; t < tasks; t++) {
                int me = t;
                n.start(() -> {
                    for (int i = 0; i < 200; i++) {
                        steps[me]++;
                        int least = steps[0];
                        for (int s : steps) least = Math.min(least, s);
                        most[0] = Math.max(most[0], steps[me] - least);
                        checkpoint();
                    }
                });
            }
        });
        assertThat(most[0]).as("how far one gets ahead of another").isLessThanOrEqualTo(2);
    }

    @LoopTest
    void onesInPassingDoNotLetABusyTaskStarveTheOthers() {
        Queue<Integer> queue = new Queue<>(1_000_000);
        int[] seen = new int[1];
        Task<?> busy = createTask(() -> {
            for (int i = 0; i < 20_000; i++) queue.put(i);
        });
        Task<?> other = createTask(() -> {
            while (!busy.done()) {
                seen[0]++;
                checkpoint();
            }
        });
        await(busy);
        await(other);
        assertThat(seen[0]).as("turns of the other").isGreaterThan(100);
    }

    @LoopTest
    void timersFireThoughTasksAreAlwaysReady() {
        List<String> steps = new ArrayList<>();
        boolean[] stop = new boolean[1];
        loop().callLater(seconds(0), () -> {
            steps.add("timer");
            stop[0] = true;
        });
        Task<?> busy = createTask(() -> {
            while (!stop[0]) checkpoint();
        });
        await(busy);
        assertThat(steps).containsExactly("timer");
    }
}
