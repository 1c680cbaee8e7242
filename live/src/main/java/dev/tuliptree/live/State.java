package dev.tuliptree.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the server keeps for one page: values by their names. When the connection is lost, or the page is loaded anew,
 * they are kept for {@link StateLimits#keptFor}, and the page that comes back has them again when its
 * {@link LiveApp#DOCUMENT_READY} is handled; nobody else has: only the same window knows the secret it was told, and
 * where users are {@linkplain LiveApp#authenticate authenticated}, it has to be the same user.
 *
 * <p>A page for which nothing was ever kept is told no secret. Values are kept as JSON: what is read is a copy of what
 * was written. A page cannot change its state, but what it sends may end up in there: so its size is limited. Loop
 * thread only; nothing here suspends.
 */
public final class State {
    private final int maxBytes;
    private final Runnable used;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private int bytes;

    /** One that calls back each time that it has got a value. */
    State(int maxBytes, Runnable used) {
        this.maxBytes = maxBytes;
        this.used = used;
    }

    /**
     * Keeps a value.
     *
     * @param name its name; a value that has it is replaced
     * @param value anything Jackson writes as JSON
     * @throws IllegalArgumentException if it cannot be written as JSON
     * @throws IllegalStateException if names and values exceeded {@link StateLimits#maxBytes}; nothing is changed
     */
    public void put(String name, @Nullable Object value) {
        String json;
        JsonNode node;
        try {
            json = Json.MAPPER.writeValueAsString(value);
            node = Json.MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the value of \"" + name + "\" cannot be written as JSON", e);
        }
        long size = (long) Outbox.utf8Length(name) + Outbox.utf8Length(json);
        long total = bytes - sizes.getOrDefault(name, 0) + size;
        if (total > maxBytes) {
            throw new IllegalStateException(
                    "with \"%s\" the page's state has %d bytes; the limit is %d".formatted(name, total, maxBytes));
        }
        values.put(name, node);
        sizes.put(name, (int) size);
        bytes = (int) total;
        used.run();
    }

    /**
     * A value.
     *
     * @param name its name
     * @return the value
     * @throws DataException if there is none of that name
     */
    public Data get(String name) {
        JsonNode value = values.get(name);
        if (value == null) throw new DataException("the page's state has no " + name);
        return new Data(value);
    }

    /**
     * Whether there is a value of that name.
     *
     * @param name its name
     * @return true if there is
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Forgets a value; harmless if there is none of that name.
     *
     * @param name its name
     */
    public void remove(String name) {
        values.remove(name);
        Integer size = sizes.remove(name);
        if (size != null) bytes -= size;
    }

    /**
     * The names of all values.
     *
     * @return a set of its own, in the order of the alphabet
     */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Becomes what another one is. */
    void become(State other) {
        values.clear();
        values.putAll(other.values);
        sizes.clear();
        sizes.putAll(other.sizes);
        bytes = other.bytes;
        if (!isEmpty()) used.run();
    }
}
