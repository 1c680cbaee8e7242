package dev.tuliptree.gallery.subprocess;

import static dev.tuliptree.Async.nursery;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomVisitor;
import dev.tuliptree.testing.LoopTest;

class OutputTest {
    private final Demo demo = new Output().demo();

    // The program is a real one, and takes real time.
    @LoopTest(schedules = 0)
    void linesArriveAsTheyAreWritten() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                visitor.until("log: line 1 of 8");
                visitor.until("log: line 2 of 8");
            }
        });
    }

    @LoopTest(schedules = 0)
    void stopEndsTheProgramToo() {
        nursery(n -> {
            try (var visitor = RoomVisitor.enter(demo, n)) {
                visitor.press("#go");
                String line = visitor.untilLine("program: is process \\d+");
                long pid = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
                assertThat(ProcessHandle.of(pid)).isPresent();
                visitor.press("#stop");
                visitor.untilEnd();
                assertThat(ProcessHandle.of(pid)).isEmpty();
            }
        });
    }
}
