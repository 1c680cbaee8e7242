package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Nursery;
import dev.tuliptree.Task;
import dev.tuliptree.sync.Barrier;
import dev.tuliptree.sync.BrokenBarrier;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** At a barrier tasks wait for each other; then all go on, and the next ones are the next generation. */
class BarrierTest {
    private static Task<Integer> party(Nursery nursery, Barrier barrier) {
        Task<Integer> task = nursery.start(() -> barrier.await());
        loop().waitAllTasksBlocked();
        return task;
    }

    @LoopTest(schedules = 10)
    void nobodyGoesOnBeforeEveryoneHasCome() {
        Barrier barrier = new Barrier(5);
        int[] came = {0};
        nursery(n -> {
            for (int i = 0; i < 5; i++) {
                int number = i;
                n.start(() -> {
                    sleep(millis(number));
                    came[0]++;
                    barrier.await();
                    assertThat(came[0]).isEqualTo(5);
                });
            }
        });
        assertThat(barrier.waiting()).isZero();
    }

    @LoopTest
    void eachGetsItsPlaceInTheOrderTheyCame() {
        Barrier barrier = new Barrier(3);
        nursery(n -> {
            Task<Integer> first = party(n, barrier);
            Task<Integer> second = party(n, barrier);
            assertThat(barrier.waiting()).isEqualTo(2);
            assertThat(barrier.await()).isEqualTo(2);
            assertThat(await(first)).isEqualTo(0);
            assertThat(await(second)).isEqualTo(1);
        });
    }

    @LoopTest(schedules = 10)
    void isUsedByOneGenerationAfterTheOther() {
        Barrier barrier = new Barrier(3);
        List<Integer> rounds = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 3; i++) {
                n.start(() -> {
                    for (int round = 0; round < 4; round++) {
                        barrier.await();
                        rounds.add(round);
                        barrier.await();
                    }
                });
            }
        });
        assertThat(rounds).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3);
    }

    @LoopTest
    void whoComesAfterTheLastBelongsToTheNextGenerationEvenIfTheOthersHaveNotLeftYet() {
        Barrier barrier = new Barrier(2);
        nursery(n -> {
            Task<Integer> first = party(n, barrier);
            barrier.await();
            boolean passed = moveOnAfter(seconds(1), () -> {
                barrier.await();
            });
            assertThat(passed).isFalse();
            assertThat(first.done()).isTrue();
        });
    }

    @LoopTest
    void oneForASinglePartyHoldsUpNobody() {
        Barrier barrier = new Barrier(1);
        assertThat(barrier.await()).isZero();
        assertThat(barrier.await()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new Barrier(0));
    }

    @LoopTest
    void aTaskThatIsCancelledWhileItWaitsDoesNotCountAndBreaksNothing() {
        Barrier barrier = new Barrier(3);
        nursery(n -> {
            Task<Integer> leaving = party(n, barrier);
            Task<Integer> first = party(n, barrier);
            leaving.cancel();
            Task<Integer> second = party(n, barrier);
            assertThat(first.done()).isFalse();
            assertThat(barrier.await()).isEqualTo(2);
            assertThat(await(first)).isEqualTo(0);
            assertThat(await(second)).isEqualTo(1);
        });
    }

    @LoopTest
    void abortingBreaksItForThoseWhoWaitAndThoseWhoComeUntilItIsReset() {
        Barrier barrier = new Barrier(2);
        nursery(n -> {
            Task<?> waiting = n.start(() -> assertThatExceptionOfType(BrokenBarrier.class)
                    .isThrownBy(() -> barrier.await())
                    .withMessage("the barrier was aborted"));
            loop().waitAllTasksBlocked();
            barrier.abort();
            await(waiting);
            assertThat(barrier.isBroken()).isTrue();
            assertThat(barrier).hasToString("barrier, broken");
            assertThatExceptionOfType(BrokenBarrier.class).isThrownBy(() -> barrier.await());
            barrier.reset();
            assertThat(barrier.isBroken()).isFalse();
            Task<Integer> party = party(n, barrier);
            barrier.await();
            await(party);
        });
    }

    @LoopTest
    void resettingSendsAwayThoseWhoWait() {
        Barrier barrier = new Barrier(2);
        nursery(n -> {
            Task<?> waiting = n.start(() -> assertThatExceptionOfType(BrokenBarrier.class)
                    .isThrownBy(() -> barrier.await())
                    .withMessage("the barrier was reset"));
            loop().waitAllTasksBlocked();
            barrier.reset();
            // What comes before those who were sent away have run is told apart from them.
            Task<Integer> party = party(n, barrier);
            assertThat(waiting.done()).isTrue();
            barrier.await();
            await(party);
        });
    }

    @LoopTest
    void whoIsLetThroughGoesOnEvenIfItIsAbortedOrCancelledRightAfter() {
        Barrier barrier = new Barrier(2);
        nursery(n -> {
            List<Integer> through = new ArrayList<>();
            Task<?> waiting = n.start(() -> through.add(barrier.await()));
            loop().waitAllTasksBlocked();
            shielded(() -> barrier.await());
            barrier.abort();
            waiting.cancel();
            loop().waitAllTasksBlocked();
            assertThat(through).containsExactly(0);
        });
    }

    @LoopTest
    void theCountIsRightWhoeverIsCancelledAndWhenever() {
        CancelEverywhere.run(victim -> {
            Barrier barrier = new Barrier(2);
            boolean[] passed = new boolean[2];
            nursery(n -> {
                n.start(() -> victim.run(() -> {
                    barrier.await();
                    passed[0] = true;
                }));
                Task<?> other = n.start(() -> {
                    barrier.await();
                    passed[1] = true;
                });
                loop().waitAllTasksBlocked();
                assertThat(passed[0]).isEqualTo(passed[1]);
                if (!passed[1]) barrier.await();
                await(other);
            });
            assertThat(barrier.statistics()).isEqualTo(new Barrier.Statistics(2, 0, false));
        });
    }

    @LoopTest
    void awaitingIsACheckpointAndTheRestIsNot() {
        Barrier barrier = new Barrier(1);
        assertCheckpoints(() -> barrier.await());
        assertLetsOthersRun(() -> barrier.await());
        assertNoCheckpoints(() -> {
            barrier.abort();
            barrier.reset();
        });
        assertThat(new Barrier(3)).hasToString("barrier, 0 of 3 waiting");
        assertThat(barrier.parties()).isEqualTo(1);
    }
}
