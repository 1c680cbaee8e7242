package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.await;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;

import dev.tuliptree.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that do nothing but begin and end. */
final class Spawning {
    private static final int TASKS = 1_000_000;

    private Spawning() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> {
            stopwatch.time("spawn_join_seq", TASKS, Spawning::oneByOne);
            stopwatch.time("spawn_join_all", TASKS, Spawning::allAtOnce);
            stopwatch.time("spawn_nursery", TASKS, Spawning::inNursery);
        });
    }

    private static void oneByOne() {
        for (int i = 0; i < TASKS; i++) await(createTask(() -> {}));
    }

    private static void allAtOnce() {
        List<Task<@Nullable Void>> all = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) all.add(createTask(() -> {}));
        for (Task<@Nullable Void> task : all) await(task);
    }

    private static void inNursery() {
        nursery(n -> {
            for (int i = 0; i < TASKS; i++) n.start(() -> {});
        });
    }
}
