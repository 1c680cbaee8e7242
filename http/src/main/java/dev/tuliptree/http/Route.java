package dev.tuliptree.http;

import dev.tuliptree.http.routing.PathPattern;
import dev.tuliptree.http.wire.PercentCoding;
import java.util.ArrayList;
import java.util.List;

/**
 * A route of an application.
 *
 * @param method the method it is for
 * @param pattern the paths it is for, as given to {@link Application#route}
 */
public record Route(String method, String pattern) {
    /**
     * The path that leads here, percent-encoded.
     *
     * <pre>{@code
     * Route user = app.get("/users/{id}/files/{path...}", ...);
     * user.path(7, "a b/c");   // "/users/7/files/a%20b/c"
     * }</pre>
     *
     * @param values the values of the parameters, in their order
     * @throws IllegalArgumentException if there are more or fewer than parameters; or if one would lead elsewhere,
     *     being empty or of dots
     */
    public String path(Object... values) {
        List<String> segments = new ArrayList<>();
        int next = 0;
        PathPattern parsed = PathPattern.parse(pattern);
        if (parsed.names().size() != values.length) {
            throw new IllegalArgumentException(
                    pattern + " has " + parsed.names().size() + " parameters, not " + values.length);
        }
        for (PathPattern.Segment segment : parsed.segments()) {
            switch (segment) {
                case PathPattern.Literal(String text) -> segments.add(text.isEmpty() ? "" : PercentCoding.encode(text));
                case PathPattern.Param(String name) -> segments.add(encode(name, values[next++].toString(), false));
                case PathPattern.Rest(String name) -> {
                    String[] rest = values[next++].toString().split("/", -1);
                    for (int i = 0; i < rest.length; i++) {
                        segments.add(encode(name, rest[i], i == rest.length - 1));
                    }
                }
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String encode(String name, String value, boolean mayBeEmpty) {
        if ((value.isEmpty() && !mayBeEmpty) || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("\"" + value + "\" cannot be the value of {" + name + "} in a path");
        }
        return PercentCoding.encode(value);
    }
}
