package dev.tuliptree.tests.nursery;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.testing.LoopTest;

/** A tree of tasks may be as deep as it likes: nothing walks it on the stack. */
class DeepTreeTest {
    private static final int DEPTH = 20_000;

    private int reached;

    /** Starts a child that does the same, and so on; the last one waits for {@code end}. */
    private void descend(int levels, Future<?> end) {
        reached++;
        if (levels == 0) await(end);
        else
            nursery(n -> {
                n.start(() -> descend(levels - 1, end));
            });
    }

    @LoopTest(schedules = 0)
    void allTasksOfItCanBeListed() {
        Future<String> end = loop().createFuture();
        nursery(n -> {
            n.start(() -> descend(DEPTH, end));
            settle();
            assertThat(reached).isEqualTo(DEPTH + 1);
            assertThat(loop().allTasks()).hasSize(DEPTH + 2).startsWith(currentTask());
            end.setResult("enough");
        });
        assertThat(loop().allTasks()).containsExactly(currentTask());
    }
}
