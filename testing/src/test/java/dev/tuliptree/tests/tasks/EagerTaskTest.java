package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ContextVar;
import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An eager task runs to its first suspension before its creator goes on. */
class EagerTaskTest {
    @LoopTest
    void itRunsToItsFirstSuspensionAtOnce() {
        List<String> steps = new ArrayList<>();
        Task<?> task = loop().createEagerTask(() -> {
            steps.add("begun");
            sleep(seconds(1));
            steps.add("ended");
            return null;
        });
        steps.add("creator");
        assertThat(task.done()).isFalse();
        await(task);
        assertThat(steps).containsExactly("begun", "creator", "ended");
    }

    @LoopTest
    void oneThatNeedsNotWaitIsDoneAtOnce() {
        Task<String> task = loop().createEagerTask(() -> "tulip");
        assertThat(task.done()).isTrue();
        assertThat(task.result()).isEqualTo("tulip");
    }

    @LoopTest
    void oneThatFailsAtOnceHasFailed() {
        Task<String> task = loop().createEagerTask(() -> {
            throw new IOException("wire");
        });
        assertThat(task.exception()).isInstanceOf(IOException.class);
    }

    @LoopTest
    void noOtherTaskRunsMeanwhile() {
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                n.start(() -> {
                    steps.add("other");
                });
            }
            loop().createEagerTask(() -> steps.add("eager"));
            steps.add("creator");
        });
        assertThat(steps).startsWith("eager", "creator").hasSize(7);
    }

    @LoopTest
    void startingOneIsNoCheckpoint() {
        LoopAssertions.assertNoCheckpoints(() -> {
            Task<String> task = loop().createEagerTask(() -> "at once");
            assertThat(task.done()).isTrue();
        });
    }

    @LoopTest
    void eagerOnesMayStartEagerOnes() {
        List<Integer> steps = new ArrayList<>();
        startEagerly(10, steps);
        assertThat(steps).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    private static void startEagerly(int depth, List<Integer> steps) {
        if (depth == 0) return;
        loop().createEagerTask(() -> {
            steps.add(depth);
            startEagerly(depth - 1, steps);
            return null;
        });
    }

    @LoopTest
    void itIsATaskOfItsOwn() {
        Task<?> creator = currentTask();
        ContextVar<String> user = ContextVar.of("user");
        user.set("ann");
        Task<Task<?>> task = loop().createEagerTask(() -> {
            assertThat(user.get()).isEqualTo("ann");
            user.set("bob");
            return currentTask();
        });
        assertThat(task.result()).isSameAs(task).isNotSameAs(creator);
        assertThat(currentTask()).isSameAs(creator);
        assertThat(user.get()).isEqualTo("ann");
    }

    @LoopTest
    void itsCreatorMayCancelIt() {
        Task<?> task = loop().createEagerTask(() -> {
            sleepForever();
            return null;
        });
        task.cancel();
        settle();
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void fromACallbackItIsStartedLikeAnyOther() {
        List<String> steps = new ArrayList<>();
        loop().callSoon(() -> {
            loop().createEagerTask(() -> steps.add("task"));
            steps.add("callback");
        });
        settle();
        assertThat(steps).containsExactly("callback", "task");
    }

    @LoopTest
    void manyOfThemAmongManyOthers() {
        int[] done = new int[1];
        nursery(n -> {
            for (int i = 0; i < 20; i++) {
                n.start(() -> {
                    for (int j = 0; j < 20; j++) {
                        Task<Integer> task = loop().createEagerTask(() -> {
                            checkpoint();
                            return 1;
                        });
                        int result = await(task);
                        done[0] += result;
                    }
                });
            }
        });
        assertThat(done[0]).isEqualTo(400);
    }

    @LoopTest
    void cancelledAtAnyPointItsCreatorLeavesItToTheLoop() {
        CancelEverywhere.run(victim -> {
            List<Task<String>> started = new ArrayList<>();
            victim.run(() -> {
                started.add(loop().createEagerTask(() -> {
                    sleep(seconds(1));
                    return "done";
                }));
                await(started.getFirst());
            });
            assertThat(await(started.getFirst())).isEqualTo("done");
        });
    }
}
