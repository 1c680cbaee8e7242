package dev.tuliptree.gallery.jdbc;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.timeout;
import static dev.tuliptree.gallery.room.RoomVisitor.whats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.Action;
import dev.tuliptree.Async;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In real time, because the database is a real one. The portable carrier does not notice what blocks in the JDK. */
class JdbcTest {
    private static void run(Action<Exception> test) {
        LoopOptions options = LoopOptions.DEFAULT.handleSignals(false).carrier(CarrierKind.MOUNTING);
        Async.run(options, () -> timeout(seconds(30), test));
    }

    @Test
    void quickQueriesAreAnsweredWhileASlowOneIsUnderWay() {
        run(() -> nursery(n -> {
            try (var visitor = RoomVisitor.enter(new Jdbc(250).demo(), n)) {
                visitor.press("#go");
                List<String> seen = whats(visitor.untilEnd());
                assertThat(seen)
                        .containsSubsequence(
                                "slow is waiting", "quick: the table has 1 rows", "slow: slept for 500 ms");
            }
        }));
    }

    @Test
    void stopCancelsTheQueryAndTheConnectionIsStillGood() {
        run(() -> nursery(n -> {
            // A minute, if nobody stopped it: longer than a test may take.
            try (var visitor = RoomVisitor.enter(new Jdbc(30_000).demo(), n)) {
                visitor.press("#go");
                visitor.until("quick: the table has 1 rows");
                visitor.press("#stop");
                assertThat(whats(visitor.untilEnd()))
                        .contains("slow: Stop was pressed")
                        .contains("log: Asked once more, the same connection says 42.");
            }
        }));
    }

    @Test
    void visitorWhoLeavesLeavesNothingBehind() {
        run(() -> nursery(n -> {
            try (var visitor = RoomVisitor.enter(new Jdbc(30_000).demo(), n)) {
                visitor.press("#go");
                visitor.until("quick: the table has 1 rows");
            }
        }));
    }
}
