package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.BrokenResource;
import dev.tuliptree.sync.Lock;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A lock is held by one task at a time, and goes from one to the next in the order they came. */
class LockTest {
    @LoopTest(schedules = 10)
    void isHeldByOneTaskAtATime() {
        Lock lock = new Lock();
        int[] inside = {0};
        nursery(n -> {
            for (int i = 0; i < 10; i++) {
                n.start(() -> {
                    for (int j = 0; j < 5; j++) {
                        try (var _ = lock.acquire()) {
                            assertThat(++inside[0]).isEqualTo(1);
                            checkpoint();
                            sleep(millis(1));
                            inside[0]--;
                        }
                    }
                });
            }
        });
        assertThat(lock.locked()).isFalse();
    }

    @LoopTest(schedules = 10)
    void isHandedOverInTheOrderTheyCame() {
        Lock lock = new Lock();
        List<Integer> came = new ArrayList<>();
        List<Integer> served = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                n.start(() -> {
                    for (int j = 0; j < 3; j++) {
                        came.add(number);
                        try (var _ = lock.acquire()) {
                            served.add(number);
                            checkpoint();
                        }
                    }
                });
            }
        });
        assertThat(served).isEqualTo(came);
    }

    @LoopTest
    void whoReleasesItCannotTakeItBackBeforeTheOneWhoWaits() {
        Lock lock = new Lock();
        nursery(n -> {
            Lock.Held held = lock.acquire();
            Task<?> waiting = n.start(() -> {
                try (var mine = lock.acquire()) {
                    assertThat(mine).isNotNull();
                }
            });
            loop().waitAllTasksBlocked();
            held.close();
            assertThat(waiting.done()).isFalse();
            assertThat(lock.tryAcquire()).isNull();
            assertThat(lock.statistics().owner()).isSameAs(waiting);
        });
    }

    @LoopTest
    void canBeTriedWithoutWaiting() {
        Lock lock = new Lock();
        try (var held = lock.tryAcquire()) {
            assertThat(held).isNotNull();
            Task<Object> other = createTask(() -> lock.tryAcquire());
            assertThat(await(other)).isNull();
        }
        assertThat(lock.locked()).isFalse();
    }

    @LoopTest
    void aTaskThatHoldsItIsRefusedRatherThanMadeToWaitForItself() {
        Lock lock = new Lock();
        try (var _ = lock.acquire()) {
            assertThatIllegalStateException()
                    .isThrownBy(lock::acquire)
                    .withMessageContaining("holds this lock already");
            assertThatIllegalStateException().isThrownBy(lock::tryAcquire);
        }
    }

    @LoopTest
    void onlyTheTaskThatHoldsItReleasesIt() {
        Lock lock = new Lock();
        Lock.Held held = lock.acquire();
        Task<?> other = createTask(() -> held.close());
        assertThatIllegalStateException().isThrownBy(() -> await(other)).withMessageContaining("does not hold");
        assertThat(lock.locked()).isTrue();
        held.close();
        assertThat(lock.locked()).isFalse();
    }

    @LoopTest
    void closingAPossessionTwiceReleasesTheLockOnce() {
        Lock lock = new Lock();
        Lock.Held first = lock.acquire();
        first.close();
        Lock.Held second = lock.acquire();
        first.close();
        assertThat(lock.locked()).isTrue();
        second.close();
    }

    @LoopTest
    void aTaskThatIsCancelledWhileItWaitsLeavesTheLine() {
        Lock lock = new Lock();
        List<String> served = new ArrayList<>();
        nursery(n -> {
            Lock.Held held = lock.acquire();
            List<Task<?>> waiting = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                waiting.add(n.start(() -> {
                    try (var _ = lock.acquire()) {
                        served.add(name);
                    }
                }));
                loop().waitAllTasksBlocked();
            }
            waiting.get(1).cancel();
            loop().waitAllTasksBlocked();
            assertThat(lock.statistics().tasksWaiting()).isEqualTo(2);
            held.close();
        });
        assertThat(served).containsExactly("a", "c");
    }

    @LoopTest
    void aTaskThatIsCancelledAfterItWasHandedTheLockHasIt() {
        Lock lock = new Lock();
        boolean[] had = {false};
        nursery(n -> {
            Lock.Held held = lock.acquire();
            Task<?> waiting = n.start(() -> {
                try (var _ = lock.acquire()) {
                    had[0] = true;
                    checkpoint();
                    fail("the cancel was swallowed");
                }
            });
            loop().waitAllTasksBlocked();
            held.close();
            waiting.cancel();
        });
        assertThat(had[0]).isTrue();
        assertThat(lock.locked()).isFalse();
    }

    @LoopTest
    void isNeverLeftHeldByATaskThatIsCancelled() {
        CancelEverywhere.run(victim -> {
            Lock lock = new Lock();
            nursery(n -> {
                n.start(() -> {
                    try (var _ = lock.acquire()) {
                        sleep(millis(2));
                    }
                });
                n.start(() -> victim.run(() -> {
                    for (int i = 0; i < 2; i++) {
                        try (var _ = lock.acquire()) {
                            sleep(millis(1));
                        }
                    }
                }));
                n.start(() -> {
                    sleep(millis(1));
                    try (var _ = lock.acquire()) {
                        checkpoint();
                    }
                });
            });
            assertThat(lock.statistics()).isEqualTo(new Lock.Statistics(null, 0));
        });
    }

    @LoopTest
    void aTaskThatEndsWithItBreaksIt() {
        Lock lock = new Lock();
        nursery(n -> {
            Task<?> careless = n.start(() -> {
                lock.acquire();
                sleep(seconds(1));
            });
            careless.name("careless");
            sleep(millis(500));
            assertThatExceptionOfType(BrokenResource.class)
                    .as("one who waited")
                    .isThrownBy(lock::acquire)
                    .withMessage("task careless has ended without releasing the lock");
            assertThatExceptionOfType(BrokenResource.class)
                    .as("one who comes later")
                    .isThrownBy(lock::acquire);
            assertThatExceptionOfType(BrokenResource.class).isThrownBy(lock::tryAcquire);
        });
        assertThat(lock).hasToString("lock broken by task careless, 0 waiting");
    }

    @LoopTest
    void givingItBackInTimeBreaksNothing() {
        Lock lock = new Lock();
        for (int i = 0; i < 3; i++) await(createTask(() -> lock.acquire().close()));
        lock.acquire().close();
    }

    @LoopTest
    void acquiringIsACheckpointAndTheRestIsNot() {
        Lock lock = new Lock();
        assertCheckpoints(() -> lock.acquire().close());
        assertThat(lock.locked()).isFalse();
        assertLetsOthersRun(() -> lock.acquire().close());
        assertNoCheckpoints(() -> {
            try (var _ = lock.tryAcquire()) {
                assertThat(lock.locked()).isTrue();
            }
        });
    }

    @LoopTest
    void saysWhoHoldsItAndHowManyWait() {
        Lock lock = new Lock();
        assertThat(lock).hasToString("lock");
        nursery(n -> {
            currentTask().name("holder");
            try (var _ = lock.acquire()) {
                Task<?> waiting = n.start(() -> lock.acquire().close());
                loop().waitAllTasksBlocked();
                assertThat(lock.statistics()).isEqualTo(new Lock.Statistics(currentTask(), 1));
                assertThat(lock).hasToString("lock held by task holder, 1 waiting");
                assertThat(waiting.awaiting()).hasToString(lock.toString());
            }
        });
    }
}
