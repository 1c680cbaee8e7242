package dev.tuliptree.sync;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Iterates over what can be received until there is no more; each step suspends as receiving does. */
final class Receiving<T> implements Iterator<T> {
    private final Supplier<@Nullable T> source;
    private @Nullable T next;

    /** Iterates over what a source gives; null is its end. */
    Receiving(Supplier<@Nullable T> source) {
        this.source = source;
    }

    @Override
    public boolean hasNext() {
        if (next == null) next = source.get();
        return next != null;
    }

    @Override
    public T next() {
        if (!hasNext()) throw new NoSuchElementException();
        T item = Objects.requireNonNull(next);
        next = null;
        return item;
    }
}
