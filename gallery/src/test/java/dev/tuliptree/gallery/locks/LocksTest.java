package dev.tuliptree.gallery.locks;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.gallery.room.RoomVisitor.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.gallery.room.RoomVisitor.Sight;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

class LocksTest {
    private final Demo demo = new Locks(new SplittableRandom(42)).demo();

    @LoopTest
    void oneAtATimeIsOnTheBridge() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                List<Sight> crossings = visitor.untilEnd().stream()
                        .filter(sight -> sight.what().endsWith(": is on the bridge"))
                        .toList();
                assertThat(crossings).hasSize(5);
                for (int i = 1; i < 5; i++) {
                    Duration between =
                            crossings.get(i).at().minus(crossings.get(i - 1).at());
                    assertThat(between).isGreaterThanOrEqualTo(seconds(1));
                }
            }
        });
    }

    @LoopTest
    void allGoOnTogetherWhenTheLastIsOver() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                List<Sight> sights = visitor.untilEnd();
                List<Duration> ends = sights.stream()
                        .filter(sight -> sight.what().endsWith(" is done"))
                        .map(Sight::at)
                        .toList();
                assertThat(ends).hasSize(5).containsOnly(at("log: All have arrived.", sights));
            }
        });
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("ada: waits for the bridge");
            }
        });
    }
}
