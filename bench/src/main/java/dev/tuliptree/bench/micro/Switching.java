package dev.tuliptree.bench.micro;

import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;

/** Tasks that give each other their turn. */
final class Switching {
    private Switching() {}

    static void measure(Stopwatch stopwatch) {
        run(() -> {
            stopwatch.time("switch", 2_000_000, () -> yieldInTurn(1000, 2000));
            stopwatch.time("switch_2tasks", 2_000_000, () -> yieldInTurn(2, 1_000_000));
        });
    }

    private static void yieldInTurn(int tasks, int times) {
        nursery(n -> {
            for (int i = 0; i < tasks; i++) {
                n.start(() -> {
                    for (int k = 0; k < times; k++) checkpoint();
                });
            }
        });
    }
}
