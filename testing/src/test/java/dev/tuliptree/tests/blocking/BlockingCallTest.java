package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Action;
import dev.tuliptree.CancelScope;
import dev.tuliptree.Task;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the loop mounts its coroutines, one that blocks in a call of the JDK's suspends itself alone: the others go on,
 * and it can be cancelled there.
 */
class BlockingCallTest {
    @LoopTest(carriers = CarrierKind.MOUNTING)
    void anotherTaskHoldsTheMonitor() {
        Object monitor = new Object();
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                synchronized (monitor) {
                    steps.add("first in");
                    for (int i = 0; i < 20; i++) checkpoint();
                    steps.add("first out");
                }
            });
            n.start(() -> {
                while (steps.isEmpty()) checkpoint();
                synchronized (monitor) {
                    steps.add("second in");
                }
            });
        });
        assertThat(steps).containsExactly("first in", "first out", "second in");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void anotherTaskHoldsTheLock() {
        ReentrantLock lock = new ReentrantLock();
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                lock.lock();
                try {
                    steps.add("first in");
                    for (int i = 0; i < 20; i++) checkpoint();
                    steps.add("first out");
                } finally {
                    lock.unlock();
                }
            });
            n.start(() -> {
                while (steps.isEmpty()) checkpoint();
                lock.lock();
                steps.add("second in");
                lock.unlock();
            });
        });
        assertThat(steps).containsExactly("first in", "first out", "second in");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aThreadOutsideHoldsTheLock() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> {
            lock.lock();
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                lock.unlock();
            }
        });
        held.await();
        nursery(n -> {
            Task<?> blocked = n.start(() -> {
                lock.lock();
                lock.unlock();
            });
            for (int i = 0; i < 20; i++) checkpoint();
            assertThat(blocked.done()).isFalse();
            release.countDown();
        });
        holder.join();
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void tasksHandItemsOnThroughAQueueOfTheJdk() {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
        List<Integer> taken = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < 50; i++) queue.put(i);
            });
            n.start(() -> {
                for (int i = 0; i < 50; i++) taken.add(queue.take());
            });
        });
        assertThat(taken).hasSize(50).isSorted();
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aThreadOutsideHandsItemsIn() throws Exception {
        BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
        List<Integer> taken = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < 50; i++) taken.add(queue.take());
            });
            checkpoint();
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 50; i++) queue.add(i);
            });
        });
        assertThat(taken).hasSize(50).isSorted();
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void latchesSemaphoresConditionsAndExchangers() {
        CountDownLatch latch = new CountDownLatch(1);
        Semaphore semaphore = new Semaphore(0);
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        boolean[] told = new boolean[1];
        Exchanger<String> exchanger = new Exchanger<>();
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                latch.await();
                semaphore.acquire();
                lock.lock();
                while (!told[0]) condition.await();
                lock.unlock();
                steps.add(exchanger.exchange("from the first"));
            });
            n.start(() -> {
                latch.countDown();
                checkpoint();
                semaphore.release();
                checkpoint();
                lock.lock();
                told[0] = true;
                condition.signal();
                lock.unlock();
                steps.add(exchanger.exchange("from the second"));
            });
        });
        assertThat(steps).containsExactlyInAnyOrder("from the first", "from the second");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void objectWaitAndNotify() {
        Object monitor = new Object();
        boolean[] ready = new boolean[1];
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                synchronized (monitor) {
                    while (!ready[0]) monitor.wait();
                    steps.add("notified");
                }
            });
            n.start(() -> {
                for (int i = 0; i < 5; i++) checkpoint();
                synchronized (monitor) {
                    ready[0] = true;
                    monitor.notifyAll();
                }
            });
        });
        assertThat(steps).containsExactly("notified");
    }

    @LoopTest(schedules = 0, carriers = CarrierKind.MOUNTING)
    void aSleepOfTheJdksTakesRealTimeWhileOthersGoOn() {
        AtomicBoolean slept = new AtomicBoolean();
        int[] turns = new int[1];
        nursery(n -> {
            n.start(() -> {
                long begin = System.nanoTime();
                Thread.sleep(20);
                assertThat(System.nanoTime() - begin)
                        .isGreaterThanOrEqualTo(millis(20).toNanos());
                slept.set(true);
            });
            n.start(() -> {
                while (!slept.get()) {
                    turns[0]++;
                    checkpoint();
                }
            });
        });
        assertThat(turns[0]).isGreaterThan(1);
        assertThat(loop().nanoTime()).as("the virtual clock").isZero();
    }

    @LoopTest(schedules = 0, carriers = CarrierKind.MOUNTING)
    void timedWaitsOfTheJdkTakeRealTime() throws Exception {
        assertThat(new LinkedBlockingQueue<String>().poll(5, TimeUnit.MILLISECONDS))
                .isNull();
        assertThat(new Semaphore(0).tryAcquire(5, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(loop().nanoTime()).as("the virtual clock").isZero();
        assertThat(loop().statistics().timers()).isZero();
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void yieldingGivesOthersTheirTurns() {
        boolean[] stop = new boolean[1];
        nursery(n -> {
            n.start(() -> {
                while (!stop[0]) Thread.yield();
            });
            n.start(() -> {
                checkpoint();
                stop[0] = true;
            });
        });
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aCallbackThatBlocksHoldsUpNobodyButItself() {
        CountDownLatch latch = new CountDownLatch(1);
        List<String> steps = new ArrayList<>();
        loop().callSoon(() -> {
            try {
                latch.await();
                steps.add("blocked");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        loop().callSoon(() -> steps.add("next"));
        while (!steps.contains("next")) checkpoint();
        assertThat(steps).containsExactly("next");
        latch.countDown();
        while (steps.size() < 2) checkpoint();
        assertThat(steps).containsExactly("next", "blocked");
    }

    // -- cancelling

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aCancelInterruptsTheCallAndIsCaughtByTheScope() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            List<CancelScope> scopes = new ArrayList<>();
            n.start(() -> {
                CancelScope left = cancelScope(scope -> {
                    scopes.add(scope);
                    new LinkedBlockingQueue<String>().take();
                });
                steps.add(left.cancelledCaught() ? "caught" : "not caught");
                assertThat(Thread.currentThread().isInterrupted())
                        .as("the interrupt is used up")
                        .isFalse();
                checkpoint();
            });
            while (scopes.isEmpty()) checkpoint();
            for (int i = 0; i < 5; i++) checkpoint();
            scopes.getFirst().cancel("enough");
        });
        assertThat(steps).containsExactly("caught");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aCancelBetweenTwoCallsInterruptsTheSecond() throws InterruptedException {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        List<String> got = new ArrayList<>();
        CancelScope left = cancelScope(scope -> {
            scope.cancel("nobody has noticed yet");
            new LinkedBlockingQueue<>(List.of("item")).take();
            got.add("what did not block");
            got.add(queue.take());
        });
        assertThat(left.cancelledCaught()).isTrue();
        assertThat(got).containsExactly("what did not block");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void whatTidiesUpAfterACancelMayBlock() {
        CountDownLatch tidy = new CountDownLatch(1);
        List<String> steps = new ArrayList<>();
        for (Action<Exception> call :
                List.<Action<Exception>>of(() -> sleepForever(), () -> new CountDownLatch(1).await())) {
            Task<?> task = createTask(() -> {
                try {
                    call.run();
                } finally {
                    tidy.await();
                    steps.add("tidied up");
                }
            });
            for (int i = 0; i < 5; i++) checkpoint();
            task.cancel();
            for (int i = 0; i < 5; i++) checkpoint();
            tidy.countDown();
            waitUntil(ALL_COMPLETED, task);
            assertThat(task.cancelled()).isTrue();
        }
        assertThat(steps).hasSize(2);
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aCancelledTaskInSuchACallEndsCancelled() {
        Task<?> task = createTask(() -> new CountDownLatch(1).await());
        for (int i = 0; i < 5; i++) checkpoint();
        task.cancel();
        waitUntil(ALL_COMPLETED, task);
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aNurseryThatFailsInterruptsTheCallsOfItsChildren() {
        assertThatThrownBy(() -> nursery(n -> {
                    n.start(() -> new CountDownLatch(1).await());
                    for (int i = 0; i < 5; i++) checkpoint();
                    fail("body");
                }))
                .satisfies(group ->
                        assertThat(group.getSuppressed()).as("no other failure").isEmpty());
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void whatTheCallGotBeforeTheCancelIsKept() {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        List<String> got = new ArrayList<>();
        Task<?> task = createTask(() -> {
            got.add(queue.take());
            checkpoint();
            got.add("not reached");
        });
        for (int i = 0; i < 5; i++) checkpoint();
        queue.add("item");
        while (got.isEmpty()) checkpoint();
        task.cancel();
        waitUntil(ALL_COMPLETED, task);
        assertThat(got).containsExactly("item");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void insideOurOwnCallsNoInterruptIsUsed() {
        List<Boolean> interrupted = new ArrayList<>();
        Task<?> task = createTask(() -> {
            try {
                sleepForever();
            } finally {
                interrupted.add(Thread.currentThread().isInterrupted());
            }
        });
        loop().waitAllTasksBlocked();
        task.cancel();
        loop().waitAllTasksBlocked();
        assertThat(interrupted).containsExactly(false);
    }

    @LoopTest
    void anInterruptOfTheUsersOwnDoesNotDisturbOurCalls() {
        Thread.currentThread().interrupt();
        checkpoint();
        sleep(seconds(1));
        assertThat(Thread.interrupted()).as("is still there").isTrue();
    }

    @LoopTest
    void anInterruptedExceptionOfTheUsersOwnIsAFailureLikeAnyOther() {
        Task<?> task = createTask(() -> {
            throw new InterruptedException("of its own");
        });
        assertThatThrownBy(() -> await(task)).isInstanceOf(InterruptedException.class);
        assertThat(task.cancelled()).isFalse();
    }
}
