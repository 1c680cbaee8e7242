package dev.tuliptree.http.client;

import java.util.function.IntPredicate;

/** What the characters of a text are. A URL is taken apart for each request: a stream would take longer than that. */
final class Characters {
    private Characters() {}

    /** Whether this is true of each. */
    static boolean all(String text, IntPredicate test) {
        for (int i = 0; i < text.length(); i++) {
            if (!test.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is a decimal digit of ASCII. */
    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
