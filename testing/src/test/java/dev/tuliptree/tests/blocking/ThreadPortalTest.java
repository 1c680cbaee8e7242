package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import dev.tuliptree.ThreadOptions;
import dev.tuliptree.sync.CapacityLimiter;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A block in another thread may call back into its loop, notice a cancellation, be limited, or be left to itself. */
class ThreadPortalTest {
    @LoopTest
    void aThreadMayRunACoroutineOnItsLoopAndWaitForIt() throws Exception {
        Task<?> main = currentTask();
        String result = toThread(() -> fromThread(() -> {
            checkpoint();
            assertThat(currentTask()).isNotSameAs(main);
            assertThat(loop()).isSameAs(main.loop());
            return "from the loop";
        }));
        assertThat(result).isEqualTo("from the loop");
    }

    @LoopTest
    void itIsToldTheFailureAsItIs() throws Exception {
        IOException failure = new IOException("wire");
        toThread(() -> assertThatThrownBy(() -> fromThread(() -> {
                    throw failure;
                }))
                .isSameAs(failure));
    }

    @LoopTest
    void backAndForthAndBack() throws Exception {
        int result = toThread(() -> fromThread(() -> toThread(() -> fromThread(() -> toThread(() -> 42)))));
        assertThat(result).isEqualTo(42);
    }

    @Test
    void aThreadThatWorksForNoTaskIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> fromThread(() -> "anything"))
                .withMessageContaining("toThread");
        assertThatIllegalStateException().isThrownBy(() -> checkCancelled());
    }

    @LoopTest
    void aLongBlockMayNoticeThatItsTaskWasCancelled() {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        Task<?> task = createTask(() -> toThread(() -> {
            begun.countDown();
            try {
                while (true) checkCancelled();
            } catch (Cancelled cancelled) {
                steps.add(cancelled.reason().text());
                throw cancelled;
            }
        }));
        checkpoint();
        awaitLatch(begun);
        task.cancel("no longer needed");
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(task));
        assertThat(steps).containsExactly("no longer needed");
    }

    private static void awaitLatch(CountDownLatch latch) {
        while (latch.getCount() > 0) checkpoint();
    }

    @LoopTest
    void aBlockThatNobodyCancelsNoticesNothing() {
        assertThat(toThread(() -> {
                    checkCancelled();
                    return "through";
                }))
                .isEqualTo("through");
    }

    @LoopTest
    void oneThatMayBeAbandonedIsLeftBehindAtOnce() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Task<?> task = createTask(() -> toThread(ThreadOptions.DEFAULT.abandonOnCancel(true), () -> {
            begun.countDown();
            go.await();
            ended.countDown();
            return "unheard";
        }));
        checkpoint();
        awaitLatch(begun);
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(task));
        assertThat(ended.getCount()).as("the block goes on").isEqualTo(1);
        go.countDown();
        awaitLatch(ended);
    }

    @LoopTest
    void aLimiterLimitsHowManyRunAtOnce() {
        CapacityLimiter limiter = new CapacityLimiter(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        nursery(n -> {
            for (int i = 0; i < 30; i++) {
                n.start(() -> toThread(ThreadOptions.DEFAULT.limiter(limiter), () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    return running.decrementAndGet();
                }));
            }
        });
        settle();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(limiter.statistics().borrowers().size()).isZero();
    }

    @LoopTest
    void theTokenOfAnAbandonedBlockIsGivenBackWhenItEnds() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Task<?> task =
                createTask(() -> toThread(ThreadOptions.DEFAULT.limiter(limiter).abandonOnCancel(true), () -> {
                    begun.countDown();
                    go.await();
                    return "unheard";
                }));
        checkpoint();
        awaitLatch(begun);
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(task));
        assertThat(limiter.statistics().borrowers().size()).as("still at work").isEqualTo(1);
        go.countDown();
        while (limiter.statistics().borrowers().size() > 0) checkpoint();
    }

    @LoopTest
    void aTaskCancelledWhileItsBlockWaitsForAThreadGoesAtOnce() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        CountDownLatch go = new CountDownLatch(1);
        List<String> steps = Collections.synchronizedList(new ArrayList<>());
        nursery(n -> {
            n.start(() -> toThread(ThreadOptions.DEFAULT.limiter(limiter), () -> {
                go.await();
                return "first";
            }));
            checkpoint();
            while (limiter.statistics().borrowers().size() == 0) checkpoint();
            Task<?> second = n.start(() -> toThread(ThreadOptions.DEFAULT.limiter(limiter), () -> steps.add("second")));
            for (int i = 0; i < 10; i++) checkpoint();
            second.cancel();
            for (int i = 0; i < 10; i++) checkpoint();
            assertThat(second.cancelled()).isTrue();
            go.countDown();
        });
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void whatComputesHasThreadsOfItsOwn() {
        assertThat(toProcessor(() -> Thread.currentThread().getName())).contains("processor");
    }
}
