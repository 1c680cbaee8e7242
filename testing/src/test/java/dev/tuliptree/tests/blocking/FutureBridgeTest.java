package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Futures of a loop and those of the JDK can be made of each other. */
class FutureBridgeTest {
    // -- from the loop to the outside

    @LoopTest
    void aThreadMayBlockForAFutureOfTheLoop() throws Exception {
        Future<String> future = loop().createFuture();
        CompletableFuture<String> outside = future.toCompletableFuture();
        loop().callLater(seconds(1), () -> future.setResult("tulip"));
        sleep(seconds(1));
        assertThat(toThread(() -> outside.get(20, TimeUnit.SECONDS))).isEqualTo("tulip");
    }

    @LoopTest
    void aLibraryMayGoOnFromATaskOfTheLoop() {
        Task<Integer> task = createTask(() -> 20);
        int result = await(task.toCompletableFuture().thenApply(n -> n + 1).thenApplyAsync(n -> n * 2));
        assertThat(result).isEqualTo(42);
    }

    @LoopTest
    void itIsToldTheFailureWhichCountsAsLookedAt() {
        List<String> unseen = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> unseen.add(what));
        IOException failure = new IOException("wire");
        CompletableFuture<String> outside = loop().<String>createTask(() -> {
                    throw failure;
                })
                .toCompletableFuture();
        sleep(seconds(2));
        assertThat(outside).isCompletedExceptionally();
        assertThat(outside.exceptionNow()).isSameAs(failure);
        assertThat(unseen).isEmpty();
    }

    @LoopTest
    void aCancellationPassesInBothDirections() throws Exception {
        Future<String> inside = loop().createFuture();
        CompletableFuture<String> outside = inside.toCompletableFuture();
        inside.cancel("no more");
        sleep(millis(1));
        assertThat(outside.isCancelled()).isTrue();

        Task<?> task = createTask(() -> sleepForever());
        CompletableFuture<?> ofTask = task.toCompletableFuture();
        toThread(() -> ofTask.cancel(true));
        waitUntil(ALL_COMPLETED, task);
        assertThat(task.cancelled()).isTrue();
    }

    @LoopTest
    void oneThatIsDoneAlreadyIsCompletedSoon() {
        Future<String> future = loop().createFuture();
        future.setResult(null);
        assertThat(await(future.toCompletableFuture())).isNull();
    }

    // -- from the outside to the loop

    @LoopTest
    void aCompletableFutureBecomesOneOfTheLoop() {
        CompletableFuture<String> outside = new CompletableFuture<>();
        Future<String> future = loop().wrapFuture(outside);
        List<Future<String>> told = new ArrayList<>();
        future.addDoneCallback(told::add);
        assertThat(future.done()).isFalse();
        toThread(() -> outside.complete("tulip"));
        assertThat(await(future)).isEqualTo("tulip");
        checkpoint();
        sleep(millis(1));
        assertThat(told).containsExactly(future);
    }

    @LoopTest
    void soDoesOneOfAnExecutor() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<String> future = loop().wrapFuture(executor.submit(() -> {
                go.await();
                return "tulip";
            }));
            Future<String> timer = loop().createFuture();
            assertThat(waitUntil(FIRST_COMPLETED, millis(0), future, timer).done())
                    .isEmpty();
            go.countDown();
            assertThat(await(future)).isEqualTo("tulip");
        }
    }

    @LoopTest
    void oneThatIsDoneAlreadyIsDoneSoon() {
        assertThat(await(loop().wrapFuture(CompletableFuture.completedFuture("tulip"))))
                .isEqualTo("tulip");
        FutureTask<String> task = new FutureTask<>(() -> "tree");
        task.run();
        assertThat(await(loop().wrapFuture(task))).isEqualTo("tree");
    }

    @LoopTest
    void itsFailureIsThrownWithoutWrapping() {
        IOException failure = new IOException("disk");
        FutureTask<String> task = new FutureTask<>(() -> {
            throw failure;
        });
        task.run();
        CompletableFuture<String> derived =
                CompletableFuture.<String>failedFuture(failure).thenApply(s -> s + "!");
        for (java.util.concurrent.Future<String> outside :
                List.of(task, CompletableFuture.<String>failedFuture(failure), derived)) {
            Future<String> future = loop().wrapFuture(outside);
            assertThatThrownBy(() -> await(future)).isSameAs(failure);
        }
    }

    @LoopTest
    void cancellingEitherCancelsTheOther() {
        CompletableFuture<String> first = new CompletableFuture<>();
        Future<String> ofFirst = loop().wrapFuture(first);
        assertThat(ofFirst.cancel()).isTrue();
        assertThat(first.isCancelled()).isTrue();
        FutureTask<String> second = new FutureTask<>(() -> "never");
        Future<String> ofSecond = loop().wrapFuture(second);
        toThread(() -> second.cancel(true));
        assertThatThrownBy(() -> await(ofSecond)).isInstanceOf(CancellationException.class);
        assertThat(ofSecond.cancelled()).isTrue();
        assertThat(loop().statistics().foreign()).isZero();
    }

    @LoopTest
    void cancellingItInterruptsTheThreadThatWorksForIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<String> future = loop().wrapFuture(executor.submit(() -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.complete("interrupted");
                }
                return "never";
            }));
            toThread(() -> begun.await());
            future.cancel();
            assertThat(await(interrupted)).isEqualTo("interrupted");
        }
    }

    @LoopTest
    void onlyTheOutsideSetsItsOutcome() {
        CompletableFuture<String> outside = new CompletableFuture<>();
        Future<String> future = loop().wrapFuture(outside);
        assertThatIllegalStateException().isThrownBy(() -> future.setResult("inside"));
        assertThatIllegalStateException().isThrownBy(() -> future.setException(new IOException()));
        outside.complete("outside");
        assertThat(await(future)).isEqualTo("outside");
    }

    @LoopTest
    void thereAndBackAgainIsTheSameOutcome() throws Exception {
        Future<String> future = loop().createFuture();
        Future<String> back = loop().wrapFuture(future.toCompletableFuture());
        future.setResult("tulip");
        assertThat(await(back)).isEqualTo("tulip");
    }

    // -- names

    @LoopTest
    void aFutureMayHaveAName() {
        Future<String> answer = loop().createFuture("the answer");
        assertThat(answer.name()).isEqualTo("the answer");
        assertThat(answer).hasToString("the answer");
        Task<String> waiting = createTask(() -> await(answer));
        checkpoint();
        sleep(millis(1));
        assertThat(waiting.awaiting()).hasToString("the answer");
        answer.setResult("42");
        await(waiting);
        assertThat(loop().createFuture().name()).isEqualTo("future");
        assertThat(waiting.name()).startsWith("task-");
    }
}
