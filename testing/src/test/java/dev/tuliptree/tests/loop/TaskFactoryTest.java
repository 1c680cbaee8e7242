package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.TaskFactory;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A task factory makes the tasks that belong to a loop. */
class TaskFactoryTest {
    private final List<String> steps = new ArrayList<>();

    /** Wraps what tasks run, and names them. */
    private <T> Task<T> traced(EventLoop loop, Coroutine<T> coroutine) {
        Task<T> task = TaskFactory.DEFAULT.create(loop, () -> {
            steps.add(currentTask().name() + " begins");
            return coroutine.run();
        });
        return task.name("traced");
    }

    @LoopTest
    void itMayNameTasksAndWrapWhatTheyRun() {
        loop().setTaskFactory(this::traced);
        Task<String> task = createTask(() -> "result");
        assertThat(steps).isEmpty();
        assertThat(await(task)).isEqualTo("result");
        assertThat(steps).containsExactly("traced begins");
    }

    @LoopTest
    void tasksOfOtherThreadsAndOfCombinatorsAreMadeByItToo() throws Exception {
        loop().setTaskFactory(this::traced);
        EventLoop loop = loop();
        assertThat(toThread(() -> loop.runCoroutineThreadsafe(() -> "result").get()))
                .isEqualTo("result");
        for (Task<String> task : asCompleted(() -> "first", () -> "second"))
            assertThat(task.name()).isEqualTo("traced");
        assertThat(steps).hasSize(3);
    }

    @LoopTest
    void childrenOfNurseriesAreNot() {
        loop().setTaskFactory(this::traced);
        nursery(n -> {
            n.start(() -> steps.add("child"));
        });
        assertThat(steps).containsExactly("child");
    }

    @LoopTest
    void theEagerOneStartsEachTaskAtOnce() {
        loop().setTaskFactory(TaskFactory.EAGER);
        Task<?> task = createTask(() -> {
            steps.add("begun");
            checkpoint();
            steps.add("gone on");
        });
        assertThat(steps).containsExactly("begun");
        await(task);
        assertThat(steps).containsExactly("begun", "gone on");
    }

    @LoopTest
    void itCanBeTakenBack() {
        assertThat(loop().taskFactory()).isSameAs(TaskFactory.DEFAULT);
        loop().setTaskFactory(TaskFactory.EAGER);
        assertThat(loop().taskFactory()).isSameAs(TaskFactory.EAGER);
        loop().setTaskFactory(null);
        createTask(() -> steps.add("later"));
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void whatItThrowsIsThrownByCreateTask() {
        loop().setTaskFactory(new TaskFactory() {
            @Override
            public <T> Task<T> create(EventLoop loop, Coroutine<T> coroutine) {
                throw new IllegalStateException("no more tasks today");
            }
        });
        assertThatIllegalStateException().isThrownBy(() -> createTask(() -> "never"));
    }

    @LoopTest
    void failuresOfItsTasksAreNotLostEither() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(what));
        loop().setTaskFactory(this::traced);
        createTask(() -> {
            throw new IOException("wire");
        });
        sleep(seconds(2));
        assertThat(told).containsExactly("task traced failed, and nobody has awaited it");
    }
}
