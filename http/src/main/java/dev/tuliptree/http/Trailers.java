package dev.tuliptree.http;

import dev.tuliptree.http.wire.TrailerNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Header lines that follow a body sent in chunks (RFC 9110, 6.5), such as a checksum of it. Their names are announced
 * before it, in the header Trailer; their values are asked for when it is complete. Immutable.
 *
 * <p>Nobody can rely on them: clients may not look at them, and what stands in between may drop them.
 */
public final class Trailers {
    /** None. */
    public static final Trailers NONE = new Trailers(List.of());

    private final List<Line> lines;

    private record Line(String name, Supplier<? extends @Nullable String> value) {}

    private Trailers(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * These and one line more.
     *
     * @param value asked each time the body has been sent, in the coroutine that sends it; null for no such line
     * @throws IllegalArgumentException if the name is malformed, or such a header can only come before the body
     */
    public Trailers plus(String name, Supplier<? extends @Nullable String> value) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(TrailerNames.check(name), value));
        return new Trailers(List.copyOf(more));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The names in order, as the header Trailer lists them. */
    public String names() {
        return lines.stream().map(Line::name).distinct().collect(Collectors.joining(", "));
    }

    /**
     * The lines, now that the body is complete.
     *
     * @throws IllegalArgumentException if a value is malformed
     */
    public Headers values() {
        Headers.Builder headers = Headers.builder();
        for (Line line : lines) {
            String value = line.value().get();
            if (value != null) {
                headers.add(line.name(), value);
            }
        }
        return headers.build();
    }

    @Override
    public String toString() {
        return "trailers " + names();
    }
}
