package dev.tuliptree.gallery;

import dev.tuliptree.http.Application;
import dev.tuliptree.live.LiveApp;

/**
 * One demo of the gallery.
 *
 * @param path where it is, below the gallery: its number, a hyphen, words
 * @param title its heading
 * @param line what it shows, in one line
 * @param code the class that is the demo: its source is shown, and {@code idea.html} beside it says what other
 *     languages do
 * @param home the class beside which, in the folder {@code page}, are the files of its page: {@code page.html} goes
 *     into the frame that all demos share
 * @param live what the page does
 * @param routes what it serves besides its page
 */
public record Demo(String path, String title, String line, Class<?> code, Class<?> home, LiveApp live, Routes routes) {

    /** Adds to the site what a demo serves besides its page. */
    @FunctionalInterface
    public interface Routes {
        /**
         * Adds the routes.
         *
         * @param site where to
         * @param path what they begin with, without a slash at its end
         */
        void addTo(Application site, String path);
    }

    /**
     * A demo whose page is shared.
     *
     * @param path where it is, below the gallery: its number, a hyphen, words
     * @param title its heading
     * @param line what it shows, in one line
     * @param code the class that is the demo
     * @param home the class beside which the page is
     * @param live what the page does
     */
    public Demo(String path, String title, String line, Class<?> code, Class<?> home, LiveApp live) {
        this(path, title, line, code, home, live, (site, base) -> {});
    }

    /**
     * A demo whose page stands beside its class.
     *
     * @param path where it is, below the gallery: its number, a hyphen, words
     * @param title its heading
     * @param line what it shows, in one line
     * @param code the class that is the demo
     * @param live what the page does
     */
    public Demo(String path, String title, String line, Class<?> code, LiveApp live) {
        this(path, title, line, code, code, live);
    }

    /**
     * The demo with routes of its own.
     *
     * @param more what it serves besides its page
     * @return the demo
     */
    public Demo with(Routes more) {
        return new Demo(path, title, line, code, home, live, more);
    }

    /** The number with which the path begins. */
    String number() {
        return path.substring(0, path.indexOf('-'));
    }
}
