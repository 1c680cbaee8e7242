package dev.tuliptree.gallery.serial;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.faces.Faces;
import dev.tuliptree.gallery.faces.FacesPage;

/** Foo runs, then bar runs: one call after the other, and each suspends ten times without holding up anybody else. */
public final class Serial {
    private final Faces faces;

    /**
     * The demo.
     *
     * @param faces makes the faces, with time between them
     */
    public Serial(Faces faces) {
        this.faces = faces;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return FacesPage.demo(
                "1-serial",
                "Foo runs, then bar runs",
                "Two functions, one after the other: each is ten short sleeps in a plain loop.",
                Serial.class,
                page -> {
                    page.log(foo(page));
                    page.log(bar(page));
                });
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
