package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A task runs a coroutine beside others, and is the future of its outcome. */
class TaskTest {
    @LoopTest
    void itHasItsFirstTurnAfterTheNextCheckpointOfWhoStartedIt() {
        List<String> steps = new ArrayList<>();
        Task<?> task = createTask(() -> {
            steps.add("task");
        });
        steps.add("starter");
        await(task);
        assertThat(steps).containsExactly("starter", "task");
    }

    @LoopTest(schedules = 0)
    void tasksHaveTheirFirstTurnsInTheOrderTheyWereStarted() {
        List<Integer> order = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                n.start(() -> {
                    order.add(number);
                });
            }
        });
        assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @LoopTest
    void awaitingItGivesItsResult() {
        assertThat(await(createTask(() -> {
                    sleep(seconds(1));
                    return "tulip";
                })))
                .isEqualTo("tulip");
    }

    @LoopTest
    void awaitingItThrowsTheVeryExceptionItFailedWith() {
        IOException failure = new IOException("wire");
        Task<String> task = createTask(() -> {
            checkpoint();
            throw failure;
        });
        assertThatThrownBy(() -> await(task)).isSameAs(failure);
        assertThat(task.exception()).isSameAs(failure);
        assertThat(task.cancelled()).isFalse();
    }

    @LoopTest
    void onlyItsCoroutineSetsItsOutcome() {
        Task<String> task = createTask(() -> "tulip");
        assertThatIllegalStateException().isThrownBy(() -> task.setResult("rose"));
        assertThatIllegalStateException().isThrownBy(() -> task.setException(new IOException()));
        assertThat(await(task)).isEqualTo("tulip");
    }

    @LoopTest
    void itCannotAwaitItself() {
        assertThatIllegalStateException()
                .isThrownBy(() -> currentTask().await())
                .withMessageContaining("await itself");
    }

    @LoopTest
    void itKnowsWhoIsRunning() {
        Task<Task<?>> task = createTask(() -> {
            checkpoint();
            return currentTask();
        });
        assertThat(await(task)).isSameAs(task);
        assertThat(currentTask()).isNotSameAs(task);
    }

    @LoopTest
    void itHasANameThatCanBeChanged() {
        Task<?> task = createTask(() -> {});
        assertThat(task.name()).matches("task-\\d+");
        assertThat(task.name("gardener")).isSameAs(task);
        assertThat(task.name()).isEqualTo("gardener");
        assertThat(task).hasToString("task gardener");
        assertThat(currentTask().name()).isEqualTo("main");
        await(task);
    }

    @LoopTest
    void itSaysWhatItIsSuspendedAt() {
        Event event = new Event();
        Task<?> task = createTask(() -> event.await());
        assertThat(task.awaiting()).isNull();
        loop().waitAllTasksBlocked();
        assertThat(task.awaiting()).hasToString(event.toString());
        event.set();
        await(task);
        assertThat(task.awaiting()).isNull();
    }

    @LoopTest
    void itShowsTheStackItIsSuspendedIn() {
        Task<?> task = createTask(() -> tendTheGarden());
        assertThat(task.stack()).isEmpty();
        loop().waitAllTasksBlocked();
        assertThat(task.stack()).anyMatch(frame -> frame.getMethodName().equals("tendTheGarden"));
        task.cancel();
        loop().waitAllTasksBlocked();
        assertThat(task.stack()).isEmpty();
    }

    private static void tendTheGarden() {
        sleepForever();
    }

    @LoopTest
    void allTasksAreKnownUntilTheyEnd() {
        Task<?> background = createTask(() -> sleepForever());
        nursery(n -> {
            Task<?> child = n.start(() -> nursery(inner -> {
                inner.start(() -> sleepForever()).name("grandchild");
            }));
            loop().waitAllTasksBlocked();
            assertThat(loop().allTasks())
                    .contains(currentTask(), background, child)
                    .hasSize(4);
            assertThat(loop().allTasks()).extracting(Task::name).contains("grandchild");
            n.cancel();
        });
        background.cancel();
        loop().waitAllTasksBlocked();
        assertThat(loop().allTasks()).containsExactly(currentTask());
    }

    @LoopTest
    void itIsHeldUntilItEndsThoughNobodyElseKnowsIt() {
        List<String> done = new ArrayList<>();
        createTask(() -> {
            sleep(seconds(1));
            done.add("forgotten by all");
        });
        checkpoint();
        System.gc();
        sleep(seconds(2));
        assertThat(done).containsExactly("forgotten by all");
    }

    // -- cancelling

    @LoopTest
    void cancelledWhileItWaitsItEndsThere() {
        List<String> steps = new ArrayList<>();
        Task<?> task = createTask(() -> {
            try {
                sleepForever();
                steps.add("after");
            } finally {
                steps.add("finally");
            }
        });
        loop().waitAllTasksBlocked();
        assertThat(task.cancel("enough")).isTrue();
        assertThat(task.cancelled()).as("at once").isFalse();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> await(task))
                .withMessageContaining("enough");
        assertThat(task.cancelled()).isTrue();
        assertThat(steps).containsExactly("finally");
    }

    @LoopTest
    void cancelledBeforeItsFirstTurnItComesToItsFirstCheckpoint() {
        List<String> steps = new ArrayList<>();
        Task<?> task = createTask(() -> {
            steps.add("begun");
            checkpoint();
            steps.add("not reached");
        });
        task.cancel();
        loop().waitAllTasksBlocked();
        assertThat(steps).containsExactly("begun");
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void everyCheckpointOfACancelledTaskRaises() {
        List<String> raised = new ArrayList<>();
        Task<?> task = createTask(() -> {
            for (int i = 0; i < 3; i++) {
                try {
                    sleepForever();
                } catch (Cancelled cancelled) {
                    raised.add(cancelled.reason().text());
                }
            }
            checkpoint();
        });
        loop().waitAllTasksBlocked();
        task.cancel("go");
        loop().waitAllTasksBlocked();
        assertThat(raised).containsExactly("go", "go", "go");
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void aTaskThatReturnsAllTheSameWasNotCancelled() {
        Task<String> task = createTask(() -> {
            try {
                sleepForever();
            } catch (Cancelled cancelled) {
                return "result";
            }
            return "never";
        });
        loop().waitAllTasksBlocked();
        task.cancel();
        assertThat(await(task)).isEqualTo("result");
        assertThat(task.cancelled()).isFalse();
    }

    @LoopTest
    void aTaskThatFailsWhileItIsCancelledHasFailed() {
        IOException failure = new IOException("on the way out");
        Task<String> task = createTask(() -> {
            try {
                sleepForever();
            } finally {
                throwIt(failure);
            }
            return "never";
        });
        loop().waitAllTasksBlocked();
        task.cancel();
        assertThatThrownBy(() -> await(task)).isSameAs(failure);
        assertThat(task.cancelled()).isFalse();
    }

    private static void throwIt(IOException failure) throws IOException {
        throw failure;
    }

    @LoopTest
    void cancellingATaskThatIsDoneChangesNothing() {
        Task<String> task = createTask(() -> "tulip");
        await(task);
        assertThat(task.cancel()).isFalse();
        assertThat(task.cancelled()).isFalse();
        assertThat(task.result()).isEqualTo("tulip");
    }

    @LoopTest
    void theFirstReasonOfACancelStays() {
        Task<?> task = createTask(() -> sleepForever());
        loop().waitAllTasksBlocked();
        task.cancel("first");
        task.cancel("second");
        assertThatThrownBy(() -> await(task)).hasMessageContaining("first").hasMessageNotContaining("second");
    }

    @LoopTest
    void cancelledIsNoException() {
        Task<String> task = createTask(() -> {
            try {
                sleepForever();
            } catch (Exception e) {
                return "swallowed";
            }
            return "never";
        });
        loop().waitAllTasksBlocked();
        task.cancel();
        loop().waitAllTasksBlocked();
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void aTaskThatRaisesACancelledOfItsOwnCountsAsCancelled() {
        Task<?> task = createTask(() -> {
            Cancelled[] kept = new Cancelled[1];
            cancelScope(scope -> {
                scope.cancel("inner");
                try {
                    checkpoint();
                } catch (Cancelled cancelled) {
                    kept[0] = cancelled;
                }
            });
            throw kept[0];
        });
        loop().waitAllTasksBlocked();
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void cancellingWhatItAwaitsIsNotCancellingIt() {
        Future<@Nullable Void> future = loop().createFuture();
        Task<String> task = createTask(() -> {
            try {
                await(future);
                return "never";
            } catch (CancellationException e) {
                sleep(seconds(1));
                return "goes on";
            }
        });
        loop().waitAllTasksBlocked();
        future.cancel();
        assertThat(await(task)).isEqualTo("goes on");
    }

    @LoopTest
    void aTaskMayCancelItself() {
        Task<?> task = createTask(() -> {
            currentTask().cancel("by itself");
            checkpoint();
        });
        loop().waitAllTasksBlocked();
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void aTaskKnowsWhenItWasStarted() {
        sleep(seconds(3));
        Task<?> task = createTask(() -> sleep(seconds(2)));
        sleep(seconds(1));
        assertThat(task.startedAt()).isEqualTo(seconds(3).toNanos());
        await(task);
        assertThat(task.startedAt()).isEqualTo(seconds(3).toNanos());
    }

    @LoopTest
    void aTaskSaysWhyItIsCancelledWhereItIs() {
        nursery(n -> {
            Task<?> task = n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    shielded(() -> sleep(seconds(1)));
                    assertThat(requireNonNull(currentTask().cancelReason()).text())
                            .isEqualTo("enough");
                }
            });
            checkpoint();
            assertThat(task.cancelReason()).isNull();
            task.cancel("enough");
            assertThat(requireNonNull(task.cancelReason()).text()).isEqualTo("enough");
            checkpoint();
            assertThat(task.cancelReason()).as("in its shield").isNull();
            sleep(seconds(2));
            assertThat(task.cancelled()).isTrue();
            assertThat(task.cancelReason()).as("at its end").isNull();
        });
    }
}
