package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.loop.SuspensionListener;
import dev.tuliptree.testing.LoopTest;
import java.util.concurrent.CountDownLatch;

/** A cancellation is delivered by an event: nothing looks again and again whether it has been heeded. */
class DeliveryTest {
    /** Counts how often one task is woken. */
    private static final class WakeUps implements SuspensionListener {
        private final Task<?> task;
        private int count;

        WakeUps(Task<?> task) {
            this.task = task;
        }

        @Override
        public void suspended(Task<?> other) {}

        @Override
        public void queued(Task<?> other) {
            if (other == task) count++;
        }
    }

    private static int wakeUpsUntilItEnds(Task<?> cancelled) {
        WakeUps wakeUps = new WakeUps(cancelled);
        loop().setSuspensionListener(wakeUps);
        cancelled.cancel();
        cancelled.cancel();
        waitUntil(ALL_COMPLETED, cancelled);
        loop().setSuspensionListener(null);
        return wakeUps.count;
    }

    @LoopTest
    void aTaskBehindAShieldIsNotWokenForIt() {
        Task<?> task = createTask(() -> shielded(() -> sleep(seconds(3600))));
        settle();
        assertThat(wakeUpsUntilItEnds(task)).as("by its timer alone").isEqualTo(1);
        assertThat(now()).isEqualTo(seconds(3600));
    }

    @LoopTest
    void aTaskThatWaitsForItsChildrenIsNotWokenForIt() {
        Task<?> task = createTask(() -> nursery(n -> {
            n.start(() -> shielded(() -> sleep(seconds(3600))));
        }));
        settle();
        assertThat(wakeUpsUntilItEnds(task)).as("by its child alone").isEqualTo(1);
    }

    @LoopTest
    void aTaskThatWaitsForAThreadIsNotWokenForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Task<?> task = createTask(() -> toThread(() -> {
            begun.countDown();
            go.await();
        }));
        checkpoint();
        toThread(() -> begun.await());
        loop().callSoon(go::countDown);
        assertThat(wakeUpsUntilItEnds(task)).isEqualTo(1);
    }

    @LoopTest
    void aTaskThatSwallowsItIsToldAgainOnlyWhereItPassesACheckpoint() {
        int[] raised = {0};
        Task<?> task = createTask(() -> {
            for (int i = 0; i < 3; i++) {
                try {
                    sleepForever();
                } catch (Cancelled swallowed) {
                    raised[0]++;
                }
            }
        });
        settle();
        assertThat(wakeUpsUntilItEnds(task)).as("out of its first sleep").isEqualTo(1);
        assertThat(raised[0]).isEqualTo(3);
    }
}
