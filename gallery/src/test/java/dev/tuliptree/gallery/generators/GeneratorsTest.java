package dev.tuliptree.gallery.generators;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.gallery.room.RoomVisitor.whats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.testing.LoopTest;
import java.util.List;
import java.util.Map;

class GeneratorsTest {
    private final Demo demo = new Generators().demo();

    @LoopTest
    void valuesAreMadeWhenTheyAreAskedFor() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                for (String value : List.of("0", "1", "1", "2", "3", "5")) {
                    visitor.press("#next");
                    assertThat(whats(visitor.until("values: " + value + " "))).hasSize(1);
                }
                visitor.press("#again");
                visitor.press("#next");
                visitor.until("values: 0 ");
            }
        });
    }

    @LoopTest
    void endlessSequenceEndsWhereALongDoes() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                for (int i = 0; i < 100; i++) visitor.press("#next");
                visitor.until("values: 4660046610375530309 ");
                visitor.until("values: The next one is too large for a long.");
            }
        });
    }

    @LoopTest
    void numbersAreSentInAndAveragesComeOut() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.submit("#send", Map.of("number", "10"));
                visitor.until("averages: sent 10, got 10.00");
                visitor.submit("#send", Map.of("number", "5,5"));
                visitor.until("averages: sent 5,5, got 7.750");
            }
        });
    }

    @LoopTest
    void whatIsNoNumberIsRefused() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.submit("#send", Map.of("number", "ten"));
                visitor.until("problem: Please send a number.");
            }
        });
    }
}
