package dev.tuliptree.gallery;

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
 */
public record Demo(String path, String title, String line, Class<?> code, Class<?> home, LiveApp live) {

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

    /** The number with which the path begins. */
    String number() {
        return path.substring(0, path.indexOf('-'));
    }
}
