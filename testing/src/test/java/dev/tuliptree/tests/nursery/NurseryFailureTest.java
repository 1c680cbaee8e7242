package dev.tuliptree.tests.nursery;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One failure ends the whole nursery, and every failure comes out of it, in one group. */
class NurseryFailureTest {
    private static Task<?> failAfter(dev.tuliptree.Nursery n, int seconds, String message) {
        return n.start(() -> {
            sleep(seconds(seconds));
            throw new IOException(message);
        });
    }

    private static ExceptionGroup groupOf(dev.tuliptree.ActionOf<dev.tuliptree.Nursery, Exception> body) {
        return catchThrowableOfType(ExceptionGroup.class, () -> nursery(body));
    }

    @LoopTest
    void aSingleFailureComesInAGroupToo() {
        ExceptionGroup group = groupOf(n -> failAfter(n, 1, "wire"));
        assertThat(group.exceptions()).hasSize(1);
        assertThat(group.exceptions().getFirst())
                .isInstanceOf(IOException.class)
                .hasMessage("wire");
        assertThat(group).hasCause(group.exceptions().getFirst());
    }

    @LoopTest
    void theOtherChildrenAndTheBodyAreCancelled() {
        List<String> cancelled = new ArrayList<>();
        ExceptionGroup group = groupOf(n -> {
            n.start(() -> {
                try {
                    sleepForever();
                } catch (Cancelled e) {
                    cancelled.add("child");
                    throw e;
                }
            });
            failAfter(n, 1, "wire");
            try {
                sleepForever();
            } catch (Cancelled e) {
                cancelled.add("body");
                throw e;
            }
        });
        assertThat(cancelled).containsExactlyInAnyOrder("child", "body");
        assertThat(group.exceptions()).hasSize(1);
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void aBodyThatFailsCancelsTheChildren() {
        List<Task<?>> children = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("body");
        ExceptionGroup group = groupOf(n -> {
            children.add(n.start(() -> sleepForever()));
            settle();
            throw failure;
        });
        assertThat(group.exceptions()).containsExactly(failure);
        assertThat(children).allMatch(Task::cancelled);
    }

    @LoopTest
    void allFailuresAreThereInTheOrderTheyHappened() {
        ExceptionGroup group = groupOf(n -> {
            n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    throwIt("second, on the way out");
                }
            });
            failAfter(n, 1, "first");
            n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    shielded(() -> sleep(seconds(1)));
                    throwIt("third, later");
                }
            });
        });
        assertThat(group.exceptions())
                .extracting(Throwable::getMessage)
                .containsExactly("first", "second, on the way out", "third, later");
    }

    private static void throwIt(String message) throws IOException {
        throw new IOException(message);
    }

    @LoopTest
    void anErrorIsAFailureLikeAnyOther() {
        ExceptionGroup group = groupOf(n -> n.start(() -> {
            throw new AssertionError("broken");
        }));
        assertThat(group.exceptions()).hasSize(1).first().isInstanceOf(AssertionError.class);
    }

    @LoopTest
    void aFailureThatTheBodyAwaitedIsThereOnce() {
        ExceptionGroup group = groupOf(n -> await(failAfter(n, 1, "wire")));
        assertThat(group.exceptions()).hasSize(1);
    }

    @LoopTest
    void aFailureThatTheBodyCaughtStillFailsTheNursery() {
        List<String> caught = new ArrayList<>();
        ExceptionGroup group = groupOf(n -> {
            Task<?> child = failAfter(n, 1, "wire");
            try {
                await(child, IOException.class);
            } catch (IOException e) {
                caught.add(e.getMessage());
            } catch (Cancelled e) {
                caught.add("cancelled");
                throw e;
            }
        });
        assertThat(group.exceptions()).hasSize(1);
        assertThat(caught).hasSize(1);
    }

    @LoopTest
    void nestedNurseriesMakeNestedGroups() {
        ExceptionGroup group = groupOf(outer -> {
            outer.start(() -> nursery(inner -> {
                failAfter(inner, 1, "inner");
            }));
        });
        assertThat(group.exceptions()).hasSize(1).first().isInstanceOf(ExceptionGroup.class);
        assertThat(group.leaves()).extracting(Throwable::getMessage).containsExactly("inner");
    }

    @LoopTest
    void failuresWinOverACancelFromAroundWhichIsNoticedNext() {
        List<String> steps = new ArrayList<>();
        CancelScope outer = cancelScope(scope -> {
            ExceptionGroup group = groupOf(n -> {
                n.start(() -> {
                    try {
                        sleepForever();
                    } finally {
                        throwIt("on the way out");
                    }
                });
                settle();
                scope.cancel();
            });
            steps.add(group.leaves().getFirst().getMessage());
            checkpoint();
            steps.add("not reached");
        });
        assertThat(steps).containsExactly("on the way out");
        assertThat(outer.cancelledCaught()).isTrue();
    }

    @LoopTest
    void aFailureAfterTheNurseryWasCancelledIsNotLost() {
        ExceptionGroup group = groupOf(n -> {
            n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    throwIt("on the way out");
                }
            });
            settle();
            n.cancel();
        });
        assertThat(group.leaves()).extracting(Throwable::getMessage).containsExactly("on the way out");
    }

    @LoopTest
    void itIsOpenForChildrenUntilTheLastHasEndedEvenThoughItFails() {
        ExceptionGroup group = groupOf(n -> {
            failAfter(n, 1, "first");
            n.start(() -> {
                try {
                    sleepForever();
                } finally {
                    n.start(() -> throwIt("started on the way out"));
                }
            });
        });
        assertThat(group.leaves()).extracting(Throwable::getMessage).containsExactly("first", "started on the way out");
    }

    @LoopTest
    void aNurseryInsideAFailedOneDoesNotLeakItsCancellation() {
        ExceptionGroup group = groupOf(outer -> {
            outer.start(() -> nursery(inner -> {
                inner.start(() -> sleepForever());
            }));
            failAfter(outer, 1, "outer");
        });
        assertThat(group.leaves()).extracting(Throwable::getMessage).containsExactly("outer");
        checkpoint();
    }

    @LoopTest
    void theNextNurseryOfTheTaskIsNotTouched() {
        groupOf(n -> failAfter(n, 1, "wire"));
        nursery(n -> {
            n.start(() -> sleep(seconds(1)));
        });
        assertThat(now()).isEqualTo(seconds(2));
    }

    @LoopTest
    void aHundredFailuresAtTheSameInstantAreAllThere() {
        ExceptionGroup group = groupOf(n -> {
            for (int i = 0; i < 100; i++) failAfter(n, 1, "failure " + i);
        });
        // The first to run fails; the others are woken at the same time, and fail before they notice the cancel.
        assertThat(group.leaves()).hasSize(100);
    }
}
