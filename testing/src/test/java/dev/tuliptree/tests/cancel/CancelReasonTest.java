package dev.tuliptree.tests.cancel;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelReason;
import dev.tuliptree.Cancelled;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Whoever is cancelled can tell why, and on whose order. */
class CancelReasonTest {
    @LoopTest
    void itSaysWhatTheCallerSaidAndWhereTheCallerIs() {
        cancelScope(scope -> {
            scope.cancel("the user has left");
            assertThatExceptionOfType(Cancelled.class)
                    .isThrownBy(() -> checkpoint())
                    .withMessageContaining("the user has left")
                    .withMessageContaining("CancelReasonTest.java")
                    .satisfies(cancelled -> {
                        CancelReason reason = cancelled.reason();
                        assertThat(reason.text()).isEqualTo("the user has left");
                        assertThat(reason.origin().getClassName()).startsWith(CancelReasonTest.class.getName());
                        assertThat(reason).isEqualTo(scope.reason());
                    });
        });
    }

    @LoopTest
    void thereIsOneEvenIfNobodyGaveOne() {
        cancelScope(scope -> {
            scope.cancel();
            assertThat(scope.reason().text()).isNotBlank();
            assertThat(scope.reason().origin().getMethodName()).contains("thereIsOneEvenIfNobodyGaveOne");
        });
    }

    @LoopTest
    void ofSeveralScopesTheOutermostCancelledOneGivesTheReason() {
        cancelScope(outer -> {
            cancelScope(inner -> {
                inner.cancel("inner");
                assertThatExceptionOfType(Cancelled.class)
                        .isThrownBy(() -> checkpoint())
                        .withMessageContaining("inner");
                outer.cancel("outer");
                assertThatExceptionOfType(Cancelled.class)
                        .isThrownBy(() -> checkpoint())
                        .withMessageContaining("outer");
            });
        });
    }

    @LoopTest
    void behindAShieldItIsTheReasonThatCanBeSeen() {
        cancelScope(outer -> {
            outer.cancel("outer");
            cancelScope(inner -> {
                inner.shield(true);
                inner.cancel("inner");
                assertThatExceptionOfType(Cancelled.class)
                        .isThrownBy(() -> checkpoint())
                        .withMessageContaining("inner");
            });
        });
    }

    @LoopTest
    void aDeadlineHasNoOrigin() {
        cancelScope(scope -> {
            scope.deadlineIn(seconds(0));
            assertThat(scope.reason().origin()).isNull();
            assertThat(scope.reason()).hasToString("the deadline passed");
        });
    }

    @LoopTest
    void siblingsOfAFailedChildLearnWhoFailedAndHow() {
        List<String> told = new ArrayList<>();
        assertThatExceptionOfType(ExceptionGroup.class)
                .isThrownBy(() -> nursery(n -> {
                    n.start(() -> {
                        try {
                            sleepForever();
                        } catch (Cancelled cancelled) {
                            told.add(cancelled.reason().text());
                            throw cancelled;
                        }
                    });
                    settle();
                    n.start(() -> {
                                throw new IOException("wire");
                            })
                            .name("reader");
                }));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst()).contains("task reader failed").contains("wire");
    }

    @LoopTest
    void whoeverAwaitsACancelledTaskIsToldItsReason() {
        Task<?> task = createTask(() -> sleepForever()).name("reader");
        settle();
        task.cancel("out of fashion");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> await(task))
                .withMessageContaining("reader")
                .withMessageContaining("out of fashion");
    }

    @LoopTest
    void aCancelledHasNoTraceOfItsOwnAsAHundredThousandMayBeRaisedAtOnce() {
        cancelScope(scope -> {
            scope.cancel();
            assertThatExceptionOfType(Cancelled.class)
                    .isThrownBy(() -> checkpoint())
                    .satisfies(
                            cancelled -> assertThat(cancelled.getStackTrace()).isEmpty());
        });
    }
}
