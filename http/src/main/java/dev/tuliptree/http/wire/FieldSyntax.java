package dev.tuliptree.http.wire;

/**
 * What may be written into a head. Everything that a program hands to a writer is checked here, so that no name or
 * value, wherever it came from, can end its line and begin one of its own (RFC 9110, 5.1 and 5.5).
 */
public final class FieldSyntax {
    private FieldSyntax() {}

    /** Whether this is a token (RFC 9110, 5.6.2), as methods and header names are. */
    public static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static boolean isTokenChar(char c) {
        return c <= 0xff && Bytes.TOKEN[c];
    }

    /** Whether this can be a header's value or a reason phrase: Latin-1 without control characters, tabs excepted. */
    public static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isValueChar(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the header name given.
     *
     * @throws IllegalArgumentException if it is not a token
     */
    public static String checkName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException("not a header name: " + printable(name));
        }
        return name;
    }

    /**
     * Returns the header value given.
     *
     * @throws IllegalArgumentException if it contains a control character other than a tab, or a character beyond
     *     Latin-1
     */
    public static String checkValue(String value) {
        if (!isValue(value)) {
            throw new IllegalArgumentException("not a header value: " + printable(value));
        }
        return value;
    }

    /**
     * Returns the method given.
     *
     * @throws IllegalArgumentException if it is not a token
     */
    public static String checkMethod(String method) {
        if (!isToken(method)) {
            throw new IllegalArgumentException("not a method: " + printable(method));
        }
        return method;
    }

    /**
     * Returns the request target given.
     *
     * @throws IllegalArgumentException if it is empty, or contains a {@code #} or anything but visible ASCII
     */
    public static String checkTarget(String target) {
        boolean good = !target.isEmpty();
        for (int i = 0; good && i < target.length(); i++) {
            char c = target.charAt(i);
            good = c <= 0xff && Bytes.TARGET[c];
        }
        if (!good) {
            throw new IllegalArgumentException("not a request target: " + printable(target));
        }
        return target;
    }

    static boolean isValueChar(char c) {
        return c >= 0x20 ? c != 0x7f && c <= 0xff : c == '\t';
    }

    /** The text with its control characters made visible, cut short: it ends up in logs. */
    private static String printable(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), 80); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7f) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append(text.length() > 80 ? "\"..." : "\"").toString();
    }
}
