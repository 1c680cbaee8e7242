package dev.tuliptree.gallery.waiting;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Task;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.faces.FacesPage;

/** Something happens after foo and bar are both done, and not a moment later. */
public final class Waiting {
    private final Faces faces;

    /**
     * The demo.
     *
     * @param faces makes the faces, with time between them
     */
    public Waiting(Faces faces) {
        this.faces = faces;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return FacesPage.demo(
                "3-wait",
                "Something happens when both are done",
                "Two tasks beside each other, and a call that suspends until both have ended.",
                Waiting.class,
                page -> nursery(n -> {
                    Task<String> foo = n.start(() -> foo(page));
                    Task<String> bar = n.start(() -> bar(page));
                    for (Task<String> task : waitUntil(ALL_COMPLETED, foo, bar).done()) page.log(task.result());
                }));
    }

    private String foo(FacesPage page) {
        for (int i = 0; i < 10; i++) page.add("foo", faces.make());
        return "foo is done!";
    }

    private String bar(FacesPage page) {
        for (int i = 0; i < 10; i++) page.add("bar", faces.make());
        return "bar is done!";
    }
}
