package dev.tuliptree.gallery.simultaneous;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tuliptree.Task;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.faces.FacesPage;

/**
 * Foo and bar run at the same time, and somebody keeps asking whether they are done. Asking is the wrong way: however
 * often it happens, the answer comes too late, and most of it is in vain.
 */
public final class Simultaneous {
    private final Faces faces;

    /**
     * The demo.
     *
     * @param faces makes the faces, with time between them
     */
    public Simultaneous(Faces faces) {
        this.faces = faces;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return FacesPage.demo(
                "2-simultaneous",
                "Foo and bar run at the same time",
                "Two tasks beside each other, and a loop that asks every second whether both are done: the wrong way to wait.",
                Simultaneous.class,
                page -> nursery(n -> {
                    watch(page, n.start(() -> foo(page)), n.start(() -> bar(page)));
                }));
    }

    private long foo(FacesPage page) {
        for (int i = 0; i < 10; i++) page.add("foo", faces.make());
        return loop().nanoTime();
    }

    private long bar(FacesPage page) {
        for (int i = 0; i < 10; i++) page.add("bar", faces.make());
        return loop().nanoTime();
    }

    /** What not to do. The third demo shows what to do instead. */
    private void watch(FacesPage page, Task<Long> foo, Task<Long> bar) {
        int questions = 0;
        do {
            sleep(seconds(1));
            questions++;
        } while (!foo.done() || !bar.done());
        page.log("foo is done! It was " + lateness(foo) + " before anybody noticed.");
        page.log("bar is done! It was " + lateness(bar) + " before anybody noticed.");
        page.log("That took " + questions + " questions; waiting takes none.");
    }

    private static String lateness(Task<Long> task) {
        return NANOSECONDS.toMillis(loop().nanoTime() - task.result()) + " ms";
    }
}
