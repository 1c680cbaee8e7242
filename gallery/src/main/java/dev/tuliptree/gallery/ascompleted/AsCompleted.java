package dev.tuliptree.gallery.ascompleted;

import static dev.tuliptree.Async.asCompleted;

import dev.tuliptree.Task;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.faces.FacesPage;

/** Something happens whenever one of them is done: bar has fewer faces to make, and most often is the first. */
public final class AsCompleted {
    private final Faces faces;

    /**
     * The demo.
     *
     * @param faces makes the faces, with time between them
     */
    public AsCompleted(Faces faces) {
        this.faces = faces;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return FacesPage.demo(
                "4-as-completed",
                "Something happens when either is done",
                "Two tasks beside each other, handed over in the order in which they end.",
                AsCompleted.class,
                page -> {
                    for (Task<String> task : asCompleted(() -> foo(page), () -> bar(page))) page.log(task.result());
                });
    }

    private String foo(FacesPage page) {
        for (int i = 0; i < 12; i++) page.add("foo", faces.make());
        return "foo is done!";
    }

    private String bar(FacesPage page) {
        for (int i = 0; i < 8; i++) page.add("bar", faces.make());
        return "bar is done!";
    }
}
