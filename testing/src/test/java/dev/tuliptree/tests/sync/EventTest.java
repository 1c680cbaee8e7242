package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** An event wakes everyone who waits for it, and lets pass whoever comes afterwards. */
class EventTest {
    @LoopTest
    void wakesEveryoneWhoWaits() {
        Event event = new Event();
        List<Integer> came = new ArrayList<>();
        List<Integer> woken = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    event.await();
                    woken.add(number);
                });
            }
            loop().waitAllTasksBlocked();
            assertThat(event.statistics()).isEqualTo(new Event.Statistics(false, 5));
            event.set();
            assertThat(event.statistics()).isEqualTo(new Event.Statistics(true, 0));
        });
        assertThat(woken).containsExactlyInAnyOrderElementsOf(came);
    }

    @LoopTest
    void letsPassWhoeverComesAfterwards() {
        Event event = new Event();
        event.set();
        event.set();
        event.await();
        assertThat(event.isSet()).isTrue();
    }

    @LoopTest
    void whoWaitedIsWokenEvenIfItIsClearedAtOnce() {
        Event event = new Event();
        nursery(n -> {
            n.start(() -> event.await());
            loop().waitAllTasksBlocked();
            event.set();
            event.clear();
        });
        assertThat(event.isSet()).isFalse();
        assertThat(moveOnAfter(seconds(1), () -> event.await())).isFalse();
    }

    @LoopTest
    void aTaskThatIsCancelledWhileItWaitsLeavesNothing() {
        CancelEverywhere.run(victim -> {
            Event event = new Event();
            nursery(n -> {
                n.start(() -> victim.run(() -> event.await()));
                sleep(millis(1));
                event.set();
            });
            assertThat(event.statistics()).isEqualTo(new Event.Statistics(true, 0));
        });
    }

    @LoopTest
    void awaitingIsACheckpointAndTheRestIsNot() {
        Event event = new Event();
        event.set();
        assertCheckpoints(() -> event.await());
        assertLetsOthersRun(() -> event.await());
        assertNoCheckpoints(() -> {
            event.clear();
            event.set();
        });
    }

    @LoopTest
    void saysWhetherItHasHappened() {
        Event event = new Event();
        assertThat(event).hasToString("event, 0 waiting");
        event.set();
        assertThat(event).hasToString("event, set");
    }
}
