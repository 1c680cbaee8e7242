package dev.tuliptree.tests.inspect;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Async;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.tests.Carriers.OnEachCarrier;

/** In debug mode more is remembered: where things were made, and where a cancellation was noticed. */
class DebugModeTest {
    @LoopTest
    void itCanBeSwitchedOnAndOffAtAnyTime() {
        assertThat(loop().isDebug()).isFalse();
        loop().setDebug(true);
        assertThat(loop().isDebug()).isTrue();
        checkpoint();
        sleep(seconds(1));
        loop().setDebug(false);
        checkpoint();
        assertThat(now()).isEqualTo(seconds(1));
    }

    @LoopTest
    void aCancellationShowsWhereItWasNoticed() {
        loop().setDebug(true);
        cancelScope(scope -> {
            scope.cancel();
            assertThatExceptionOfType(Cancelled.class)
                    .isThrownBy(() -> checkpoint())
                    .satisfies(cancelled -> assertThat(cancelled.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(DebugModeTest.class.getName())));
        });
    }

    @LoopTest
    void aTaskSaysWhereItWasMade() {
        loop().setDebug(true);
        Task<?> task = createTask(() -> checkpoint());
        assertThat(task.toString()).contains("DebugModeTest.java");
        await(task);
    }

    @OnEachCarrier
    void aDeadlockIsLoggedOnceWithTheTasks(LoopOptions options) {
        try (Log log = new Log()) {
            Async.run(options.debug(true), () -> {
                EventLoop loop = loop();
                Event never = new Event();
                Task<?> waiting = createTask(() -> never.await()).name("forgotten by all");
                // A thread that the loop knows nothing of, and only it can help.
                Thread.ofPlatform().start(() -> {
                    long end = System.nanoTime() + seconds(20).toNanos();
                    while (log.about("deadlock").isEmpty() && System.nanoTime() < end) Thread.onSpinWait();
                    loop.callSoonThreadsafe(never::set);
                });
                await(waiting);
            });
            assertThat(log.about("deadlock")).hasSize(1).first().asString().contains("forgotten by all");
        }
    }

    @OnEachCarrier
    void aLoopThatWaitsForATimerOrASocketIsInNoDeadlock(LoopOptions options) {
        try (Log log = new Log()) {
            Async.run(options.debug(true), () -> {
                sleep(millis(20));
                toThread(() -> "other threads");
            });
            assertThat(log.about("deadlock")).isEmpty();
        }
    }

    @OnEachCarrier
    void aFutureWhoseFailureNobodyLookedAtIsLoggedWithThePlaceWhereItWasMade(LoopOptions options) {
        try (Log log = new Log()) {
            Async.run(options.debug(true), () -> {
                Future<String> lost = loop().createFuture("answer");
                lost.setException(new IllegalStateException("nobody cares"));
                Future<String> seen = loop().createFuture("question");
                seen.setException(new IllegalStateException("somebody does"));
                assertThatIllegalStateException().isThrownBy(() -> await(seen));
            });
            assertThat(log.about("nobody has looked at it"))
                    .singleElement()
                    .asString()
                    .contains("answer made at", "DebugModeTest.java");
        }
    }

    @OnEachCarrier
    void itIsLoggedWhileTheLoopRunsIfTheFutureWasCollected(LoopOptions options) {
        try (Log log = new Log()) {
            Async.run(options.debug(true), () -> {
                failUnseen();
                long end = System.nanoTime() + seconds(30).toNanos();
                while (log.about("nobody has looked at it").isEmpty() && System.nanoTime() < end) {
                    System.gc();
                    sleep(millis(1));
                }
                assertThat(log.about("nobody has looked at it")).hasSize(1);
            });
            assertThat(log.about("nobody has looked at it")).hasSize(1);
        }
    }

    /** In a frame of its own, so that nothing holds the future. */
    private static void failUnseen() {
        loop().createFuture().setException(new IllegalStateException("nobody cares"));
    }

    @OnEachCarrier
    void outsideOfDebugModeAFutureMayFailUnseen(LoopOptions options) {
        try (Log log = new Log()) {
            Async.run(options.debug(false), DebugModeTest::failUnseen);
            assertThat(log.messages()).isEmpty();
        }
    }
}
