package dev.tuliptree.gallery.tcp;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.gallery.room.RoomVisitor.whats;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.testing.LoopTest;
import java.util.Map;

class TcpEchoTest {
    private final Demo demo = new TcpEcho().demo();

    @LoopTest
    void eachLineComesBackAndThenTheServerEnds() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.submit("#start", Map.of("lines", "tulip\ntree"));
                assertThat(whats(visitor.until("log: Client and server have ended.")))
                        .contains("log: tulip → pilut", "log: tree → eert");
            }
        });
    }
}
