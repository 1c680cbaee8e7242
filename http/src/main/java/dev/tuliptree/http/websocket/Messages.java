package dev.tuliptree.http.websocket;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Iterates over what a supplier gives, until it gives null. */
record Messages<T>(Supplier<@Nullable T> next) implements Iterable<T> {
    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private @Nullable T upcoming;

            @Override
            public boolean hasNext() {
                if (upcoming == null) {
                    upcoming = next.get();
                }
                return upcoming != null;
            }

            @Override
            public T next() {
                if (!hasNext() || upcoming == null) {
                    throw new NoSuchElementException();
                }
                T message = upcoming;
                upcoming = null;
                return message;
            }
        };
    }
}
