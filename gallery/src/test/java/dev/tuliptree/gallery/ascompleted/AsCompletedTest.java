package dev.tuliptree.gallery.ascompleted;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
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

class AsCompletedTest {
    private final Demo demo = new AsCompleted(faces()).demo();

    @LoopTest
    void eachLineComesWithTheLastFaceOfItsRow() {
        List<Sight> sights = watch(demo);
        assertThat(in("foo", sights)).hasSize(12);
        assertThat(in("bar", sights)).hasSize(8);
        assertThat(in("log", sights)).containsExactly("bar is done!", "foo is done!");
        assertThat(logged("foo is done!", sights)).isEqualTo(last("foo", sights));
        assertThat(logged("bar is done!", sights)).isEqualTo(last("bar", sights));
    }

    @LoopTest
    void tasksBelongToTheLoopAndOutliveTheVisitor() {
        leaveEarly(demo);
        assertThat(loop().statistics().tasks()).isEqualTo(3);
        sleep(seconds(12));
        assertThat(loop().statistics().tasks()).isEqualTo(1);
    }
}
