package dev.tuliptree.gallery.backpressure;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.gallery.room.RoomVisitor.at;
import static dev.tuliptree.gallery.room.RoomVisitor.whats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.gallery.room.RoomVisitor.Sight;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.List;

class BackpressureTest {
    private final Demo demo = new Backpressure().demo();

    @LoopTest
    void fastProducerWaitsForTheSlowConsumer() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                List<Sight> sights = visitor.untilEnd();
                assertThat(whats(sights))
                        .contains("queue: ■■■■■", "producer is waiting")
                        .contains("log: All 40 items have arrived.");
                // The consumer sets the pace, but for the first item, which it waits for.
                assertThat(at("consumer is done", sights)).isEqualTo(Duration.ofMillis(150 + 40 * 900));
            }
        });
    }

    @LoopTest
    void fastConsumerWaitsForTheSlowProducer() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#slow-producer");
                visitor.press("#go");
                List<Sight> sights = visitor.untilEnd();
                assertThat(whats(sights)).doesNotContain("producer is waiting", "queue: ■■□□□");
                assertThat(at("producer is done", sights)).isEqualTo(Duration.ofMillis(40 * 900));
            }
        });
    }

    @LoopTest
    void whoIsSlowMayChangeMeanwhile() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("producer is waiting");
                visitor.press("#slow-producer");
                visitor.until("queue: □□□□□");
                visitor.press("#stop");
                visitor.untilEnd();
            }
        });
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("producer is waiting");
            }
        });
    }
}
