package dev.tuliptree.http.routing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RouteTree} found.
 *
 * @param <T> what routes lead to
 */
public sealed interface Match<T> {

    /**
     * A route.
     *
     * @param target what it leads to
     * @param names the names of its parameters
     * @param values their values, decoded; for a trailing wildcard the rest of the path
     */
    record Found<T>(T target, List<String> names, List<String> values) implements Match<T> {
        /** The value of a parameter, or null if the route has none of that name. */
        public @Nullable String value(String name) {
            int index = names.indexOf(name);
            return index < 0 ? null : values.get(index);
        }
    }

    /**
     * No route.
     *
     * @param allowed the methods for which there is one with this path, in order; empty if there are none
     */
    record Missing<T>(Set<String> allowed) implements Match<T> {}
}
