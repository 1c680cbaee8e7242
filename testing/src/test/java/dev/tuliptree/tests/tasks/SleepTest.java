package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sleep suspends one task for as long as asked, and always is a checkpoint. */
class SleepTest {
    @LoopTest
    void itTakesExactlyAsLongAsAsked() {
        sleep(millis(1));
        assertThat(now()).isEqualTo(millis(1));
        sleep(Duration.ofNanos(1));
        assertThat(now()).isEqualTo(millis(1).plusNanos(1));
        sleepUntil(seconds(1).toNanos());
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void noTimeIsATurnOfTheOthers() {
        for (Duration none : List.of(Duration.ZERO, seconds(-1))) {
            LoopAssertions.assertCheckpoints(() -> sleep(none));
            LoopAssertions.assertLetsOthersRun(() -> sleep(none));
        }
        assertThat(now()).isZero();
    }

    @LoopTest
    void untilATimeInThePastIsATurnOfTheOthers() {
        sleep(seconds(5));
        sleepUntil(seconds(1).toNanos());
        assertThat(now()).isEqualTo(seconds(5));
        LoopAssertions.assertCheckpoints(() -> sleepUntil(0));
        LoopAssertions.assertLetsOthersRun(() -> sleepUntil(0));
    }

    @LoopTest
    void sleepersWakeInTheOrderOfTheirTimesHoweverManyThereAre() {
        List<Integer> woken = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 1_000; i++) {
                int time = (i * 7919) % 1_000;
                n.start(() -> {
                    sleep(millis(time));
                    woken.add(time);
                });
            }
        });
        assertThat(woken).hasSize(1_000).isSorted();
    }

    @LoopTest
    void forEverIsUntilItIsCancelled() {
        CancelScope left = cancelScope(scope -> {
            scope.deadlineIn(Duration.ofDays(365 * 100));
            sleepForever();
        });
        assertThat(left.cancelledCaught()).isTrue();
    }

    @LoopTest
    void aTimeTooLongToTellIsForEver() {
        boolean inTime = moveOnAfter(Duration.ofDays(1), () -> sleep(Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(inTime).isFalse();
    }

    @LoopTest
    void cancellingALongOneEndsItAtOnceAndTakesItsTimerAlong() {
        Task<?> sleeper = createTask(() -> sleep(seconds(1_000_000)));
        settle();
        assertThat(loop().statistics().timers()).isEqualTo(1);
        sleeper.cancel();
        settle();
        assertThat(sleeper.cancelled()).isTrue();
        assertThat(loop().statistics().timers()).isZero();
        assertThat(now()).isZero();
    }

    @LoopTest
    void ofThousandsCancelledAtOnceNoTimerIsLeft() {
        nursery(n -> {
            for (int i = 0; i < 5_000; i++) {
                int time = i;
                n.start(() -> sleep(seconds(1 + time)));
            }
            settle();
            n.cancel();
        });
        assertThat(loop().statistics().timers()).isZero();
        assertThat(now()).isZero();
    }

    @LoopTest
    void itSaysHowLong() {
        Task<?> sleeper = createTask(() -> sleep(seconds(1)));
        settle();
        assertThat(sleeper.awaiting()).asString().isEqualTo("sleep for another 1.0 s");
        sleeper.cancel();
    }

    @LoopTest
    void cancelledAtAnyPointItLeavesNoTimer() {
        int points = CancelEverywhere.run(victim -> {
            boolean completed = victim.run(() -> sleep(seconds(1)));
            if (completed) assertThat(now()).isPositive();
        });
        assertThat(points).isEqualTo(2);
    }
}
