package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.loop.Ownership;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** Whoever has given something to a task hears of it when the task ends without giving it up. */
class OwnershipTest {
    private final List<String> steps = new ArrayList<>();

    private Ownership ownership(String name, boolean failing) {
        return new Ownership() {
            @Override
            protected void ownerEnded() {
                if (failing) throw new AssertionError(name + " is broken");
                steps.add(name + " is orphaned");
            }
        };
    }

    @LoopTest
    void itIsToldWhenItsOwnerEnds() {
        Ownership ownership = ownership("lock", false);
        Task<?> owner = createTask(() -> ownership.pass(currentTask()));
        assertThat(ownership.owner()).isNull();
        await(owner);
        assertThat(ownership.owner()).isSameAs(owner);
        assertThat(ownership.isOrphaned()).isTrue();
        assertThat(steps).containsExactly("lock is orphaned");
    }

    @LoopTest
    void givenUpInTimeItIsToldNothing() {
        Ownership ownership = ownership("lock", false);
        await(createTask(() -> {
            ownership.pass(currentTask());
            ownership.pass(null);
        }));
        assertThat(ownership.isOrphaned()).isFalse();
        assertThat(steps).isEmpty();
    }

    @LoopTest
    void oneThatFailsKeepsNobodyElseFromBeingTold() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        Ownership broken = ownership("first", true);
        Ownership sound = ownership("second", false);
        Task<String> owner = createTask(() -> {
            broken.pass(currentTask());
            sound.pass(currentTask());
            return "ended in order";
        });
        assertThat(await(owner)).isEqualTo("ended in order");
        settle();
        assertThat(steps).containsExactly("second is orphaned");
        assertThat(told).containsExactly("first is broken");
    }
}
