package dev.tuliptree.testing;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A sequencer makes steps of several tasks happen in one order, whatever the schedule. */
class SequencerTest {
    @LoopTest(schedules = 10)
    void stepsHappenInTheOrderOfTheirPositions() {
        Sequencer order = new Sequencer();
        List<Integer> steps = new ArrayList<>();
        nursery(n -> {
            for (int first : new int[] {2, 0, 1}) {
                n.start(() -> {
                    for (int position = first; position < 9; position += 3) {
                        int here = position;
                        order.at(here, () -> {
                            checkpoint();
                            steps.add(here);
                        });
                    }
                });
            }
        });
        assertThat(steps).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @LoopTest
    void aStepThatFailsEndsLikeAnyOther() {
        Sequencer order = new Sequencer();
        List<String> steps = new ArrayList<>();
        nursery(n -> {
            n.start(() -> assertThatThrownBy(() -> order.at(0, () -> {
                        throw new IOException("first");
                    }))
                    .hasMessage("first"));
            n.start(() -> order.at(1, () -> steps.add("second")));
        });
        assertThat(steps).containsExactly("second");
    }

    @LoopTest
    void aPositionIsForOneStep() {
        Sequencer order = new Sequencer();
        order.at(0, () -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> order.at(0, () -> {}))
                .withMessageContaining("position 0");
    }

    @LoopTest
    void aStepThatIsCancelledWhileItWaitsBreaksTheSequence() {
        Sequencer order = new Sequencer();
        nursery(n -> {
            Task<?> second = n.start(() -> order.at(1, () -> fail("the first has not been taken")));
            Task<String> third = n.start(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> order.at(2, () -> fail("the first has not been taken")))
                        .withMessageContaining("broken");
                return "told";
            });
            loop().waitAllTasksBlocked();
            second.cancel();
            assertThat(await(third)).isEqualTo("told");
        });
    }

    @LoopTest
    void takingAStepIsACheckpoint() {
        Sequencer order = new Sequencer();
        LoopAssertions.assertCheckpoints(() -> order.at(0, () -> {}));
    }
}
