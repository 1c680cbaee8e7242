package dev.tuliptree.testing;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.sync.Event;

/** The assertions tell blocks that are checkpoints from those that are none. */
class LoopAssertionsTest {
    @LoopTest
    void aCheckpointIsOne() {
        assertCheckpoints(() -> checkpoint());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertNoCheckpoints(() -> checkpoint()))
                .withMessageContaining("noticed");
    }

    @LoopTest
    void computingIsNone() {
        assertNoCheckpoints(() -> assertThat(1 + 1).isEqualTo(2));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertCheckpoints(() -> assertThat(1 + 1).isEqualTo(2)))
                .withMessageContaining("no checkpoint");
    }

    @LoopTest
    void suspendingUnnoticedIsNotNothing() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertNoCheckpoints(() -> shielded(() -> sleep(seconds(1)))))
                .withMessageContaining("suspended");
    }

    @LoopTest
    void whatKeepsTheLoopToItselfIsFound() {
        assertLetsOthersRun(() -> checkpoint());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertLetsOthersRun(() -> {}))
                .withMessageContaining("no turn");
    }

    @LoopTest
    void whatTheBlockThrowsComesThrough() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertCheckpoints(() -> {
                    throw new IllegalStateException("broken");
                }));
    }

    @LoopTest
    void theCallerIsNotCancelledAfterwards() {
        assertCheckpoints(() -> new Event().await());
        checkpoint();
    }
}
