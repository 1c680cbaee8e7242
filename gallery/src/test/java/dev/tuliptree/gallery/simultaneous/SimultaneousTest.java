package dev.tuliptree.gallery.simultaneous;

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

class SimultaneousTest {
    private final Demo demo = new Simultaneous(faces()).demo();

    @LoopTest
    void facesOfBothMix() {
        List<Sight> sights = watch(demo);
        assertThat(in("foo", sights)).hasSize(10);
        assertThat(in("bar", sights)).hasSize(10);
        List<String> rows = sights.stream().map(Sight::where).toList();
        assertThat(rows.indexOf("foo")).isLessThan(rows.lastIndexOf("bar"));
        assertThat(rows.indexOf("bar")).isLessThan(rows.lastIndexOf("foo"));
    }

    @LoopTest
    void endOfBothIsNoticedLateAndOnTheSecond() {
        List<Sight> sights = watch(demo);
        Duration noticed = logged("foo is done!", sights);
        assertThat(logged("bar is done!", sights)).isEqualTo(noticed);
        assertThat(noticed.toNanos() % Duration.ofSeconds(1).toNanos()).isZero();
        Duration late = noticed.minus(last("foo", sights));
        assertThat(in("log", sights))
                .hasSize(3)
                .contains("foo is done! It was " + late.toMillis() + " ms before anybody noticed.")
                .last()
                .isEqualTo("That took " + noticed.toSeconds() + " questions; waiting takes none.");
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() {
        leaveEarly(demo);
    }
}
