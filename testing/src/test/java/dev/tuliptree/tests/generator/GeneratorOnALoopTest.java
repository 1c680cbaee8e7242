package dev.tuliptree.tests.generator;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Cancelled;
import dev.tuliptree.ContextVar;
import dev.tuliptree.Task;
import dev.tuliptree.generator.Cogenerator;
import dev.tuliptree.generator.Generator;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.sync.Lock;
import dev.tuliptree.sync.Queue;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** On a loop the body of a generator runs as the task that asks for the next value, in the same turn. */
class GeneratorOnALoopTest {
    private static Generator<Integer> upTo(int n) {
        return Generator.of(y -> {
            for (int i = 0; i < n; i++) y.yield(i);
        });
    }

    private static Generator<Integer> slowly(int n) {
        return Generator.of(y -> {
            for (int i = 0; i < n; i++) {
                sleep(seconds(1));
                y.yield(i);
            }
        });
    }

    @LoopTest
    void theBodyIsTheTaskThatAsks() {
        Generator<Task<?>> generator = Generator.of(y -> {
            while (true) y.yield(currentTask());
        });
        try (generator) {
            assertThat(generator.next()).isSameAs(currentTask());
            Task<Task<?>> other = createTask(() -> generator.next());
            assertThat(await(other)).isSameAs(other);
            assertThat(generator.next()).isSameAs(currentTask());
        }
    }

    @LoopTest
    void noOtherTaskRunsBetweenTwoValues() {
        assertNoCheckpoints(() -> assertThat((Iterable<Integer>) upTo(5)).containsExactly(0, 1, 2, 3, 4));
        int[] turns = {0};
        nursery(n -> {
            Task<?> other = n.start(() -> {
                while (true) {
                    turns[0]++;
                    checkpoint();
                }
            });
            loop().callSoon(() -> {});
            checkpoint();
            int before = turns[0];
            for (int i : upTo(1_000)) assertThat(turns[0]).as("at value " + i).isEqualTo(before);
            other.cancel();
        });
    }

    @LoopTest
    void theBodyMaySuspendAndOthersRunMeanwhile() {
        List<String> log = new ArrayList<>();
        nursery(n -> {
            n.start(() -> {
                sleep(millis(1_500));
                log.add("other");
            });
            for (int i : slowly(3)) log.add("value " + i);
        });
        assertThat(log).containsExactly("value 0", "other", "value 1", "value 2");
    }

    @LoopTest
    void theBodyMayUseWhateverATaskMay() {
        Queue<Integer> queue = new Queue<>(1);
        Generator<Integer> doubled = Generator.of(y -> {
            for (int item : queue) {
                int twice = timeout(
                        seconds(5),
                        () -> gather(() -> item, () -> item).stream()
                                .mapToInt(i -> i)
                                .sum());
                y.yield(await(createTask(() -> {
                    sleep(seconds(1));
                    return twice;
                })));
            }
        });
        nursery(n -> {
            n.start(() -> {
                for (int i = 0; i < 4; i++) queue.put(i);
                queue.shutdown();
            });
            assertThat((Iterable<Integer>) doubled).containsExactly(0, 2, 4, 6);
        });
    }

    @LoopTest
    void aPipelineOfThemSuspendsAsAWhole() {
        Generator<Integer> sums = Generator.of(y -> {
            int sum = 0;
            Generator<Integer> delegating = Generator.of(z -> {
                z.yieldFrom(slowly(3));
                z.yieldFrom(slowly(2));
            });
            for (int i : delegating) {
                sleep(millis(1));
                y.yield(sum += i);
            }
        });
        assertThat((Iterable<Integer>) sums).containsExactly(0, 1, 3, 3, 4);
    }

    @LoopTest
    void theBodyIsCancelledWithTheTask() {
        List<String> log = new ArrayList<>();
        Generator<Integer> generator = Generator.of(y -> {
            try {
                y.yield(1);
                sleepForever();
            } catch (Cancelled cancelled) {
                log.add("cancelled");
                throw cancelled;
            } finally {
                log.add("finally");
            }
        });
        assertThat(generator.next()).isEqualTo(1);
        assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> timeout(seconds(1), () -> generator.next()));
        assertThat(log).containsExactly("cancelled", "finally");
        assertThat(generator.hasNext()).isFalse();
        checkpoint();
    }

    @LoopTest
    void theBodyMayShieldItsTidyingUpWhenItIsClosed() {
        List<String> log = new ArrayList<>();
        boolean inTime = moveOnAfter(seconds(1), () -> {
            try (Generator<Integer> generator = Generator.of(y -> {
                try {
                    for (int i = 0; ; i++) y.yield(i);
                } finally {
                    shielded(() -> {
                        sleep(seconds(1));
                        log.add("tidied up");
                    });
                }
            })) {
                for (int i : generator) sleep(millis(400));
            }
        });
        assertThat(inTime).isFalse();
        assertThat(log).containsExactly("tidied up");
    }

    @LoopTest
    void itEndsInOrderWhereverTheTaskIsCancelled() {
        CancelEverywhere.run(victim -> {
            int[] open = {0};
            victim.run(() -> {
                try (Generator<Integer> generator = Generator.of(y -> {
                    open[0]++;
                    try {
                        Generator<Integer> inner = slowly(2);
                        y.yieldFrom(inner);
                        sleep(millis(1));
                        y.yield(2);
                    } finally {
                        open[0]--;
                    }
                })) {
                    List<Integer> got = new ArrayList<>();
                    for (int i : generator) {
                        got.add(i);
                        sleep(millis(1));
                    }
                    assertThat(got).containsExactly(0, 1, 2);
                }
            });
            assertThat(open[0]).isZero();
        });
    }

    @LoopTest
    void itCannotYieldInsideAScopeOfItsOwn() {
        Generator<Integer> inScope = Generator.of(y -> moveOnAfter(seconds(1), () -> {
            y.yield(1);
        }));
        assertThatIllegalStateException().isThrownBy(inScope::next).withMessageContaining("cancel scope");
        Generator<Integer> inNursery = Generator.of(y -> {
            nursery(n -> {
                y.yieldFrom(upTo(3));
            });
        });
        assertThatThrownBy(inNursery::next).hasRootCauseInstanceOf(IllegalStateException.class);
        Generator<Integer> behind = Generator.of(y -> {
            moveOnAfter(seconds(1), () -> sleep(millis(1)));
            y.yield(1);
        });
        assertThat((Iterable<Integer>) behind).containsExactly(1);
    }

    @LoopTest
    void itGoesOnInWhateverScopeTheNextValueIsAskedFor() {
        Generator<Integer> generator = slowly(3);
        assertThat(moveOnAfter(seconds(5), () -> generator.next())).contains(0);
        assertThat(shielded(() -> generator.next())).isEqualTo(1);
        assertThat(generator.next()).isEqualTo(2);
        assertThat(generator.hasNext()).isFalse();
    }

    @LoopTest
    void whileItIsSuspendedNobodyElseCanAskIt() {
        Generator<Integer> generator = slowly(2);
        nursery(n -> {
            Task<Integer> first = n.start(() -> generator.next());
            loop().waitAllTasksBlocked();
            assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("running");
            assertThatIllegalStateException().isThrownBy(generator::close).withMessageContaining("running");
            assertThat(await(first)).isZero();
            assertThat(generator.next()).isEqualTo(1);
        });
        generator.close();
    }

    @LoopTest
    void manyTasksCanShareOne() {
        Generator<Integer> numbers = upTo(30);
        List<Integer> got = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 3; i++) {
                n.start(() -> {
                    for (int number : numbers) {
                        got.add(number);
                        checkpoint();
                    }
                });
            }
        });
        assertThat(got).hasSize(30).isSorted();
    }

    @LoopTest
    void aLockThatTheTaskHoldsIsHeldByTheBodyToo() {
        Lock lock = new Lock();
        Generator<String> generator = Generator.of(y -> {
            y.yield(lock.statistics().owner() == currentTask() ? "held" : "not held");
            assertThatIllegalStateException().isThrownBy(lock::acquire);
        });
        try (var _ = lock.acquire()) {
            assertThat((Iterable<String>) generator).containsExactly("held");
        }
    }

    @LoopTest
    void whatTheBodySetsOfContextVariablesIsSetForTheTask() {
        ContextVar<String> variable = ContextVar.of("variable", "unset");
        Generator<String> generator = Generator.of(y -> {
            y.yield(variable.get());
            variable.set("by the body");
            y.yield("done");
        });
        variable.set("by the task");
        assertThat(generator.next()).isEqualTo("by the task");
        generator.next();
        assertThat(variable.get()).isEqualTo("by the body");
        generator.close();
    }

    @LoopTest
    void canBeUsedInACallbackAsLongAsItNeedNotSuspend() {
        CompletableFuture<List<Integer>> values = new CompletableFuture<>();
        loop().callSoon(() -> values.complete(upTo(3).stream().toList()));
        assertThat(await(values)).containsExactly(0, 1, 2);
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        loop().callSoon(() -> refused.complete(catchThrowable(() -> slowly(3).next())));
        assertThat(await(refused)).isInstanceOf(IllegalStateException.class).hasMessageContaining("callback");
    }

    @LoopTest
    void oneThatHasBegunHereGoesOnHereAlone() {
        Generator<Integer> generator = upTo(3);
        generator.next();
        assertThatIllegalStateException()
                .isThrownBy(() -> toThread(() -> generator.next()))
                .withMessageContaining("only there");
        assertThatIllegalStateException().isThrownBy(() -> toThread(() -> generator.close()));
        assertThatIllegalStateException()
                .isThrownBy(() -> toThread(() -> {
                    Generator<Integer> other = Generator.of(y -> y.yieldFrom(generator));
                    other.next();
                }));
        assertThat(generator.next()).isEqualTo(1);
        generator.close();
    }

    @LoopTest
    void oneThatHasBegunElsewhereGoesOnHereWithoutSuspending() {
        Generator<Integer> generator = Generator.of(y -> {
            y.yield(1);
            y.yield(2);
            sleep(seconds(1));
        });
        assertThat(toThread(() -> generator.next())).isEqualTo(1);
        assertThat(generator.next()).isEqualTo(2);
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("no event loop is running");
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aBodyThatBlocksHoldsUpItsTaskAlone() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        Generator<String> generator = Generator.of(y -> y.yield(gate.get()));
        nursery(n -> {
            n.start(() -> assertThat((Iterable<String>) generator).containsExactly("opened by another task"));
            for (int i = 0; i < 5; i++) checkpoint();
            gate.complete("opened by another task");
        });
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aBodyThatBlocksIsInterruptedWhenItsTaskIsCancelled() {
        CompletableFuture<String> gate = new CompletableFuture<>();
        Generator<String> generator = Generator.of(y -> y.yield(gate.get()));
        nursery(n -> {
            Task<?> asking = n.start(() -> generator.next());
            for (int i = 0; i < 5; i++) checkpoint();
            asking.cancel();
        });
        assertThat(generator.hasNext()).isFalse();
    }

    @LoopTest
    void aCogeneratorSuspendsToo() {
        Cogenerator<Integer, String> sleeper = Cogenerator.of(io -> {
            Integer time = io.yield("ready");
            while (time != null) {
                sleep(seconds(time));
                time = io.yield("slept " + time);
            }
        });
        long start = loop().nanoTime();
        assertThat(sleeper.next()).isEqualTo("ready");
        assertThat(sleeper.send(100)).isEqualTo("slept 100");
        assertThat(sleeper.send(200)).isEqualTo("slept 200");
        assertThat(loop().nanoTime() - start).isEqualTo(seconds(300).toNanos());
        sleeper.close();
    }

    @LoopTest
    void whatATaskWaitsForInAGeneratorCanBeSeen() {
        nursery(n -> {
            Task<?> task = n.start(() -> {
                for (int i : slowly(1)) assertThat(i).isZero();
            });
            loop().waitAllTasksBlocked();
            assertThat(task.awaiting()).asString().startsWith("sleep");
            assertThat(task.stack()).anyMatch(frame -> frame.getMethodName().contains("slowly"));
        });
    }
}
