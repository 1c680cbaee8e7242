package dev.tuliptree.gallery;

import dev.tuliptree.live.LiveApp;

/**
 * One demo of the gallery.
 *
 * @param path where it is, below the gallery: its number, a hyphen, a word
 * @param title its heading
 * @param line what it shows, in one line
 * @param home the class beside which, in the folder {@code page}, are the files of its page: {@code page.html} goes
 *     into the frame that all demos share
 * @param live what the page does
 */
public record Demo(String path, String title, String line, Class<?> home, LiveApp live) {

    /** The number with which the path begins. */
    String number() {
        return path.substring(0, path.indexOf('-'));
    }
}
