package dev.tuliptree;

import org.jspecify.annotations.Nullable;

/**
 * Why a scope was cancelled, and where in the program that was said.
 *
 * @param text the reason in words
 * @param origin the line that called {@code cancel}, or null where it was a deadline or the runtime itself
 */
public record CancelReason(String text, @Nullable StackTraceElement origin) {
    @Override
    public String toString() {
        return origin == null ? text : text + " (at " + origin + ")";
    }
}
