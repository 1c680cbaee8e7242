package dev.tuliptree.testing;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.sync.Event;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a loop test promises: many schedules, each of which can be repeated; leaks and hangs are failures. */
class LoopTestTest {
    @AfterEach
    void forgetWhatWasAskedFor() {
        System.clearProperty(Schedules.SEED);
        System.clearProperty(Schedules.COUNT);
    }

    @Test
    void runsUnshuffledAndUnderSeedsOfItsOwn() {
        Map<String, TestExecutionResult> runs = outcomesOf("succeeds");
        long inOrder =
                runs.keySet().stream().filter(name -> name.endsWith("in order")).count();
        assertThat(inOrder).isIn(1L, 2L);
        assertThat(runs).hasSize((int) inOrder * (1 + LoopTest.DEFAULT_SCHEDULES));
        assertThat(runs.keySet())
                .filteredOn(name -> !name.endsWith("in order"))
                .allMatch(name -> name.contains("seed"));
        assertThat(outcomesOf("succeeds"))
                .as("the seeds of the next build")
                .hasSameSizeAs(runs)
                .containsOnlyKeys(runs.keySet());
    }

    @Test
    void runsUnderAsManySeedsAsAskedFor() {
        System.setProperty(Schedules.COUNT, "50");
        assertThat(outcomesOf("succeeds").keySet())
                .filteredOn(name -> name.startsWith("baton, seed"))
                .hasSize(50);
    }

    @Test
    void runsUnderOneSeedAloneWhenItIsGiven() {
        System.setProperty(Schedules.SEED, "42");
        assertThat(outcomesOf("succeeds").keySet()).isNotEmpty().allMatch(name -> name.endsWith("seed 42"));
        System.setProperty(Schedules.SEED, "none");
        assertThat(outcomesOf("succeeds").keySet()).isNotEmpty().allMatch(name -> name.endsWith("in order"));
    }

    @Test
    void itsAnnotationMayStandOnOneOfYourOwn() {
        System.setProperty(Schedules.COUNT, "50");
        assertThat(outcomesOf("isMarkedWithAnAnnotationOfItsOwn").keySet())
                .containsExactlyInAnyOrder(
                        "baton, in order", "baton, seed " + seedOf("isMarkedWithAnAnnotationOfItsOwn"));
    }

    private static String seedOf(String method) {
        return outcomesOf(method).keySet().stream()
                .filter(name -> name.contains("seed "))
                .map(name -> name.substring(name.indexOf("seed ") + 5))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFailureIsTheTestsOwnAndSaysHowToRepeatItsRun() {
        assertThat(outcomesOf("fails")).allSatisfy((name, outcome) -> {
            assertThat(outcome.getStatus()).isEqualTo(Status.FAILED);
            Throwable failure = outcome.getThrowable().orElseThrow();
            assertThat(failure).isExactlyInstanceOf(java.io.IOException.class).hasMessage("as told");
            assertThat(failure.getSuppressed())
                    .anySatisfy(hint -> assertThat(hint)
                            .hasMessageContaining(name)
                            .hasMessageContaining("-Dtuliptree.carrier=")
                            .hasMessageContaining("-Dtuliptree.test.seed="));
        });
    }

    @Test
    void seedsShuffleReadyTasksAndTheSameSeedAlike() {
        System.setProperty(Schedules.COUNT, "20");
        ORDERS.clear();
        outcomesOf("recordsTheOrderOfTasks");
        assertThat(new HashSet<>(ORDERS.values())).as("different orders").hasSizeGreaterThan(10);
        Map<String, String> first = Map.copyOf(ORDERS);
        ORDERS.clear();
        outcomesOf("recordsTheOrderOfTasks");
        assertThat(ORDERS).isEqualTo(first);
    }

    @Test
    void aTaskThatIsLeftFailsTheTest() {
        assertFailsWith("leavesATask", "task forgotten, which awaits sleep for ever");
    }

    @Test
    void aTimerThatIsLeftFailsTheTest() {
        assertFailsWith("leavesATimer", "left behind: 1 timer");
    }

    @Test
    void aSocketThatIsLeftOpenFailsTheTest() {
        assertFailsWith("leavesAListener", "an open listener on /127.0.0.1:");
    }

    @Test
    void whatEndsByItselfIsNoLeak() {
        assertThat(outcomesOf("leavesWhatEndsByItself").values())
                .extracting(TestExecutionResult::getStatus)
                .containsOnly(Status.SUCCESSFUL);
    }

    @Test
    void aDeadlockFailsTheTestAndNamesTheTasks() {
        System.setProperty(Schedules.SEED, "none");
        assertFailsWith("deadlocks", "every task is blocked", "main awaits event, 1 waiting");
    }

    @Test
    void aTestThatTakesTooLongFailsAndNamesTheTasks() {
        System.setProperty(Schedules.SEED, "none");
        assertFailsWith("waitsForAThreadThatNeverAnswers", "took longer than PT1S", "main awaits a worker thread");
        NEVER.countDown();
    }

    private static void assertFailsWith(String method, String... messages) {
        assertThat(outcomesOf(method)).isNotEmpty().allSatisfy((_, outcome) -> {
            assertThat(outcome.getStatus()).isEqualTo(Status.FAILED);
            assertThat(outcome.getThrowable().orElseThrow().getMessage()).contains(messages);
        });
    }

    /** Runs one of the tests below as JUnit does, and says what became of each run, by its name. */
    private static Map<String, TestExecutionResult> outcomesOf(String method) {
        Map<String, TestExecutionResult> outcomes = new LinkedHashMap<>();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Subjects.class, method, parametersOf(method)))
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) outcomes.put(test.getDisplayName(), result);
            }
        });
        return outcomes;
    }

    private static String parametersOf(String method) {
        return method.equals("recordsTheOrderOfTasks") ? RandomGenerator.class.getName() : "";
    }

    private static final Map<String, String> ORDERS = new LinkedHashMap<>();
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    @Retention(RetentionPolicy.RUNTIME)
    @LoopTest(schedules = 1, carriers = CarrierKind.BATON)
    @interface OnceShuffled {}

    /** Not found by the build, as it looks for names that end in Test. */
    static class Subjects {
        @LoopTest
        void succeeds() {
            checkpoint();
        }

        @OnceShuffled
        void isMarkedWithAnAnnotationOfItsOwn() {
            checkpoint();
        }

        @LoopTest
        void fails() throws Exception {
            sleep(seconds(1));
            throw new java.io.IOException("as told");
        }

        @LoopTest
        void recordsTheOrderOfTasks(RandomGenerator random) {
            List<Integer> order = new ArrayList<>();
            nursery(n -> {
                for (int i = 0; i < 8; i++) {
                    int number = i;
                    n.start(() -> {
                        order.add(number);
                    });
                }
            });
            ORDERS.put(ORDERS.size() + "", order.toString() + random.nextInt(100));
        }

        @LoopTest
        void leavesATask() {
            createTask(() -> sleepForever()).name("forgotten");
        }

        @LoopTest
        void leavesATimer() {
            loop().callLater(seconds(5), () -> {});
        }

        @LoopTest
        void leavesAListener() throws Exception {
            TcpListener listener = listenTcp("127.0.0.1", 0);
            assertThat(listener.port()).isPositive();
        }

        @LoopTest
        void leavesWhatEndsByItself() {
            createTask(() -> sleepForever()).cancel();
            loop().callSoon(() -> loop().callSoon(() -> {}));
        }

        @LoopTest(carriers = CarrierKind.BATON)
        void deadlocks() {
            new Event().await();
        }

        @LoopTest(limit = 1, carriers = CarrierKind.BATON)
        void waitsForAThreadThatNeverAnswers() throws Exception {
            toThread(() -> NEVER.await());
        }
    }
}
