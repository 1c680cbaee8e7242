package dev.tuliptree.gallery.nurseries;

import static dev.tuliptree.Async.loop;
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

class NurseriesTest {
    private final Demo demo = new Nurseries().demo();

    @LoopTest
    void nurseryEndsWellWhenAllChildrenDo() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                List<Sight> sights = visitor.untilEnd();
                assertThat(whats(sights)).contains("ada is done", "ben is done", "cy is done");
                assertThat(at("log: The nursery has ended: all went well.", sights))
                        .isEqualTo(seconds(8));
            }
        });
    }

    @LoopTest
    void failureOfOneCancelsTheOthersAndNoFailureIsLost() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("cy is running");
                visitor.press("#ben button");
                assertThat(whats(visitor.untilEnd()))
                        .contains("ben is failed", "ada is cancelled", "cy is cancelled")
                        .contains("log: java.io.IOException: ben was made to fail")
                        .contains("log: java.lang.IllegalStateException: cy failed while tidying up");
                assertThat(loop().nanoTime()).isZero();
            }
        });
    }

    @LoopTest
    void childThatWasCancelledDidNotFail() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("cy is running");
                visitor.press("#cy button");
                List<String> log = whats(visitor.untilEnd()).stream()
                        .filter(what -> what.startsWith("log: "))
                        .toList();
                assertThat(log).hasSize(2).last().isEqualTo("log: java.io.IOException: cy was made to fail");
            }
        });
    }
}
