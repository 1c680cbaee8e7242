package dev.tuliptree.gallery.waiting;

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
import java.time.Duration;
import java.util.List;

class WaitingTest {
    private final Demo demo = new Waiting(faces()).demo();

    @LoopTest
    void bothLinesComeWhenTheLaterOneEndsAndNotAMomentAfter() {
        List<Sight> sights = watch(demo);
        assertThat(in("foo", sights)).hasSize(10);
        assertThat(in("bar", sights)).hasSize(10);
        assertThat(in("log", sights)).containsExactly("foo is done!", "bar is done!");
        Duration foo = last("foo", sights);
        Duration bar = last("bar", sights);
        Duration later = foo.compareTo(bar) > 0 ? foo : bar;
        assertThat(logged("foo is done!", sights)).isEqualTo(later);
        assertThat(logged("bar is done!", sights)).isEqualTo(later);
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        leaveEarly(demo);
    }
}
