package dev.tuliptree.tests.file;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Body;
import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.loop.WorkerKind;
import dev.tuliptree.loop.WorkerThreads;
import dev.tuliptree.testing.LoopTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Work of one kind has threads of its own, and waits in line for them. */
class FileThreadsTest {
    private static final WorkerKind ONE_AT_A_TIME = new WorkerKind("single", 1);

    private static Body<@Nullable Void, InterruptedException> waitFor(CountDownLatch begun, CountDownLatch end) {
        return () -> {
            begun.countDown();
            end.await();
            return null;
        };
    }

    @LoopTest
    void oneKindThatIsStuckHoldsUpNoOther() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        nursery(n -> {
            n.start(() -> WorkerThreads.run(ONE_AT_A_TIME, waitFor(begun, end)));
            toThread(() -> begun.await());
            assertThat(WorkerThreads.run(new WorkerKind("other", 1), () -> "went by"))
                    .isEqualTo("went by");
            end.countDown();
        });
    }

    @LoopTest
    void cancelledInLineATaskGoesAtOnceAndItsWorkIsNeverDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        nursery(n -> {
            n.start(() -> WorkerThreads.run(ONE_AT_A_TIME, waitFor(begun, end)));
            toThread(() -> begun.await());
            Task<Integer> second = n.start(() -> WorkerThreads.run(ONE_AT_A_TIME, done::incrementAndGet));
            while (second.awaiting() == null) checkpoint();
            second.cancel("enough");
            waitUntil(ALL_COMPLETED, second);
            assertThat(second.cancelled()).isTrue();
            end.countDown();
        });
        assertThat(WorkerThreads.run(ONE_AT_A_TIME, () -> done.get())).isZero();
    }

    @LoopTest
    void onceBegunItIsWaitedForAndItsResultIsNotLost() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        String[] result = new String[1];
        nursery(n -> {
            Task<?> working = n.start(() -> {
                result[0] = WorkerThreads.run(ONE_AT_A_TIME, () -> {
                    begun.countDown();
                    end.await();
                    return "kept";
                });
                checkpoint();
            });
            toThread(() -> begun.await());
            working.cancel("enough");
            checkpoint();
            assertThat(working.done()).isFalse();
            end.countDown();
        });
        assertThat(result[0]).isEqualTo("kept");
    }

    @LoopTest
    void longWorkCanAskWhetherItsTaskWasCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CancelScope scope = cancelScope(opened -> {
            nursery(n -> {
                n.start(() -> WorkerThreads.run(ONE_AT_A_TIME, () -> {
                    begun.countDown();
                    while (true) {
                        WorkerThreads.throwIfCancelled();
                        Thread.onSpinWait();
                    }
                }));
                toThread(() -> begun.await());
                opened.cancel("enough");
            });
        });
        assertThat(scope.cancelledCaught()).isTrue();
        WorkerThreads.throwIfCancelled();
    }
}
