package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The failure of a task that belongs to no nursery is never lost, whoever holds the task and whoever does not. */
class ForgottenFailureTest {
    private static Task<?> failing(String message) {
        return createTask(() -> {
            throw new IOException(message);
        });
    }

    @LoopTest
    void nobodyHavingAwaitedItForASecondTheExceptionHandlerIsTold() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(what + ": " + failure.getMessage()));
        failing("wire").name("reader");
        sleep(millis(900));
        assertThat(told).isEmpty();
        sleep(millis(200));
        assertThat(told).containsExactly("task reader failed, and nobody has awaited it: wire");
    }

    @LoopTest
    void holdingTheTaskDoesNotSilenceItsFailure() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        Task<?> held = failing("wire");
        sleep(seconds(2));
        assertThat(told).containsExactly("wire");
        assertThat(held.done()).isTrue();
    }

    @LoopTest
    void itIsToldOnce() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        failing("first");
        sleep(millis(500));
        failing("second");
        sleep(seconds(10));
        assertThat(told).containsExactly("first", "second");
    }

    @LoopTest
    void oneThatWasAwaitedIsNotTold() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        assertThatThrownBy(() -> await(failing("wire"))).isInstanceOf(IOException.class);
        sleep(seconds(10));
        assertThat(told).isEmpty();
    }

    @LoopTest
    void oneThatWasLookedAtIsNotToldAndLeavesNothing() {
        Task<?> task = failing("wire");
        loop().waitAllTasksBlocked();
        assertThat(task.exception()).isInstanceOf(IOException.class);
    }

    @LoopTest
    void aCancelledTaskHasNotFailed() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        createTask(() -> sleepForever()).cancel();
        sleep(seconds(10));
        assertThat(told).isEmpty();
    }

    @Test
    void theEndOfTheRunThrowsWhatNobodyHasLookedAt() {
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> run(() -> {
                    failing("first");
                    failing("second");
                    checkpoint();
                }))
                .satisfies(group -> assertThat(group.leaves())
                        .extracting(Throwable::getMessage)
                        .containsExactly("first", "second"));
    }

    @Test
    void theEndOfTheRunAddsItToTheFailureOfTheProgram() {
        assertThatIllegalStateException()
                .isThrownBy(() -> run(() -> {
                    failing("background");
                    checkpoint();
                    throw new IllegalStateException("program");
                }))
                .withMessage("program")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .contains("background"));
    }

    @Test
    void aTaskThatFailsWhileItIsBeingCancelledAtTheEndIsNotLostEither() {
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> run(() -> {
                    createTask(() -> {
                        try {
                            sleepForever();
                        } finally {
                            failHere();
                        }
                    });
                    checkpoint();
                }))
                .satisfies(group -> assertThat(group.leaves())
                        .extracting(Throwable::getMessage)
                        .containsExactly("on the way out"));
    }

    private static void failHere() throws IOException {
        throw new IOException("on the way out");
    }
}
