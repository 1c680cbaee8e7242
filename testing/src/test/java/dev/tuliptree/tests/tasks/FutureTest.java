package dev.tuliptree.tests.tasks;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A future is set once; whoever awaits it gets its result, or the very exception it was given. */
class FutureTest {
    @LoopTest
    void whoeverAwaitsItGetsTheResult() {
        Future<String> future = loop().createFuture();
        nursery(n -> {
            Task<String> first = n.start(() -> await(future));
            Task<String> second = n.start(() -> await(future));
            loop().waitAllTasksBlocked();
            assertThat(first.done()).isFalse();
            future.setResult("tulip");
            assertThat(await(first)).isEqualTo("tulip");
            assertThat(await(second)).isEqualTo("tulip");
        });
        assertThat(await(future)).as("awaited when it is done").isEqualTo("tulip");
        assertThat(future.result()).isEqualTo("tulip");
        assertThat(future.exception()).isNull();
    }

    @LoopTest
    void aResultMayBeNull() {
        Future<String> future = loop().createFuture();
        future.setResult(null);
        assertThat(future.done()).isTrue();
        assertThat(await(future)).isNull();
    }

    @LoopTest
    void whoeverAwaitsItGetsTheVeryExceptionCheckedOrNot() {
        for (Exception failure : List.of(new IOException("wire"), new IllegalStateException("state"))) {
            Future<String> future = loop().createFuture();
            future.setException(failure);
            assertThatThrownBy(() -> await(future)).isSameAs(failure);
            assertThatThrownBy(future::result).isSameAs(failure);
            assertThat(future.exception()).isSameAs(failure);
        }
    }

    @LoopTest
    void aCheckedExceptionCanBeDeclaredAndCaught() {
        Future<String> future = loop().createFuture();
        future.setException(new IOException("wire"));
        String caught;
        try {
            caught = await(future, IOException.class);
        } catch (IOException e) {
            caught = e.getMessage();
        }
        assertThat(caught).isEqualTo("wire");
    }

    @LoopTest
    void anErrorIsPassedOnAsWell() {
        Future<String> future = loop().createFuture();
        future.setException(new AssertionError("broken"));
        assertThatThrownBy(() -> await(future))
                .isInstanceOf(AssertionError.class)
                .hasMessage("broken");
    }

    @LoopTest
    void thePlaceWhereItWasAwaitedIsAddedToTheTrace() {
        Future<String> future = loop().createFuture();
        IOException failure = new IOException("wire");
        future.setException(failure);
        currentTask().name("reader");
        assertThatThrownBy(() -> await(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessage("awaited by task reader");
        assertThat(failure.getSuppressed()[0].getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(FutureTest.class.getName()));
    }

    @LoopTest
    void aFailureThatManyTasksAwaitDoesNotGrowWithoutEnd() {
        Future<String> future = loop().createFuture();
        IOException failure = new IOException("wire");
        future.setException(failure);
        for (int i = 0; i < 1_000; i++) assertThatThrownBy(() -> await(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSizeLessThan(20);
    }

    @LoopTest
    void anOutcomeIsThereOnlyWhenItIsDone() {
        Future<String> future = loop().createFuture();
        assertThat(future.done()).isFalse();
        assertThat(future.cancelled()).isFalse();
        assertThatIllegalStateException().isThrownBy(future::result).withMessageContaining("not done");
        assertThatIllegalStateException().isThrownBy(future::exception).withMessageContaining("not done");
    }

    @LoopTest
    void itIsSetOnce() {
        Future<String> future = loop().createFuture();
        future.setResult("first");
        assertThatIllegalStateException().isThrownBy(() -> future.setResult("second"));
        assertThatIllegalStateException().isThrownBy(() -> future.setException(new IOException()));
        assertThat(future.cancel()).isFalse();
        assertThat(future.result()).isEqualTo("first");
    }

    @LoopTest
    void cancellingItTellsWhoeverAwaitsItAndDoesNotCancelThem() {
        Future<String> future = loop().createFuture();
        nursery(n -> {
            Task<String> awaiting = n.start(() -> {
                try {
                    return await(future);
                } catch (CancellationException e) {
                    checkpoint();
                    return e.getMessage();
                }
            });
            loop().waitAllTasksBlocked();
            assertThat(future.cancel("nobody needs it")).isTrue();
            assertThat(await(awaiting)).contains("nobody needs it");
            assertThat(awaiting.cancelled()).isFalse();
        });
        assertThat(future.cancelled()).isTrue();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::result);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(future::exception);
    }

    @LoopTest
    void cancellingWhoeverAwaitsItLeavesItAsItIs() {
        Future<String> future = loop().createFuture();
        nursery(n -> {
            Task<String> cancelled = n.start(() -> await(future));
            Task<String> patient = n.start(() -> await(future));
            loop().waitAllTasksBlocked();
            cancelled.cancel();
            loop().waitAllTasksBlocked();
            assertThat(future.done()).isFalse();
            future.setResult("still needed");
            assertThat(await(patient)).isEqualTo("still needed");
            assertThat(cancelled.cancelled()).isTrue();
        });
    }

    @LoopTest
    void awaitingADoneFutureIsACheckpointToo() {
        Future<String> future = loop().createFuture();
        future.setResult("tulip");
        var scope = cancelScope(cancelled -> {
            cancelled.cancel();
            await(future);
        });
        assertThat(scope.cancelledCaught()).isTrue();
    }

    @LoopTest
    void callbacksAreCalledThroughTheLoopInTheOrderTheyWereAdded() {
        List<String> calls = new ArrayList<>();
        Future<String> future = loop().createFuture();
        future.addDoneCallback(done -> calls.add("first " + done.result()));
        future.addDoneCallback(done -> calls.add("second " + done.result()));
        future.setResult("tulip");
        assertThat(calls).as("called while it was being set").isEmpty();
        loop().waitAllTasksBlocked();
        assertThat(calls).containsExactly("first tulip", "second tulip");
    }

    @LoopTest
    void aCallbackAddedWhenItIsDoneIsCalledSoon() {
        List<String> calls = new ArrayList<>();
        Future<String> future = loop().createFuture();
        future.setResult("tulip");
        future.addDoneCallback(done -> calls.add(done.result()));
        assertThat(calls).isEmpty();
        loop().waitAllTasksBlocked();
        assertThat(calls).containsExactly("tulip");
    }

    @LoopTest
    void aCallbackAddedTwiceIsCalledTwiceAndRemovedTwice() {
        List<String> calls = new ArrayList<>();
        Consumer<Future<String>> callback = done -> calls.add(done.result());
        Future<String> future = loop().createFuture();
        future.addDoneCallback(callback);
        future.addDoneCallback(callback);
        future.setResult("tulip");
        loop().waitAllTasksBlocked();
        assertThat(calls).hasSize(2);

        Future<String> other = loop().createFuture();
        other.addDoneCallback(callback);
        other.addDoneCallback(callback);
        assertThat(other.removeDoneCallback(callback)).isEqualTo(2);
        assertThat(other.removeDoneCallback(callback)).isZero();
        other.setResult("rose");
        loop().waitAllTasksBlocked();
        assertThat(calls).hasSize(2);
    }

    @LoopTest
    void callbacksAreCalledWhenItIsCancelled() {
        List<Boolean> calls = new ArrayList<>();
        Future<String> future = loop().createFuture();
        future.addDoneCallback(done -> calls.add(done.cancelled()));
        future.cancel();
        loop().waitAllTasksBlocked();
        assertThat(calls).containsExactly(true);
    }

    @LoopTest
    void aCallbackThatFailsDoesNotKeepTheOthersFromBeingCalled() {
        List<String> handled = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> handled.add(failure.getMessage()));
        List<String> calls = new ArrayList<>();
        Future<String> future = loop().createFuture();
        future.addDoneCallback(done -> {
            throw new IllegalStateException("callback");
        });
        future.addDoneCallback(done -> calls.add(done.result()));
        future.setResult("tulip");
        loop().waitAllTasksBlocked();
        assertThat(calls).containsExactly("tulip");
        assertThat(handled).containsExactly("callback");
    }

    @LoopTest
    void anotherThreadCannotSetIt() throws Exception {
        Future<String> future = loop().createFuture();
        toThread(() -> assertThatIllegalStateException()
                .isThrownBy(() -> future.setResult("from outside"))
                .withMessageContaining("callSoonThreadsafe"));
        toThread(() -> {
            future.loop().callSoonThreadsafe(() -> future.setResult("properly"));
        });
        assertThat(await(future)).isEqualTo("properly");
    }

    @Test
    void itBelongsToOneLoop() {
        AtomicReference<Future<String>> foreign = new AtomicReference<>();
        run(() -> {
            foreign.set(loop().createFuture());
        });
        run(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> await(foreign.get()))
                    .withMessageContaining("belongs to another loop");
        });
    }

    @LoopTest
    void aResultThatRacesWithACancelIsNotLost() {
        Future<String> future = loop().createFuture();
        nursery(n -> {
            Task<String> awaiting = n.start(() -> {
                String result = await(future);
                try {
                    checkpoint();
                } catch (Cancelled cancelled) {
                    return result + ", and then cancelled";
                }
                return result;
            });
            loop().waitAllTasksBlocked();
            future.setResult("tulip");
            awaiting.cancel();
            assertThat(await(awaiting)).isEqualTo("tulip, and then cancelled");
        });
    }

    @LoopTest
    void cancelledAtAnyPointAnAwaitingTaskKeepsWhatItGot() {
        int points = CancelEverywhere.run(victim -> {
            Future<String> future = loop().createFuture();
            List<String> got = new ArrayList<>();
            nursery(n -> {
                n.start(() -> {
                    checkpoint();
                    future.setResult("tulip");
                });
                boolean completed = victim.run(() -> got.add(await(future)));
                if (completed) assertThat(got).containsExactly("tulip");
            });
            assertThat(future.result()).isEqualTo("tulip");
        });
        assertThat(points).isPositive();
    }
}
