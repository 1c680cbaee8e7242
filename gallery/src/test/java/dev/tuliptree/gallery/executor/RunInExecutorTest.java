package dev.tuliptree.gallery.executor;

import static dev.tuliptree.gallery.faces.FacesVisitor.faces;
import static dev.tuliptree.gallery.faces.FacesVisitor.in;
import static dev.tuliptree.gallery.faces.FacesVisitor.last;
import static dev.tuliptree.gallery.faces.FacesVisitor.leaveEarly;
import static dev.tuliptree.gallery.faces.FacesVisitor.logged;
import static dev.tuliptree.gallery.faces.FacesVisitor.watch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.FacesVisitor.Sight;
import dev.tuliptree.testing.LoopTest;
import java.util.List;

class RunInExecutorTest {
    private final Demo demo = new RunInExecutor(faces()).demo();

    @LoopTest
    void barsFacesComeAllAtOnce() {
        List<Sight> sights = watch(demo);
        assertThat(in("foo", sights)).hasSize(8);
        assertThat(in("bar", sights)).hasSize(12);
        List<String> rows = sights.stream().map(Sight::where).toList();
        assertThat(rows.lastIndexOf("bar") - rows.indexOf("bar"))
                .as("nothing comes between them")
                .isEqualTo(11);
    }

    @LoopTest
    void fooGoesOnMeanwhile() {
        List<Sight> sights = watch(demo);
        assertThat(in("log", sights))
                .containsExactlyInAnyOrder(
                        "Starting foo.", "Starting bar's work in another thread.", "foo is done!", "bar is done!");
        assertThat(logged("bar is done!", sights)).isLessThan(last("foo", sights));
        assertThat(logged("foo is done!", sights)).isEqualTo(last("foo", sights));
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        leaveEarly(demo);
    }
}
