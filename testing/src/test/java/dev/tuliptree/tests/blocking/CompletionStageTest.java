package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Whatever completes a stage of another library, on whichever thread, a task can await it. */
class CompletionStageTest {
    @LoopTest
    void oneThatIsCompleteHasItsResultAtOnce() {
        assertThat(await(CompletableFuture.completedFuture("tulip"))).isEqualTo("tulip");
        assertThat(await(CompletableFuture.<String>completedFuture(null))).isNull();
    }

    @LoopTest
    void oneThatAnotherThreadCompletesWakesTheTask() {
        assertThat(await(CompletableFuture.supplyAsync(() -> "tulip"))).isEqualTo("tulip");
    }

    @LoopTest
    void oneThatATaskCompletesWakesTheTask() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        nursery(n -> {
            Task<String> awaiting = n.start(() -> await(stage));
            checkpoint();
            stage.complete("tulip");
            assertThat(await(awaiting)).isEqualTo("tulip");
        });
    }

    @LoopTest
    void itsFailureIsThrownAsItIs() {
        IOException failure = new IOException("wire");
        assertThatThrownBy(() -> await(CompletableFuture.failedFuture(failure))).isSameAs(failure);
        CompletableFuture<String> derived =
                CompletableFuture.<String>failedFuture(failure).thenApply(s -> s + "!");
        assertThatThrownBy(() -> await(derived)).as("without the wrapping").isSameAs(failure);
        CompletionException bare = new CompletionException("nothing inside", null);
        assertThatThrownBy(() -> await(CompletableFuture.failedFuture(bare))).isSameAs(bare);
    }

    @LoopTest
    void oneThatWasCancelledIsToldFromACancellationOfTheTask() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stage.cancel(true);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(stage));
        checkpoint();
    }

    @LoopTest
    void cancellingTheTaskLeavesTheStageAsItIs() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        Task<String> task = createTask(() -> await(stage));
        checkpoint();
        checkpoint();
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> await(task));
        assertThat(stage).isNotDone();
        stage.complete("too late for that task");
        assertThat(await(stage)).isEqualTo("too late for that task");
    }

    @LoopTest
    void manyTasksMayAwaitOne() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        int[] sum = new int[1];
        nursery(n -> {
            for (int i = 0; i < 100; i++) {
                n.start(() -> {
                    int result = await(stage);
                    sum[0] += result;
                });
            }
            checkpoint();
            toThread(() -> stage.complete(7));
        });
        assertThat(sum[0]).isEqualTo(700);
    }

    @LoopTest
    void aStageThatNeverAnswersCanBeCutOff() {
        CompletableFuture<String> never = new CompletableFuture<>();
        nursery(n -> {
            Task<String> task = n.start(() -> await(never));
            checkpoint();
            checkpoint();
            task.cancel("no answer");
        });
        assertThat(loop().statistics().foreign()).isZero();
    }

    @LoopTest
    void cancelledAtAnyPointNothingIsLeftUnderWay() {
        int points = CancelEverywhere.run(victim -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            nursery(n -> {
                n.start(() -> {
                    checkpoint();
                    stage.complete("tulip");
                });
                victim.run(() -> {
                    assertThat(await(stage)).isEqualTo("tulip");
                });
            });
            assertThat(loop().statistics().foreign()).isZero();
        });
        assertThat(points).isPositive();
    }
}
