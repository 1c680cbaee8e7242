package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.Action;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A thread may run one task after the other, and no task can tell. */
class ThreadReuseTest {
    private static final ThreadLocal<@Nullable String> LOCAL = new ThreadLocal<>();
    private static final InheritableThreadLocal<@Nullable String> INHERITED = new InheritableThreadLocal<>();

    @LoopTest
    void whatATaskLeavesInThreadLocalsNoOtherTaskSees() {
        List<@Nullable String> seen = new ArrayList<>();
        Action<Exception> leaveSomething = () -> {
            seen.add(LOCAL.get());
            seen.add(INHERITED.get());
            LOCAL.set("mine");
            INHERITED.set("mine");
        };
        atOnceAndInTurn(leaveSomething);
        assertThat(seen).hasSize(40).containsOnlyNulls();
    }

    @LoopTest
    void theNameOfAThreadGoesWithItsTask() {
        List<String> seen = new ArrayList<>();
        atOnceAndInTurn(() -> {
            seen.add(Thread.currentThread().getName());
            Thread.currentThread().setName("mine");
        });
        assertThat(seen).hasSize(20).containsOnly("");
    }

    @LoopTest
    void theClassLoaderOfAThreadGoesWithItsTask() {
        ClassLoader usual = Thread.currentThread().getContextClassLoader();
        ClassLoader other = new URLClassLoader(new URL[0]);
        List<ClassLoader> seen = new ArrayList<>();
        atOnceAndInTurn(() -> {
            seen.add(Thread.currentThread().getContextClassLoader());
            Thread.currentThread().setContextClassLoader(other);
        });
        assertThat(seen).hasSize(20).containsOnly(usual);
    }

    @LoopTest
    void anInterruptThatATaskLeavesBehindHitsNoOther() {
        List<Boolean> seen = new ArrayList<>();
        atOnceAndInTurn(() -> {
            seen.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        assertThat(seen).hasSize(20).containsOnly(false);
    }

    @LoopTest
    void aTaskThatFailsHarmsNoneThatFollows() {
        for (int i = 0; i < 10; i++) {
            Task<?> failing = createTask(() -> {
                throw new IllegalStateException("on purpose");
            });
            Task<String> following = createTask(() -> "well");
            assertThat(await(following)).isEqualTo("well");
            assertThatThrownBy(() -> await(failing)).hasMessage("on purpose");
        }
    }

    @LoopTest
    void unparkingAThreadWhoseTaskHasEndedWakesNoOtherTaskTooEarly() {
        Thread[] kept = new Thread[1];
        await(createTask(() -> {
            kept[0] = Thread.currentThread();
        }));
        LockSupport.unpark(kept[0]);
        List<String> steps = new ArrayList<>();
        Task<?> waiting = createTask(() -> {
            LockSupport.unpark(kept[0]);
            for (int i = 0; i < 3; i++) {
                checkpoint();
                steps.add("task " + i);
            }
        });
        LockSupport.unpark(kept[0]);
        checkpoint();
        LockSupport.unpark(kept[0]);
        await(waiting);
        assertThat(steps).containsExactly("task 0", "task 1", "task 2");
    }

    @LoopTest
    void tasksThatBeginAndEndByTheThousandAllRun() {
        int[] run = {0};
        for (int round = 0; round < 3; round++) {
            nursery(n -> {
                for (int i = 0; i < 1000; i++) {
                    boolean suspends = i % 3 == 0;
                    n.start(() -> {
                        if (suspends) checkpoint();
                        run[0]++;
                    });
                }
            });
        }
        assertThat(run[0]).isEqualTo(3000);
    }

    @Test
    void threadsEndWithTheirLoop() throws InterruptedException {
        Set<Thread> threads = new HashSet<>();
        run(() -> nursery(n -> {
            for (int i = 0; i < 10; i++) {
                n.start(() -> {
                    threads.add(Thread.currentThread());
                    checkpoint();
                });
            }
        }));
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(10)))
                    .as("%s has ended", thread)
                    .isTrue();
        }
    }

    /** Ten tasks that are ready at once, then ten, each after the one before has ended. */
    private static void atOnceAndInTurn(Action<Exception> action) {
        nursery(n -> {
            for (int i = 0; i < 10; i++) n.start(action);
        });
        for (int i = 0; i < 10; i++) await(createTask(action));
    }
}
