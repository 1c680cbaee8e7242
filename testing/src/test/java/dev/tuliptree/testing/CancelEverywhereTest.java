package dev.tuliptree.testing;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.sync.Event;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A scenario's victim is cancelled at each of its points in turn, and once at none. */
class CancelEverywhereTest {
    @LoopTest
    void aVictimThatNeverSuspendsHasNoPoints() {
        List<Boolean> completed = new ArrayList<>();
        int points = CancelEverywhere.run(victim -> completed.add(victim.run(() -> {})));
        assertThat(points).isZero();
        assertThat(completed).containsExactly(true);
    }

    @LoopTest
    void itIsCancelledWhenItSuspendsAndWhenItWasWoken() {
        Set<String> ends = new LinkedHashSet<>();
        int points = CancelEverywhere.run(victim -> {
            List<String> steps = new ArrayList<>();
            boolean completed = victim.run(() -> {
                sleep(seconds(1));
                steps.add("slept");
                checkpoint();
                steps.add("went on");
            });
            ends.add(steps + (completed ? " completed" : " cancelled"));
        });
        assertThat(points).isGreaterThanOrEqualTo(2);
        assertThat(ends).contains("[] cancelled", "[slept] cancelled", "[slept, went on] completed");
    }

    @LoopTest
    void tasksThatTheVictimStartsHavePointsToo() {
        int alone = CancelEverywhere.run(victim -> victim.run(() -> sleep(seconds(1))));
        int withChildren = CancelEverywhere.run(victim -> victim.run(() -> nursery(n -> {
            n.start(() -> sleep(seconds(1)));
            n.start(() -> sleep(seconds(1)));
        })));
        assertThat(withChildren).isGreaterThanOrEqualTo(3 * alone);
    }

    @LoopTest
    void tasksOutsideOfTheVictimHaveNone() {
        int points = CancelEverywhere.run(victim -> nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < 10; i++) sleep(seconds(1));
            });
            victim.run(() -> {});
        }));
        assertThat(points).isZero();
    }

    @LoopTest
    void aScenarioThatFailsSaysAtWhichPoint() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CancelEverywhere.run(victim -> {
                    Event event = new Event();
                    event.set();
                    boolean completed = victim.run(() -> sleep(seconds(1)));
                    assertThat(completed).as("completed").isTrue();
                }))
                .withMessageContaining("cancelled at point 1, when task main begins to wait for sleep for another")
                .withMessageContaining("completed");
    }

    @LoopTest
    void aTaskThatIsLeftFailsTheScenario() {
        List<dev.tuliptree.Task<?>> left = new ArrayList<>();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CancelEverywhere.run(victim -> victim.run(() -> {
                    left.add(createTask(() -> sleepForever()));
                    checkpoint();
                })))
                .withMessageContaining("left behind: 1 task");
        left.forEach(task -> task.cancel());
    }

    @LoopTest
    void aCancellationThatIsSwallowedIsFound() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CancelEverywhere.run(victim -> {
                    List<String> steps = new ArrayList<>();
                    boolean completed = victim.run(() -> {
                        try {
                            sleep(seconds(1));
                        } catch (Cancelled swallowed) {
                            return;
                        }
                        steps.add("slept");
                    });
                    if (completed) assertThat(steps).containsExactly("slept");
                }));
    }

    @LoopTest
    void theVictimMustBeRunAndOnce() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CancelEverywhere.run(victim -> {}))
                .withMessageContaining("victim");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> CancelEverywhere.run(victim -> {
                    victim.run(() -> {});
                    victim.run(() -> {});
                }))
                .withMessageContaining("once");
    }
}
