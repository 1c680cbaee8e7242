package dev.tuliptree.tests.combine;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** shield runs a coroutine that goes on when the one who waits for it is cancelled. */
class ShieldedCallTest {
    @LoopTest
    void itHasTheResultOrTheFailure() {
        assertThat(shield(() -> {
                    sleep(seconds(1));
                    return "tulip";
                }))
                .isEqualTo("tulip");
        IOException failure = new IOException("wire");
        assertThatThrownBy(() -> shield(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @LoopTest
    void theCallerStopsWaitingAndTheCoroutineGoesOn() {
        List<String> steps = new ArrayList<>();
        boolean inTime = moveOnAfter(seconds(1), () -> {
            shield(() -> {
                sleep(seconds(5));
                steps.add("went on");
                return null;
            });
        });
        assertThat(inTime).isFalse();
        assertThat(now()).isEqualTo(seconds(1));
        sleep(seconds(10));
        assertThat(steps).containsExactly("went on");
    }

    @LoopTest
    void aFailureThatNobodyWaitsForAnyMoreIsNotLost() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        moveOnAfter(seconds(1), () -> {
            shield(() -> {
                sleep(seconds(5));
                throw new IOException("wire");
            });
        });
        sleep(seconds(10));
        assertThat(told).containsExactly("wire");
    }
}
