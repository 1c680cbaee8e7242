package dev.tuliptree.http;

import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.http.wire.HeaderBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Header lines of a message: an immutable list of names and values in which names are compared without regard to case
 * and may occur more than once (RFC 9110, 5). Order and spelling are kept.
 *
 * <p>Every name and value has been checked, so whatever is in here can be sent. Immutable, hence good for any thread.
 *
 * <pre>{@code
 * var headers = Headers.of("Accept", "text/html").plus("Accept", "text/plain").with("User-Agent", "me");
 * headers.first("accept");   // "text/html"
 * headers.all("accept");     // ["text/html", "text/plain"]
 * }</pre>
 */
public final class Headers implements Iterable<Headers.Field> {
    /** No header lines. */
    public static final Headers EMPTY = new Headers(new String[0]);

    // Names at even, values at odd positions.
    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /**
     * One header line.
     *
     * @param name a token
     * @param value Latin-1 text without control characters, tabs excepted
     */
    public record Field(String name, String value) {
        /**
         * Checks both.
         *
         * @throws IllegalArgumentException if the name or value is malformed
         */
        public Field {
            FieldSyntax.checkName(name);
            FieldSyntax.checkValue(value);
        }
    }

    /**
     * The headers given as name, value, name, value...
     *
     * @throws IllegalArgumentException if a name or value is malformed, or the last name has no value
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("the last name has no value");
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** The lines of a message that has been received. */
    public static Headers of(HeaderBlock lines) {
        Builder builder = builder();
        lines.forEach(builder::add);
        return builder.build();
    }

    /** Collects many headers without making a new list for each. */
    public static Builder builder() {
        return new Builder();
    }

    /** The number of lines. */
    public int size() {
        return pairs.length / 2;
    }

    /** Whether there are no lines. */
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /**
     * The name of a line, spelled as it was given.
     *
     * @throws IndexOutOfBoundsException if there is no such line
     */
    public String name(int index) {
        return pairs[2 * index];
    }

    /**
     * The value of a line.
     *
     * @throws IndexOutOfBoundsException if there is no such line
     */
    public String value(int index) {
        return pairs[2 * index + 1];
    }

    /** Whether there is a line with this name. */
    public boolean contains(String name) {
        return first(name) != null;
    }

    /** The value of the first line with this name, or null. */
    public @Nullable String first(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    /** The values of all lines with this name, in order; empty if there are none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equalsIgnoreCase(name)) {
                values.add(pairs[i + 1]);
            }
        }
        return values;
    }

    /**
     * These headers and one line more.
     *
     * @throws IllegalArgumentException if the name or value is malformed
     */
    public Headers plus(String name, String value) {
        String[] more = Arrays.copyOf(pairs, pairs.length + 2);
        more[pairs.length] = FieldSyntax.checkName(name);
        more[pairs.length + 1] = FieldSyntax.checkValue(value);
        return new Headers(more);
    }

    /**
     * These headers with this value in place of all that the name had.
     *
     * @throws IllegalArgumentException if the name or value is malformed
     */
    public Headers with(String name, String value) {
        return without(name).plus(name, value);
    }

    /** These headers except for the lines with this name. */
    public Headers without(String name) {
        if (!contains(name)) {
            return this;
        }
        List<String> kept = new ArrayList<>(pairs.length);
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equalsIgnoreCase(name)) {
                kept.add(pairs[i]);
                kept.add(pairs[i + 1]);
            }
        }
        return kept.isEmpty() ? EMPTY : new Headers(kept.toArray(String[]::new));
    }

    /** The lines in order. */
    @Override
    public Iterator<Field> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Field next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return new Field(name(next), value(next++));
            }
        };
    }

    /** Whether these are the same lines in the same order, names compared without regard to case. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Headers that) || that.pairs.length != pairs.length) {
            return false;
        }
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i].equalsIgnoreCase(that.pairs[i]) || !pairs[i + 1].equals(that.pairs[i + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            hash = 31 * hash + pairs[i].toLowerCase(Locale.ROOT).hashCode();
            hash = 31 * hash + pairs[i + 1].hashCode();
        }
        return hash;
    }

    /** The lines as {@code name: value}, one below the other. For people; values may be secret. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(pairs[i]).append(": ").append(pairs[i + 1]).append('\n');
        }
        return text.toString();
    }

    /** Collects header lines. Not for several threads at once. */
    public static final class Builder {
        private final List<String> pairs = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a line.
         *
         * @throws IllegalArgumentException if the name or value is malformed
         */
        public Builder add(String name, String value) {
            pairs.add(FieldSyntax.checkName(name));
            pairs.add(FieldSyntax.checkValue(value));
            return this;
        }

        /** The lines added so far. */
        public Headers build() {
            return pairs.isEmpty() ? EMPTY : new Headers(pairs.toArray(String[]::new));
        }
    }
}
