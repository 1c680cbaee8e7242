package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.loop.StepTimes;
import dev.tuliptree.testing.LoopTest;

class StepTimesTest {
    private static long count(StepTimes times) {
        return times.buckets().stream().mapToLong(StepTimes.Bucket::count).sum();
    }

    @LoopTest
    void eachStepIsCountedOnce() {
        try (StepTimes times = loop().measureSteps()) {
            assertThat(count(times)).isZero();
            // The step in which the measuring began is not a whole one; the tenth is not over yet.
            for (int i = 0; i < 10; i++) sleep(millis(1));
            assertThat(count(times)).isEqualTo(9);
        }
    }

    @LoopTest(schedules = 0)
    void slowStepIsAmongTheSlowOnes() {
        try (StepTimes times = loop().measureSteps()) {
            sleep(millis(1));
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 10_000_000) Thread.onSpinWait();
            sleep(millis(1));
            long slow = times.buckets().stream()
                    .filter(bucket -> bucket.from() >= 10_000_000)
                    .mapToLong(StepTimes.Bucket::count)
                    .sum();
            assertThat(slow).isPositive();
            assertThat(times.longest()).isGreaterThanOrEqualTo(10_000_000);
        }
    }

    @LoopTest
    void rangesFollowEachOther() {
        try (StepTimes times = loop().measureSteps()) {
            var buckets = times.buckets();
            assertThat(buckets.getFirst().from()).isZero();
            assertThat(buckets.getLast().below()).isEqualTo(Long.MAX_VALUE);
            for (int i = 1; i < buckets.size(); i++) {
                assertThat(buckets.get(i).from()).isEqualTo(buckets.get(i - 1).below());
            }
        }
    }

    @LoopTest
    void whoHasClosedCountsNoMoreAndOthersDo() {
        try (StepTimes open = loop().measureSteps()) {
            StepTimes closed = loop().measureSteps();
            sleep(millis(1));
            sleep(millis(1));
            closed.close();
            closed.close();
            long then = count(closed);
            sleep(millis(1));
            sleep(millis(1));
            assertThat(count(closed)).isEqualTo(then);
            assertThat(count(open)).isEqualTo(then + 2);
        }
    }
}
