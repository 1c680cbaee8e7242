package dev.tuliptree.gallery.executor;

import static dev.tuliptree.Async.gather;
import static dev.tuliptree.Async.toThread;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.BlockingFaces;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.faces.FacesPage;
import java.util.ArrayList;
import java.util.List;

/** Bar is code that blocks, from a library say: it runs in another thread, and foo goes on meanwhile. */
public final class RunInExecutor {
    private final Faces faces;

    /**
     * The demo.
     *
     * @param faces makes the faces, with time between them
     */
    public RunInExecutor(Faces faces) {
        this.faces = faces;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return FacesPage.demo(
                "5-run-in-executor",
                "Bar runs in another thread",
                "Code that blocks its thread goes into another one, and its twelve faces come back all at once.",
                RunInExecutor.class,
                page -> gather(() -> page.log(foo(page)), () -> page.log(bar(page))));
    }

    private String foo(FacesPage page) {
        page.log("Starting foo.");
        for (int i = 0; i < 8; i++) page.add("foo", faces.make());
        return "foo is done!";
    }

    private String bar(FacesPage page) throws InterruptedException {
        page.log("Starting bar's work in another thread.");
        BlockingFaces blocking = faces.blocking();
        List<String> made = toThread(() -> twelve(blocking));
        for (String face : made) page.add("bar", face);
        return "bar is done!";
    }

    /** Runs outside of the loop, and must not touch the page. */
    private static List<String> twelve(BlockingFaces blocking) throws InterruptedException {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) made.add(blocking.make());
        return made;
    }
}
