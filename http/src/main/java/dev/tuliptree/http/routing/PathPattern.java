package dev.tuliptree.http.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of a route, taken apart: {@code /users/{id}/files/{path...}}.
 *
 * @param text the pattern as it was written
 * @param segments what stands between the slashes
 */
public record PathPattern(String text, List<Segment> segments) {

    /** What stands between two slashes. */
    public sealed interface Segment {}

    /** This very text, compared after decoding. */
    public record Literal(String text) implements Segment {}

    /** Any one segment that is not empty. */
    public record Param(String name) implements Segment {}

    /** All the rest of the path, be it empty. */
    public record Rest(String name) implements Segment {}

    /**
     * Takes a pattern apart.
     *
     * @throws IllegalArgumentException if it is not one; says why
     */
    public static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw bad(text, "it must begin with a slash");
        }
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            throw bad(text, "a query or fragment is no part of a path");
        }
        List<Segment> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : text.substring(1).split("/", -1)) {
            if (!segments.isEmpty() && segments.getLast() instanceof Rest) {
                throw bad(text, "nothing can follow {...}");
            }
            Segment segment = segment(text, part);
            String name = nameOf(segment);
            if (!name.isEmpty() && !names.add(name)) {
                throw bad(text, "there are two parameters named " + name);
            }
            segments.add(segment);
        }
        return new PathPattern(text, List.copyOf(segments));
    }

    private static Segment segment(String text, String part) {
        if (!part.startsWith("{") || !part.endsWith("}")) {
            if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
                throw bad(text, "a parameter is all that stands between two slashes, as in /{name}/");
            }
            return new Literal(part);
        }
        String name = part.substring(1, part.length() - 1);
        boolean rest = name.endsWith("...");
        if (rest) {
            name = name.substring(0, name.length() - 3);
        }
        if (name.isEmpty() || !name.chars().allMatch(c -> c == '-' || Character.isJavaIdentifierPart(c))) {
            throw bad(text, "\"" + name + "\" is not a name");
        }
        return rest ? new Rest(name) : new Param(name);
    }

    private static String nameOf(Segment segment) {
        return switch (segment) {
            case Literal _ -> "";
            case Param(String name) -> name;
            case Rest(String name) -> name;
        };
    }

    /** The names of the parameters, in order. */
    public List<String> names() {
        return segments.stream()
                .map(PathPattern::nameOf)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether it has no parameters, so that one path alone matches. */
    public boolean isLiteral() {
        return segments.stream().allMatch(Literal.class::isInstance);
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("not a path pattern: " + text + " (" + why + ")");
    }
}
