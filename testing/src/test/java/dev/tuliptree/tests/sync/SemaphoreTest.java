package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.BoundedSemaphore;
import dev.tuliptree.sync.Semaphore;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** A semaphore gives as many permits as it has, in the order they were asked for, and loses none. */
class SemaphoreTest {
    @LoopTest(schedules = 10)
    void givesAsManyPermitsAsItHas() {
        Semaphore semaphore = new Semaphore(3);
        int[] inside = {0};
        int[] most = {0};
        nursery(n -> {
            for (int i = 0; i < 10; i++) {
                n.start(() -> {
                    try (var _ = semaphore.acquire()) {
                        most[0] = Math.max(most[0], ++inside[0]);
                        sleep(millis(1));
                        inside[0]--;
                    }
                });
            }
        });
        assertThat(most[0]).isEqualTo(3);
        assertThat(semaphore.value()).isEqualTo(3);
    }

    @LoopTest(schedules = 10)
    void givesThemInTheOrderTheyWereAskedFor() {
        Semaphore semaphore = new Semaphore(1);
        List<Integer> came = new ArrayList<>();
        List<Integer> served = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    semaphore.acquire();
                    served.add(number);
                    checkpoint();
                    semaphore.release();
                });
            }
        });
        assertThat(served).isEqualTo(came);
    }

    @LoopTest
    void aPermitThatIsReleasedGoesToTheOneWhoWaitsNotToWhoeverComesFirst() {
        Semaphore semaphore = new Semaphore(0);
        nursery(n -> {
            Task<?> waiting = n.start(() -> semaphore.acquire());
            loop().waitAllTasksBlocked();
            semaphore.release();
            assertThat(semaphore.tryAcquire()).isNull();
            assertThat(semaphore.value()).isZero();
            assertThat(waiting.done()).isFalse();
        });
    }

    @LoopTest
    void canBeReleasedByWhoeverHasNotAcquiredIt() {
        Semaphore semaphore = new Semaphore(0);
        assertThat(semaphore.locked()).isTrue();
        semaphore.release();
        semaphore.release();
        assertThat(semaphore.value()).isEqualTo(2);
        semaphore.acquire();
        assertThat(semaphore.tryAcquire()).isNotNull();
        assertThat(semaphore.tryAcquire()).isNull();
    }

    @LoopTest
    void aPermitIsReleasedOnce() {
        Semaphore semaphore = new Semaphore(1);
        Semaphore.Permit permit = semaphore.acquire();
        permit.close();
        permit.close();
        assertThat(semaphore.value()).isEqualTo(1);
    }

    @LoopTest
    void aBoundedOneRefusesToBeReleasedMoreOftenThanItWasAcquired() {
        BoundedSemaphore semaphore = new BoundedSemaphore(2);
        assertThatIllegalStateException().isThrownBy(semaphore::release);
        semaphore.acquire();
        semaphore.release();
        assertThatIllegalStateException().isThrownBy(semaphore::release);
        assertThat(semaphore.value()).isEqualTo(2);
    }

    @LoopTest
    void cannotHaveLessThanNoPermits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Semaphore(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundedSemaphore(-1));
        assertThat(new BoundedSemaphore(0).locked()).isTrue();
    }

    @LoopTest
    void noPermitIsLostWhoeverIsCancelledAndWhenever() {
        CancelEverywhere.run(victim -> {
            Semaphore semaphore = new Semaphore(1);
            nursery(n -> {
                n.start(() -> {
                    try (var _ = semaphore.acquire()) {
                        sleep(millis(1));
                    }
                });
                n.start(() -> victim.run(() -> {
                    try (var _ = semaphore.acquire()) {
                        sleep(millis(1));
                    }
                }));
                n.start(() -> semaphore.acquire().close());
            });
            assertThat(semaphore.statistics()).isEqualTo(new Semaphore.Statistics(1, 0));
        });
    }

    @LoopTest
    void acquiringIsACheckpointAndTheRestIsNot() {
        Semaphore semaphore = new Semaphore(1);
        assertCheckpoints(() -> semaphore.acquire().close());
        assertThat(semaphore.value()).isEqualTo(1);
        assertLetsOthersRun(() -> semaphore.acquire().close());
        assertNoCheckpoints(() -> {
            try (var permit = semaphore.tryAcquire()) {
                assertThat(permit).isNotNull();
            }
        });
    }

    @LoopTest
    void saysHowManyAreLeftOrWait() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(semaphore).hasToString("semaphore, 1 left");
        nursery(n -> {
            try (var _ = semaphore.acquire()) {
                n.start(() -> semaphore.acquire().close());
                loop().waitAllTasksBlocked();
                assertThat(semaphore.statistics()).isEqualTo(new Semaphore.Statistics(0, 1));
                assertThat(semaphore).hasToString("semaphore, 1 waiting");
            }
        });
    }
}
