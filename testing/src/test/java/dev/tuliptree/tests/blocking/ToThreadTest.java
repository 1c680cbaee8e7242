package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** toThread runs a block in another thread, while the loop goes on. */
class ToThreadTest {
    @LoopTest
    void theBlockRunsInAnotherThreadAndItsValueComesBack() {
        Thread here = Thread.currentThread();
        Thread there = toThread(() -> Thread.currentThread());
        assertThat(there).isNotSameAs(here);
        assertThat(there.isDaemon()).isTrue();
        assertThat(there.getName()).contains("worker");
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        toThread(() -> {
            steps.add("no value");
        });
        assertThat(steps).containsExactly("no value");
    }

    @LoopTest
    void itsFailureComesBackAsItIsWithThePlaceOfTheCall() {
        IOException failure = new IOException("disk");
        assertThatThrownBy(() -> toThread(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessage("awaited by task main");
    }

    @LoopTest
    void otherTasksGoOnMeanwhile() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        nursery(n -> {
            n.start(() -> toThread(() -> go.await()));
            n.start(() -> {
                for (int i = 0; i < 100; i++) checkpoint();
                go.countDown();
            });
        });
    }

    @LoopTest
    void itIsWaitedForEvenIfTheCallerIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        Task<?> task = createTask(() -> {
            toThread(() -> {
                begun.countDown();
                go.await();
                steps.add("block ended");
            });
            steps.add("caller goes on to its next checkpoint");
            checkpoint();
            steps.add("not reached");
        });
        checkpoint();
        toThread(() -> begun.await());
        task.cancel();
        for (int i = 0; i < 10; i++) checkpoint();
        assertThat(task.done()).isFalse();
        go.countDown();
        assertThatThrownBy(() -> await(task)).isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(steps).containsExactly("block ended", "caller goes on to its next checkpoint");
    }

    @LoopTest
    void aCancelledCallerStartsNoBlock() {
        List<String> steps = new ArrayList<>();
        CancelScope left = cancelScope(scope -> {
            scope.cancel();
            toThread(() -> {
                steps.add("not run");
            });
        });
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(steps).isEmpty();
    }

    @LoopTest(schedules = 0)
    void fortyRunAtOnceAndMoreWait() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(40);
        nursery(n -> {
            for (int i = 0; i < 60; i++) {
                n.start(() -> toThread(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    full.countDown();
                    full.await();
                    running.decrementAndGet();
                }));
            }
        });
        assertThat(most).hasValue(40);
        assertThat(running).hasValue(0);
    }

    @LoopTest
    void manyShortOnesAllComeBack() {
        int[] sum = new int[1];
        nursery(n -> {
            for (int i = 0; i < 500; i++) {
                int number = i;
                n.start(() -> {
                    int result = toThread(() -> number);
                    sum[0] += result;
                });
            }
        });
        assertThat(sum[0]).isEqualTo(500 * 499 / 2);
    }

    @LoopTest
    void theBlockIsNotOnTheLoop() {
        toThread(() -> {
            assertThatIllegalStateException().isThrownBy(() -> loop());
            assertThatIllegalStateException().isThrownBy(() -> checkpoint());
        });
    }

    @LoopTest
    void theClockStandsStillMeanwhile() throws Exception {
        boolean inTime = moveOnAfter(millis(1), () -> {
            toThread(() -> "takes a while of real time");
        });
        assertThat(inTime).isTrue();
        assertThat(now()).isZero();
    }
}
