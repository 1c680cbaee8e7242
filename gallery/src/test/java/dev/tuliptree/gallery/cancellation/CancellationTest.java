package dev.tuliptree.gallery.cancellation;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.gallery.room.RoomVisitor.at;
import static dev.tuliptree.gallery.room.RoomVisitor.whats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.gallery.room.RoomVisitor.Sight;
import dev.tuliptree.testing.LoopTest;
import java.util.List;

class CancellationTest {
    private final Demo demo = new Cancellation().demo();

    @LoopTest
    void rightBranchFallsAtItsDeadlineAndTheLeftOneComesToItsEnd() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                List<Sight> sights = visitor.untilEnd();
                for (String fallen : List.of("right-1", "right-2", "right")) {
                    assertThat(at(fallen + ": the deadline passed", sights)).isEqualTo(seconds(8));
                }
                for (String whole : List.of("left-1", "left-2", "left", "root")) {
                    assertThat(at(whole + " is done", sights)).isEqualTo(seconds(12));
                }
            }
        });
    }

    @LoopTest
    void branchFallsWithAllThatIsOnItAndNothingElse() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("right-1: 3 s");
                visitor.press("#left button");
                List<Sight> sights = visitor.untilEnd();
                String reason = ": the button of left was pressed";
                assertThat(at("left-1" + reason, sights)).isEqualTo(seconds(3));
                assertThat(whats(sights)).contains("left" + reason, "left-2" + reason, "root is done", "right-1: 7 s");
            }
        });
    }

    @LoopTest
    void taskThatTidiesUpInAShieldHoldsUpThoseAboveIt() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("right-1: 3 s");
                visitor.press("#left-2 button");
                visitor.until("left-2 is waiting");
                visitor.press("#root button");
                List<Sight> sights = visitor.untilEnd();
                assertThat(at("right is cancelled", sights)).isEqualTo(seconds(3));
                assertThat(at("left-2 is cancelled", sights)).isEqualTo(seconds(5));
                assertThat(at("root is cancelled", sights)).isEqualTo(seconds(5));
            }
        });
    }

    @LoopTest
    void stopSaysWhoStoppedIt() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("left-1: 1 s");
                visitor.press("#stop");
                assertThat(whats(visitor.untilEnd())).contains("root: Stop was pressed", "right-2: Stop was pressed");
            }
        });
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("left-1: 2 s");
            }
        });
    }
}
