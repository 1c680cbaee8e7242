package dev.tuliptree.gallery.chat;

import dev.tuliptree.live.Html;

/**
 * Somebody who has signed in.
 *
 * @param name as it was given, in short
 * @param hue which of the style sheet's colours the name has
 */
record Person(String name, int hue) {
    /** How many colours the style sheet has for names. */
    static final int HUES = 12;

    /** The name as HTML; text around it keeps its direction, whatever script the name is in. */
    String html() {
        return Html.format("<bdi class=\"name hue-{}\">{}</bdi>", hue, name);
    }
}
