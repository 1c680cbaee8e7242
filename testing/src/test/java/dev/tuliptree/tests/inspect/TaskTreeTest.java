package dev.tuliptree.tests.inspect;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.inspect.TaskTree;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import java.util.List;

/** The tasks of a loop can be looked at as a tree: whose they are, and what each awaits. */
class TaskTreeTest {
    @LoopTest
    void belowEachTaskAreThoseOfItsNurseries() {
        Event event = new Event();
        createTask(() -> sleepForever()).name("background");
        nursery(n -> {
            n.start(() -> nursery(inner -> {
                        inner.start(() -> event.await()).name("grandchild");
                    }))
                    .name("child");
            settle();
            List<TaskTree> trees = TaskTree.of(loop());
            assertThat(trees).extracting(TaskTree::name).containsExactlyInAnyOrder("main", "background");
            TaskTree main = trees.stream()
                    .filter(tree -> tree.name().equals("main"))
                    .findFirst()
                    .orElseThrow();
            assertThat(main.awaiting()).isNull();
            assertThat(main.children()).hasSize(1);
            TaskTree child = main.children().getFirst();
            assertThat(child.name()).isEqualTo("child");
            assertThat(child.awaiting()).isEqualTo("the one child of a nursery");
            assertThat(child.children()).hasSize(1).first().satisfies(grandchild -> {
                assertThat(grandchild.name()).isEqualTo("grandchild");
                assertThat(grandchild.awaiting()).isEqualTo("event, 1 waiting");
                assertThat(grandchild.children()).isEmpty();
            });
            event.set();
        });
        for (Task<?> task : loop().allTasks()) if (task != currentTask()) task.cancel();
    }

    @LoopTest
    void itCanBeDrawn() {
        nursery(n -> {
            n.start(() -> sleepForever()).name("first");
            n.start(() -> nursery(inner -> {
                        inner.start(() -> sleepForever()).name("inner");
                    }))
                    .name("second");
            settle();
            List<String> lines = TaskTree.draw(TaskTree.of(loop())).lines().toList();
            assertThat(lines).hasSize(4);
            assertThat(lines.getFirst()).startsWith("main");
            assertThat(lines).anyMatch(line -> line.matches("[├└]── first awaits sleep for ever.*"));
            assertThat(lines).anyMatch(line -> line.matches("[├└]── second awaits the one child of a nursery.*"));
            assertThat(lines).anyMatch(line -> line.matches("[│ ]   └── inner awaits sleep for ever.*"));
            n.cancel();
        });
    }

    @LoopTest
    void aTaskKnowsItsParent() {
        assertThat(currentTask().parent()).isNull();
        nursery(n -> {
            Task<?> child = n.start(() -> sleepForever());
            assertThat(child.parent()).isSameAs(currentTask());
            n.cancel();
        });
        Task<?> background = createTask(() -> {});
        assertThat(background.parent()).isNull();
        await(background);
    }

    @LoopTest(schedules = 1)
    void itMayBeDeeperThanAStack() {
        int depth = 20_000;
        nursery(n -> {
            n.start(() -> nest(depth));
            settle();
            int levels = 0;
            List<TaskTree> level = TaskTree.of(loop());
            for (; !level.isEmpty(); level = level.getFirst().children()) levels++;
            assertThat(levels).isEqualTo(depth + 2);
            n.cancel();
        });
    }

    private static void nest(int levels) {
        if (levels == 0) sleepForever();
        else {
            nursery(n -> {
                n.start(() -> nest(levels - 1));
            });
        }
    }
}
