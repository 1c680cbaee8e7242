package dev.tuliptree.http.routing;

import dev.tuliptree.http.wire.PercentCoding;
import dev.tuliptree.http.wire.ProtocolException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds routes. The most specific one wins, in whatever order they were added: segment by segment a literal goes before
 * a parameter, and that before a trailing wildcard. A route for another method is passed over, and named if in the end
 * there is none for this one. HEAD goes where GET goes, unless it has a route of its own.
 *
 * <p>A search visits each node of the tree at most once, so its cost does not depend on what a client makes up.
 *
 * @param <T> what routes lead to
 */
public final class RouteTree<T> {
    private final Node<T> root = new Node<>();

    /** The ends of all routes without parameters. */
    private final Map<String, Node<T>> literals = new HashMap<>();

    /** An empty tree. */
    public RouteTree() {}

    private static final class Node<T> {
        final Map<String, Node<T>> literals = new HashMap<>();
        final Map<String, Leaf<T>> leaves = new HashMap<>();

        @Nullable
        Node<T> param;

        @Nullable
        Node<T> rest;

        @Nullable
        Leaf<T> leaf(String method) {
            Leaf<T> leaf = leaves.get(method);
            return leaf == null && method.equals("HEAD") ? leaves.get("GET") : leaf;
        }
    }

    /** The match is made in advance, for the routes that have no values to add. */
    private record Leaf<T>(T target, List<String> names, Match.Found<T> match) {}

    /**
     * Adds a route.
     *
     * @throws IllegalArgumentException if there is one for this method and the same paths
     */
    public void add(String method, PathPattern pattern, T target) {
        Node<T> node = root;
        for (PathPattern.Segment segment : pattern.segments()) {
            node = switch (segment) {
                case PathPattern.Literal(String text) -> node.literals.computeIfAbsent(text, _ -> new Node<>());
                case PathPattern.Param _ -> node.param == null ? node.param = new Node<>() : node.param;
                case PathPattern.Rest _ -> node.rest == null ? node.rest = new Node<>() : node.rest;
            };
        }
        List<String> names = pattern.names();
        Leaf<T> leaf = new Leaf<>(target, names, new Match.Found<>(target, names, List.of()));
        if (node.leaves.putIfAbsent(method, leaf) != null) {
            throw new IllegalArgumentException("there is a route already for " + method + " " + pattern.text());
        }
        if (pattern.isLiteral()) {
            literals.put(pattern.text(), node);
        }
    }

    /**
     * Finds the route of a request.
     *
     * @param path the path as it was sent, not decoded
     * @throws ProtocolException with status 400 if the path is not properly percent-encoded, or has an encoded slash
     *     where a wildcard stands, so that it could not be told from a real one
     */
    public Match<T> find(String method, String path) throws ProtocolException {
        Node<T> exact = literals.get(path);
        if (exact != null) {
            Leaf<T> leaf = exact.leaf(method);
            if (leaf != null) {
                return leaf.match();
            }
        }
        return new Search(method, path).run();
    }

    private final class Search {
        private final String method;
        private final List<String> segments;
        private final List<String> values = new ArrayList<>(4);
        private final Set<String> allowed = new TreeSet<>();

        Search(String method, String path) throws ProtocolException {
            this.method = method;
            this.segments = split(path);
        }

        Match<T> run() throws ProtocolException {
            Leaf<T> leaf = segments.isEmpty() ? null : walk(root, 0);
            if (leaf == null) {
                return new Match.Missing<>(allowed);
            }
            return new Match.Found<>(leaf.target(), leaf.names(), List.copyOf(values));
        }

        private @Nullable Leaf<T> walk(Node<T> node, int index) throws ProtocolException {
            if (index == segments.size()) {
                return leafOf(node);
            }
            String segment = segments.get(index);
            Node<T> literal = node.literals.get(segment);
            Leaf<T> found = literal == null ? null : walk(literal, index + 1);
            if (found == null && node.param != null && !segment.isEmpty()) {
                values.add(segment);
                found = walk(node.param, index + 1);
                if (found == null) {
                    values.removeLast();
                }
            }
            if (found == null && node.rest != null) {
                found = leafOf(node.rest);
                if (found != null) {
                    values.add(rest(index));
                }
            }
            return found;
        }

        private @Nullable Leaf<T> leafOf(Node<T> node) {
            Leaf<T> leaf = node.leaf(method);
            if (leaf == null) {
                allowed.addAll(node.leaves.keySet());
                if (node.leaves.containsKey("GET")) {
                    allowed.add("HEAD");
                }
            }
            return leaf;
        }

        private String rest(int index) throws ProtocolException {
            List<String> rest = segments.subList(index, segments.size());
            for (String segment : rest) {
                if (segment.indexOf('/') >= 0) {
                    throw new ProtocolException(400, "A slash in this path must not be percent-encoded.");
                }
            }
            return String.join("/", rest);
        }
    }

    /** The segments of a path, decoded; none if it is not one that begins with a slash. */
    private static List<String> split(String path) throws ProtocolException {
        List<String> segments = new ArrayList<>(8);
        if (!path.startsWith("/")) {
            return segments;
        }
        int start = 1;
        while (true) {
            int slash = path.indexOf('/', start);
            String segment = path.substring(start, slash < 0 ? path.length() : slash);
            segments.add(PercentCoding.decode(segment));
            if (slash < 0) {
                return segments;
            }
            start = slash + 1;
        }
    }
}
