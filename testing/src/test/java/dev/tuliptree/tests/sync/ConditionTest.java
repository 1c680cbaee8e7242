package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.sync.BrokenResource;
import dev.tuliptree.sync.Condition;
import dev.tuliptree.sync.Lock;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A condition wakes as many as are signalled, in the order they came, each with the lock; no signal is lost. */
class ConditionTest {
    private final Condition condition = new Condition();
    private final List<String> woken = new ArrayList<>();

    private Task<?> waiter(Nursery nursery, String name) {
        Task<?> task = nursery.start(() -> {
            try (var _ = condition.acquire()) {
                condition.await();
                assertThat(condition.lock().statistics().owner()).isSameAs(currentTask());
                woken.add(name);
            }
        });
        loop().waitAllTasksBlocked();
        return task;
    }

    private void signal(int count) {
        try (var _ = condition.acquire()) {
            condition.signal(count);
        }
        loop().waitAllTasksBlocked();
    }

    @LoopTest
    void wakesAsManyAsAreSignalledInTheOrderTheyCame() {
        nursery(n -> {
            for (String name : List.of("a", "b", "c", "d", "e", "f")) waiter(n, name);
            signal(1);
            assertThat(woken).containsExactly("a");
            signal(2);
            assertThat(woken).containsExactly("a", "b", "c");
            signal(0);
            assertThat(woken).hasSize(3);
            try (var _ = condition.acquire()) {
                condition.signalAll();
                assertThat(condition.statistics().tasksWaiting()).isZero();
                assertThat(condition.statistics().lock().tasksWaiting()).isEqualTo(3);
            }
        });
        assertThat(woken).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @LoopTest
    void aSignalThatFindsNobodyIsForgotten() throws Exception {
        signal(3);
        nursery(n -> {
            Task<?> late = waiter(n, "late");
            assertThat(late.done()).isFalse();
            signal(1);
        });
    }

    @LoopTest
    void awaitsUntilSomethingIsTrue() {
        int[] level = {0};
        nursery(n -> {
            Task<?> waiting = n.start(() -> {
                try (var _ = condition.acquire()) {
                    condition.awaitFor(() -> level[0] >= 3);
                    woken.add("at " + level[0]);
                }
            });
            for (int i = 0; i < 3; i++) {
                loop().waitAllTasksBlocked();
                assertThat(waiting.done()).isFalse();
                try (var _ = condition.acquire()) {
                    level[0]++;
                    condition.signalAll();
                }
            }
        });
        assertThat(woken).containsExactly("at 3");
        try (var _ = condition.acquire()) {
            condition.awaitFor(() -> level[0] == 3);
        }
    }

    @LoopTest
    void whoDoesNotHoldTheLockIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> condition.await());
        assertThatIllegalStateException().isThrownBy(() -> condition.awaitFor(() -> true));
        assertThatIllegalStateException().isThrownBy(() -> condition.signal());
        assertThatIllegalStateException().isThrownBy(() -> condition.signalAll());
        try (var _ = condition.acquire()) {
            assertThatIllegalStateException().isThrownBy(() -> await(createTask(() -> condition.signal())));
        }
    }

    @LoopTest
    void manyCanShareALock() {
        Lock lock = new Lock();
        Condition first = new Condition(lock);
        Condition second = new Condition(lock);
        nursery(n -> {
            for (Condition each : List.of(first, second)) {
                n.start(() -> {
                    try (var _ = each.acquire()) {
                        each.await();
                        woken.add(each == first ? "first" : "second");
                    }
                });
            }
            loop().waitAllTasksBlocked();
            try (var _ = lock.acquire()) {
                second.signalAll();
            }
            loop().waitAllTasksBlocked();
            assertThat(woken).containsExactly("second");
            try (var _ = lock.acquire()) {
                first.signalAll();
            }
        });
    }

    @LoopTest
    void aCancelledTaskHoldsTheLockAgainBeforeItLeaves() {
        nursery(n -> {
            Task<?> waiting = n.start(() -> {
                try (var _ = condition.acquire()) {
                    try {
                        condition.await();
                    } catch (Cancelled cancelled) {
                        woken.add(condition.lock().statistics().owner() == currentTask() ? "with the lock" : "without");
                        throw cancelled;
                    }
                }
            });
            loop().waitAllTasksBlocked();
            try (var _ = condition.acquire()) {
                waiting.cancel();
                sleep(seconds(1));
                assertThat(waiting.done()).isFalse();
                assertThat(woken).isEmpty();
            }
        });
        assertThat(woken).containsExactly("with the lock");
        assertThat(condition.lock().locked()).isFalse();
    }

    @LoopTest
    void aTaskThatIsCancelledBeforeItIsSignalledSpendsNoSignal() {
        nursery(n -> {
            Task<?> first = waiter(n, "first");
            waiter(n, "second");
            try (var _ = condition.acquire()) {
                first.cancel();
                condition.signal();
            }
        });
        assertThat(woken).containsExactly("second");
    }

    @LoopTest
    void aTaskThatIsCancelledAfterItWasSignalledUsesTheSignal() {
        nursery(n -> {
            Task<?> first = n.start(() -> {
                try (var _ = condition.acquire()) {
                    condition.await();
                    woken.add("first");
                    checkpoint();
                    woken.add("not cancelled");
                }
            });
            loop().waitAllTasksBlocked();
            Task<?> second = waiter(n, "second");
            try (var _ = condition.acquire()) {
                condition.signal();
                first.cancel();
            }
            loop().waitAllTasksBlocked();
            assertThat(first.cancelled()).isTrue();
            second.cancel();
        });
        assertThat(woken).containsExactly("first");
    }

    @LoopTest
    void everySignalIsUsedWhoeverIsCancelledAndWhenever() {
        CancelEverywhere.run(victim -> {
            Condition items = new Condition();
            int[] there = {0};
            int[] taken = {0};
            nursery(n -> {
                n.start(() -> victim.run(() -> take(items, there, taken)));
                n.start(() -> take(items, there, taken));
                for (int i = 0; i < 2; i++) {
                    sleep(millis(1));
                    try (var _ = items.acquire()) {
                        there[0]++;
                        items.signal();
                        checkpoint();
                    }
                }
            });
            // One task takes one thing; if the victim has not, its thing is left over, and the other has not starved.
            assertThat(taken[0]).isPositive();
            assertThat(taken[0] + there[0]).isEqualTo(2);
            assertThat(items.statistics()).isEqualTo(new Condition.Statistics(0, new Lock.Statistics(null, 0)));
        });
    }

    private static void take(Condition items, int[] there, int[] taken) {
        try (var _ = items.acquire()) {
            items.awaitFor(() -> there[0] > 0);
            there[0]--;
            taken[0]++;
        }
    }

    @LoopTest
    void cancellingATaskBetweenSignalAndLockIsNoticedRightAfter() {
        nursery(n -> {
            Lock.Held held = condition.acquire();
            held.close();
            boolean[] returned = {false};
            CancelScope[] scope = {null};
            n.start(() -> {
                CancelScope left = cancelScope(s -> {
                    scope[0] = s;
                    try (var _ = condition.acquire()) {
                        condition.await();
                        returned[0] = true;
                        condition.await();
                    }
                });
                assertThat(left.cancelledCaught()).isTrue();
            });
            loop().waitAllTasksBlocked();
            try (var _ = condition.acquire()) {
                condition.signal();
                scope[0].cancel();
                sleep(seconds(1));
                assertThat(returned[0]).isFalse();
            }
            loop().waitAllTasksBlocked();
            assertThat(returned[0]).isTrue();
        });
        assertThat(condition.statistics()).isEqualTo(new Condition.Statistics(0, new Lock.Statistics(null, 0)));
    }

    @LoopTest
    void aLockThatBreaksIsToldToThoseWhoWereSignalled() {
        nursery(n -> {
            Task<?> waiting = n.start(() -> {
                try (var _ = condition.acquire()) {
                    assertThatExceptionOfType(BrokenResource.class).isThrownBy(() -> condition.await());
                }
            });
            loop().waitAllTasksBlocked();
            n.start(() -> {
                condition.acquire();
                condition.signal();
            });
            await(waiting);
        });
    }

    @LoopTest
    void awaitingIsACheckpointAndSignallingIsNot() {
        try (var _ = condition.acquire()) {
            assertCheckpoints(() -> condition.await());
            assertCheckpoints(() -> condition.awaitFor(() -> true));
            assertLetsOthersRun(() -> condition.awaitFor(() -> true));
            assertNoCheckpoints(() -> condition.signalAll());
        }
        assertThat(condition).hasToString("condition, 0 waiting, of lock");
    }
}
