package dev.tuliptree.gallery.threadsafe;

import static dev.tuliptree.Async.gather;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.toThread;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.BlockingFaces;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.faces.FacesPage;
import dev.tuliptree.loop.EventLoop;

/**
 * Bar runs in another thread and says so while it works: what it has to say is handed to the loop, which alone touches
 * the page.
 */
public final class CallSoonThreadsafe {
    private final Faces faces;

    /**
     * The demo.
     *
     * @param faces makes the faces, with time between them
     */
    public CallSoonThreadsafe(Faces faces) {
        this.faces = faces;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return FacesPage.demo(
                "6-call-soon-threadsafe",
                "Bar speaks from another thread",
                "Each face that the other thread has made is handed to the loop at once.",
                CallSoonThreadsafe.class,
                page -> gather(() -> page.log(foo(page)), () -> page.log(bar(page))));
    }

    private String foo(FacesPage page) {
        for (int i = 0; i < 10; i++) page.add("foo", faces.make());
        return "foo is done!";
    }

    private String bar(FacesPage page) throws InterruptedException {
        EventLoop loop = loop();
        BlockingFaces blocking = faces.blocking();
        toThread(() -> {
            for (int i = 0; i < 10; i++) {
                String face = blocking.make();
                String line = "Made face " + i + " in " + Thread.currentThread().getName() + ".";
                loop.callSoonThreadsafe(() -> {
                    page.add("bar", face);
                    page.log(line);
                });
            }
        });
        return "bar is done!";
    }
}
