package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Where a request goes. Its fragment is the client's own affair and is dropped.
 *
 * @param origin who is asked
 * @param target the path and query, percent-encoded; begins with a slash
 */
record Url(Origin origin, String target) {
    /** What a URL may contain only percent-encoded, and yet is found in many. */
    private static final String ENCODED = " \"<>\\^`{|}";

    /**
     * Takes an absolute URL apart.
     *
     * @throws IllegalArgumentException if it is not an http, https, ws or wss URL with a host, or has a user in it
     */
    static Url of(String text) {
        checkCharacters(text);
        int schemeEnd = text.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        boolean secure = switch (scheme) {
            case "http", "ws" -> false;
            case "https", "wss" -> true;
            default -> throw new IllegalArgumentException("only http, https, ws and wss URLs can be opened: " + text);
        };
        String rest = withoutFragment(text.substring(schemeEnd + 3));
        int authorityEnd = 0;
        while (authorityEnd < rest.length() && "/?".indexOf(rest.charAt(authorityEnd)) < 0) {
            authorityEnd++;
        }
        return new Url(origin(secure, rest.substring(0, authorityEnd)), encode(rest.substring(authorityEnd)));
    }

    private static Origin origin(boolean secure, String authority) {
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a user in a URL is not supported: use basicAuth instead");
        }
        int colon = authority.lastIndexOf(':');
        if (colon < 0 || authority.endsWith("]")) {
            return new Origin(secure, HostName.canonical(authority), Origin.defaultPort(secure));
        }
        return new Origin(
                secure,
                HostName.canonical(authority.substring(0, colon)),
                port(authority.substring(colon + 1), Origin.defaultPort(secure)));
    }

    private static int port(String text, int otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean digits = text.length() <= 5 && Characters.all(text, Characters::isDigit);
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + text);
        }
        return port;
    }

    /**
     * What a reference means on this page (RFC 3986, 5.2).
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    Url resolve(String reference) {
        checkCharacters(reference);
        if (hasScheme(reference)) {
            return of(reference);
        }
        if (reference.startsWith("//")) {
            return of((origin.secure() ? "https:" : "http:") + reference);
        }
        String relative = withoutFragment(reference);
        if (relative.isEmpty()) {
            return this;
        }
        String path = path();
        if (relative.startsWith("?")) {
            return new Url(origin, encode(path + relative));
        }
        String merged = relative.startsWith("/") ? relative : path.substring(0, path.lastIndexOf('/') + 1) + relative;
        int question = merged.indexOf('?');
        String query = question < 0 ? "" : merged.substring(question);
        String onlyPath = question < 0 ? merged : merged.substring(0, question);
        return new Url(origin, encode(withoutDots(onlyPath) + query));
    }

    private static boolean hasScheme(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == ':') {
                return i > 0;
            }
            if ((c > 0x7f || !Character.isLetterOrDigit(c)) && c != '+' && c != '-' && c != '.') {
                return false;
            }
        }
        return false;
    }

    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (last) {
                        kept.addLast("");
                    }
                }
                case ".." -> {
                    kept.pollLast();
                    if (last) {
                        kept.addLast("");
                    }
                }
                default -> kept.addLast(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }

    private static String withoutFragment(String text) {
        int hash = text.indexOf('#');
        return hash < 0 ? text : text.substring(0, hash);
    }

    private static void checkCharacters(String text) {
        if (!Characters.all(text, c -> c >= ' ' && c != 0x7f)) {
            throw new IllegalArgumentException("there is a control character in this URL");
        }
    }

    /** The path and query with what may not stand in them encoded; what is encoded already stays as it is. */
    private static String encode(String target) {
        String full = target.startsWith("/") ? target : "/" + target;
        if (Characters.all(full, c -> c < 0x80 && ENCODED.indexOf(c) < 0)) {
            return full;
        }
        StringBuilder encoded = new StringBuilder(full.length());
        for (byte b : full.getBytes(UTF_8)) {
            if (b < 0 || ENCODED.indexOf(b) >= 0) {
                encoded.append('%').append(String.format("%02X", b & 0xff));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }

    /** The path, percent-encoded. */
    String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The same with more behind its query, which is encoded already. */
    Url plusQuery(String query) {
        if (query.isEmpty()) {
            return this;
        }
        String separator = target.indexOf('?') < 0 ? "?" : target.endsWith("?") || target.endsWith("&") ? "" : "&";
        return new Url(origin, target + separator + query);
    }

    @Override
    public String toString() {
        return origin + target;
    }
}
