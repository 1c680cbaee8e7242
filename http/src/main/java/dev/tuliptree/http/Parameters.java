package dev.tuliptree.http;

import dev.tuliptree.http.wire.PercentCoding;
import dev.tuliptree.http.wire.ProtocolException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names and values as the query of an address carries them: {@code q=tulip&lang=en&lang=nl}. A name may have several
 * values. Immutable, hence good for any thread.
 */
public final class Parameters {
    /** No parameters. */
    public static final Parameters EMPTY = new Parameters(Map.of());

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /**
     * The parameters given as name, value, name, value...
     *
     * @throws IllegalArgumentException if the last name has no value
     */
    public static Parameters of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("the last name has no value");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>(1)).add(namesAndValues[i + 1]);
        }
        return of(values);
    }

    private static Parameters of(Map<String, List<String>> values) {
        values.replaceAll((_, list) -> List.copyOf(list));
        return new Parameters(Collections.unmodifiableMap(values));
    }

    /** These, and one value more for a name, behind those that it has. */
    public Parameters plus(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        List<String> all = new ArrayList<>(all(name));
        all.add(value);
        more.put(name, List.copyOf(all));
        return new Parameters(Collections.unmodifiableMap(more));
    }

    /**
     * As the query of an address, or a form, carries them. Values of one name stand together, a space is {@code %20}.
     */
    public String encode() {
        StringBuilder encoded = new StringBuilder();
        values.forEach((name, list) -> {
            for (String value : list) {
                encoded.append(encoded.isEmpty() ? "" : "&")
                        .append(PercentCoding.encode(name))
                        .append('=')
                        .append(PercentCoding.encode(value));
            }
        });
        return encoded.toString();
    }

    /**
     * Takes a query apart. {@code +} stands for a space; a name without {@code =} has the empty value.
     *
     * @param encoded the query without its question mark
     * @throws HttpException 400 if it is not properly percent-encoded
     */
    public static Parameters parse(String encoded) {
        if (encoded.isEmpty()) {
            return EMPTY;
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        int start = 0;
        while (start < encoded.length()) {
            int ampersand = encoded.indexOf('&', start);
            int end = ampersand < 0 ? encoded.length() : ampersand;
            if (end > start) {
                int equals = encoded.indexOf('=', start);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = decode(encoded.substring(start, nameEnd));
                String value = decode(encoded.substring(Math.min(nameEnd + 1, end), end));
                values.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
            }
            start = end + 1;
        }
        return of(values);
    }

    private static String decode(String part) {
        try {
            return PercentCoding.decodeForm(part);
        } catch (ProtocolException e) {
            throw new HttpException(e.status(), String.valueOf(e.getMessage()));
        }
    }

    /** The first value of a name, or null if it has none. */
    public @Nullable String first(String name) {
        List<String> all = values.get(name);
        return all == null ? null : all.getFirst();
    }

    /** All values of a name, in order; empty if it has none. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The names, in the order they first came in; unmodifiable. */
    public Set<String> names() {
        return values.keySet();
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** For people; values may be secret. */
    @Override
    public String toString() {
        return values.toString();
    }
}
