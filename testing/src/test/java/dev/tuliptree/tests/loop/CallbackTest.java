package dev.tuliptree.tests.loop;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.Handle;
import dev.tuliptree.loop.ReadyCallback;
import dev.tuliptree.loop.TimerHandle;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** Callbacks are called once, in the order promised, on the loop, and never while they are being scheduled. */
class CallbackTest {
    @LoopTest
    void soonMeansInTheOrderTheyWereScheduled() {
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            loop().callSoon(() -> calls.add(number));
        }
        assertThat(calls).isEmpty();
        settle();
        assertThat(calls).hasSize(100).isSorted();
    }

    @LoopTest
    void oneThatSchedulesAnotherComesBeforeIt() {
        List<String> calls = new ArrayList<>();
        loop().callSoon(() -> {
            loop().callSoon(() -> calls.add("third"));
            calls.add("first");
        });
        loop().callSoon(() -> calls.add("second"));
        settle();
        assertThat(calls).containsExactly("first", "second", "third");
    }

    @LoopTest
    void oneThatSchedulesItselfForEverKeepsNobodyElseFromRunning() {
        boolean[] stop = new boolean[1];
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (!stop[0]) loop().callSoon(again[0]);
        };
        loop().callSoon(again[0]);
        for (int i = 0; i < 1_000; i++) checkpoint();
        sleep(seconds(0));
        stop[0] = true;
    }

    @LoopTest
    void oneThatIsDueTwiceIsCalledOnceAndMayBeDueAgain() {
        List<String> calls = new ArrayList<>();
        ReadyCallback[] again = new ReadyCallback[1];
        again[0] = new ReadyCallback(loop(), () -> {
            calls.add("called");
            if (calls.size() == 1) again[0].ready();
        });
        again[0].ready();
        again[0].ready();
        assertThat(calls).isEmpty();
        settle();
        assertThat(calls).containsExactly("called", "called");
        again[0].ready();
        settle();
        assertThat(calls).hasSize(3);
    }

    @LoopTest
    void laterMeansInTheOrderOfTheirTimes() {
        List<String> calls = new ArrayList<>();
        loop().callLater(seconds(3), () -> calls.add("3 at " + now().toSeconds()));
        loop().callLater(seconds(1), () -> calls.add("1 at " + now().toSeconds()));
        loop().callAt(seconds(2).toNanos(), () -> calls.add("2 at " + now().toSeconds()));
        sleep(seconds(5));
        assertThat(calls).containsExactly("1 at 1", "2 at 2", "3 at 3");
    }

    @LoopTest
    void thoseForTheSameTimeComeInTheOrderTheyWereScheduled() {
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            loop().callAt(seconds(1).toNanos(), () -> calls.add(number));
        }
        sleep(seconds(2));
        assertThat(calls).hasSize(100).isSorted();
    }

    @LoopTest
    void aTimeInThePastIsSoon() {
        sleep(seconds(5));
        List<String> calls = new ArrayList<>();
        loop().callLater(seconds(-1), () -> calls.add("later"));
        loop().callAt(0, () -> calls.add("at"));
        assertThat(calls).isEmpty();
        settle();
        assertThat(calls).containsExactlyInAnyOrder("later", "at");
        assertThat(now()).isEqualTo(seconds(5));
    }

    @LoopTest
    void onesTakenBackAreNotCalled() {
        List<String> calls = new ArrayList<>();
        Handle soon = loop().callSoon(() -> calls.add("soon"));
        TimerHandle later = loop().callLater(seconds(1), () -> calls.add("later"));
        assertThat(later.when()).isEqualTo(seconds(1).toNanos());
        assertThat(soon.cancelled() || later.cancelled()).isFalse();
        soon.cancel();
        later.cancel();
        later.cancel();
        assertThat(soon.cancelled() && later.cancelled()).isTrue();
        sleep(seconds(2));
        assertThat(calls).isEmpty();
    }

    @LoopTest
    void takenBackTimersDoNotPileUp() {
        for (int i = 0; i < 10_000; i++)
            loop().callLater(seconds(1_000 + i), () -> {}).cancel();
        assertThat(loop().statistics().timers()).isZero();
    }

    @LoopTest
    void oneMayTakeBackTheNext() {
        List<String> calls = new ArrayList<>();
        Handle[] next = new Handle[1];
        loop().callSoon(() -> next[0].cancel());
        next[0] = loop().callSoon(() -> calls.add("not called"));
        settle();
        assertThat(calls).isEmpty();
    }

    @LoopTest
    void takingBackOneThatWasCalledChangesNothing() {
        List<String> calls = new ArrayList<>();
        TimerHandle handle = loop().callLater(seconds(1), () -> calls.add("called"));
        sleep(seconds(2));
        handle.cancel();
        assertThat(calls).containsExactly("called");
    }

    @LoopTest
    void whatOneThrowsGoesToTheExceptionHandlerAndTheLoopGoesOn() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(what + " / " + failure.getMessage()));
        List<String> calls = new ArrayList<>();
        loop().callSoon(() -> {
            throw new IllegalStateException("broken");
        });
        loop().callSoon(() -> {
            throw new AssertionError("badly broken");
        });
        loop().callSoon(() -> calls.add("next"));
        settle();
        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("callback ").endsWith(" / broken");
        assertThat(calls).containsExactly("next");
    }

    @LoopTest
    void anExceptionHandlerThatFailsStopsNothing() {
        loop().setExceptionHandler((what, failure) -> {
            throw new IllegalStateException("the handler too");
        });
        List<String> calls = new ArrayList<>();
        loop().callSoon(() -> {
            throw new IllegalStateException("broken");
        });
        loop().callSoon(() -> calls.add("next"));
        settle();
        assertThat(calls).containsExactly("next");
    }

    @LoopTest
    void oneRunsOnTheLoopButIsNoTask() {
        EventLoop loop = loop();
        List<String> calls = new ArrayList<>();
        loop().callSoon(() -> {
            assertThat(loop()).isSameAs(loop);
            assertThatIllegalStateException().isThrownBy(() -> currentTask()).withMessageContaining("callback");
            calls.add("called");
        });
        settle();
        assertThat(calls).hasSize(1);
    }

    @LoopTest
    void oneCannotSuspendAndIsToldWhatToDo() {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        loop().callSoon(() -> sleep(seconds(1)));
        loop().callSoon(() -> checkpoint());
        loop().callSoon(() -> nursery(n -> {}));
        settle();
        assertThat(told).hasSize(3).allMatch(message -> message.contains("createTask"));
    }

    @LoopTest
    void oneMayStartATaskAndSetAFuture() {
        Future<Task<String>> started = loop().createFuture();
        loop().callSoon(() -> started.setResult(createTask(() -> {
            sleep(seconds(1));
            return "started by a callback";
        })));
        assertThat(await(await(started))).isEqualTo("started by a callback");
    }

    @LoopTest(schedules = 0)
    void tasksAndCallbacksTakeTurns() {
        List<String> order = new ArrayList<>();
        createTask(() -> {
            order.add("task 1");
        });
        loop().callSoon(() -> order.add("callback"));
        createTask(() -> {
            order.add("task 2");
        });
        settle();
        assertThat(order).containsExactly("task 1", "callback", "task 2");
    }

    @LoopTest
    void shufflingTasksLeavesCallbacksInTheirOrder() {
        List<Integer> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            createTask(() -> checkpoint());
            loop().callSoon(() -> calls.add(number));
        }
        settle();
        assertThat(calls).hasSize(50).isSorted();
    }
}
