package dev.tuliptree.tests.sync;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.LoopAssertions.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.sync.CapacityLimiter;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A limiter lends each borrower one token at most, in the order they came, and its number can be changed. */
class CapacityLimiterTest {
    @LoopTest(schedules = 10)
    void lendsNoMoreTokensThanThereAre() {
        CapacityLimiter limiter = new CapacityLimiter(3);
        int[] inside = {0};
        int[] most = {0};
        nursery(n -> {
            for (int i = 0; i < 10; i++) {
                n.start(() -> {
                    try (var _ = limiter.acquire()) {
                        most[0] = Math.max(most[0], ++inside[0]);
                        sleep(millis(1));
                        inside[0]--;
                    }
                });
            }
        });
        assertThat(most[0]).isEqualTo(3);
        assertThat(limiter.availableTokens()).isEqualTo(3);
    }

    @LoopTest(schedules = 10)
    void lendsThemInTheOrderTheyWereAskedFor() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        List<Integer> came = new ArrayList<>();
        List<Integer> served = new ArrayList<>();
        nursery(n -> {
            for (int i = 0; i < 8; i++) {
                int number = i;
                n.start(() -> {
                    came.add(number);
                    try (var _ = limiter.acquire()) {
                        served.add(number);
                        checkpoint();
                    }
                });
            }
        });
        assertThat(served).isEqualTo(came);
    }

    @LoopTest
    void aBorrowerHasOneTokenAtMost() {
        CapacityLimiter limiter = new CapacityLimiter(5);
        try (var _ = limiter.acquire()) {
            assertThatIllegalStateException().isThrownBy(limiter::acquire).withMessageContaining("has a token");
            assertThatIllegalStateException().isThrownBy(limiter::tryAcquire);
            assertThat(limiter.borrowedTokens()).isEqualTo(1);
        }
        assertThatIllegalStateException().isThrownBy(limiter::release).withMessageContaining("has no token");
    }

    @LoopTest
    void tokensAreBorrowedOnBehalfOfOthersAndGivenBackByAnyone() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        CapacityLimiter.Token token = limiter.acquireOnBehalfOf("a client");
        assertThat(limiter.statistics()).isEqualTo(new CapacityLimiter.Statistics(1, Set.of("a client"), 0));
        assertThat(limiter.tryAcquireOnBehalfOf("another")).isNull();
        await(createTask(() -> token.close()));
        token.close();
        assertThat(limiter.borrowedTokens()).isZero();
        limiter.acquireOnBehalfOf("another");
        limiter.releaseOnBehalfOf("another");
    }

    @LoopTest
    void aSecondTaskThatWaitsForTheSameBorrowerIsRefusedWhenItsTurnComes() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        nursery(n -> {
            CapacityLimiter.Token token = limiter.acquire();
            Task<CapacityLimiter.Token> first = n.start(() -> limiter.acquireOnBehalfOf("same"));
            loop().waitAllTasksBlocked();
            Task<?> second = n.start(
                    () -> assertThatIllegalStateException().isThrownBy(() -> limiter.acquireOnBehalfOf("same")));
            loop().waitAllTasksBlocked();
            limiter.totalTokens(3);
            await(second);
            assertThat(limiter.borrowedTokens()).isEqualTo(2);
            await(first).close();
            token.close();
        });
    }

    @LoopTest
    void theNumberCanBeRaisedWhichLetsThoseGoOnWhoWait() {
        CapacityLimiter limiter = new CapacityLimiter(0);
        nursery(n -> {
            List<Integer> served = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int number = i;
                n.start(() -> {
                    try (var _ = limiter.acquire()) {
                        served.add(number);
                        sleepForever();
                    }
                });
                loop().waitAllTasksBlocked();
            }
            assertThat(served).isEmpty();
            limiter.totalTokens(2);
            loop().waitAllTasksBlocked();
            assertThat(served).containsExactlyInAnyOrder(0, 1);
            n.cancel("seen enough");
        });
        assertThat(limiter.borrowedTokens()).isZero();
    }

    @LoopTest
    void theNumberCanBeLoweredBelowWhatIsLent() {
        CapacityLimiter limiter = new CapacityLimiter(3);
        for (String borrower : List.of("a", "b", "c")) limiter.acquireOnBehalfOf(borrower);
        limiter.totalTokens(1);
        assertThat(limiter.availableTokens()).isEqualTo(-2);
        nursery(n -> {
            Task<?> waiting = n.start(() -> limiter.acquireOnBehalfOf("d"));
            loop().waitAllTasksBlocked();
            limiter.releaseOnBehalfOf("a");
            limiter.releaseOnBehalfOf("b");
            loop().waitAllTasksBlocked();
            assertThat(waiting.done()).isFalse();
            limiter.releaseOnBehalfOf("c");
        });
        assertThat(limiter.statistics().borrowers()).containsExactly("d");
        assertThatIllegalArgumentException().isThrownBy(() -> limiter.totalTokens(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new CapacityLimiter(-1));
    }

    @LoopTest
    void noTokenIsLostWhoeverIsCancelledAndWhenever() {
        CancelEverywhere.run(victim -> {
            CapacityLimiter limiter = new CapacityLimiter(1);
            nursery(n -> {
                n.start(() -> {
                    try (var _ = limiter.acquire()) {
                        sleep(millis(1));
                    }
                });
                n.start(() -> victim.run(() -> {
                    try (var _ = limiter.acquire()) {
                        sleep(millis(1));
                    }
                }));
                n.start(() -> limiter.acquire().close());
            });
            assertThat(limiter.statistics()).isEqualTo(new CapacityLimiter.Statistics(1, Set.of(), 0));
        });
    }

    @LoopTest
    void acquiringIsACheckpointAndTheRestIsNot() {
        CapacityLimiter limiter = new CapacityLimiter(1);
        assertCheckpoints(() -> limiter.acquire().close());
        assertThat(limiter.borrowedTokens()).isZero();
        assertLetsOthersRun(() -> limiter.acquire().close());
        assertNoCheckpoints(() -> {
            try (var _ = limiter.tryAcquire()) {
                limiter.totalTokens(2);
            }
        });
        assertThat(limiter).hasToString("capacity limiter, 0 of 2 lent, 0 waiting");
    }
}
