package dev.tuliptree.gallery.threadsafe;

import static dev.tuliptree.gallery.faces.FacesVisitor.faces;
import static dev.tuliptree.gallery.faces.FacesVisitor.in;
import static dev.tuliptree.gallery.faces.FacesVisitor.leaveEarly;
import static dev.tuliptree.gallery.faces.FacesVisitor.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.FacesVisitor.Sight;
import dev.tuliptree.testing.LoopTest;
import java.util.List;

class CallSoonThreadsafeTest {
    private final Demo demo = new CallSoonThreadsafe(faces()).demo();

    // What another thread hands over keeps its order; only a shuffled schedule, which no program has, changes it.
    @LoopTest(schedules = 0)
    void eachFaceOfTheThreadComesWithALineThatNamesIt() {
        List<Sight> sights = watch(demo);
        assertThat(in("foo", sights)).hasSize(10);
        assertThat(in("bar", sights)).hasSize(10);
        List<String> made = in("log", sights).stream()
                .filter(line -> line.startsWith("Made"))
                .toList();
        assertThat(made).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(made.get(i)).matches("Made face " + i + " in tuliptree-worker-\\d+\\.");
        }
    }

    @LoopTest(schedules = 0)
    void barIsDoneAfterAllItHasSaid() {
        List<Sight> sights = watch(demo);
        List<String> rows = sights.stream().map(Sight::where).toList();
        List<String> texts = sights.stream().map(Sight::text).toList();
        assertThat(texts.indexOf("bar is done!")).isGreaterThan(rows.lastIndexOf("bar"));
        assertThat(in("log", sights)).contains("foo is done!").hasSize(12);
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        leaveEarly(demo);
    }
}
