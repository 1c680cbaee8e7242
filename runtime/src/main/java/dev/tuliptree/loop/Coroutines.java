package dev.tuliptree.loop;

import dev.tuliptree.Action;
import dev.tuliptree.Coroutine;
import org.jspecify.annotations.Nullable;

/** Turns blocks without a result into coroutines. */
public final class Coroutines {
    private Coroutines() {}

    /**
     * A coroutine whose result is null.
     *
     * @param action what it runs
     * @return the coroutine
     */
    public static Coroutine<@Nullable Void> of(Action<? extends Exception> action) {
        return () -> {
            action.run();
            return null;
        };
    }
}
