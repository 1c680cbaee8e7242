package dev.tuliptree.testing;

import dev.tuliptree.Action;
import dev.tuliptree.net.ClosedStreamException;
import java.io.IOException;
import java.util.Arrays;

/** The few assertions that contracts need; this module asks its users for no library of them. */
final class Expect {
    private Expect() {}

    static void that(boolean condition, String promise) {
        if (!condition) throw new AssertionError("not so: " + promise);
    }

    static void bytes(byte[] actual, byte[] expected, String promise) {
        if (Arrays.equals(actual, expected)) return;
        int same = Math.max(0, Arrays.mismatch(actual, expected));
        throw new AssertionError("not so: " + promise + ": " + actual.length + " bytes came, " + expected.length
                + " were expected, and the first " + same + " are alike");
    }

    static void number(long actual, long expected, String promise) {
        that(actual == expected, promise + ": it is " + actual + ", not " + expected);
    }

    /** Asserts that a block fails with an exception of a type; returns it. */
    static <T extends Exception> T failure(Class<T> type, String promise, Action<? extends Exception> block) {
        try {
            block.run();
        } catch (Exception e) {
            if (type.isInstance(e)) return type.cast(e);
            throw new AssertionError("not so: " + promise + ": it failed otherwise", e);
        }
        throw new AssertionError("not so: " + promise + ": nothing was thrown");
    }

    /** Asserts that a block fails as a broken connection does: with an exception other than those of mistakes. */
    static void broken(String promise, Action<? extends Exception> block) {
        IOException failure = failure(IOException.class, promise, block);
        if (failure instanceof ClosedStreamException) {
            throw new AssertionError("not so: " + promise + ": it says that it was closed at this end", failure);
        }
    }
}
