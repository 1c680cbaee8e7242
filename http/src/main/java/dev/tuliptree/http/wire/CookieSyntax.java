package dev.tuliptree.http.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Cookies as headers carry them (RFC 6265). */
public final class CookieSyntax {
    private static final String NOT_IN_VALUES = "\",;\\";

    private CookieSyntax() {}

    /**
     * Takes a Cookie header apart, in linear time. What is no pair of name and value is passed over, since browsers
     * send whatever they were once told to keep.
     *
     * @param header the value of the header
     * @param into where to put names and values; one that is there already stays, since the more specific comes first
     */
    public static void parse(String header, Map<String, String> into) {
        int start = 0;
        while (start < header.length()) {
            int semicolon = header.indexOf(';', start);
            int end = semicolon < 0 ? header.length() : semicolon;
            int equals = header.indexOf('=', start);
            if (equals >= 0 && equals < end) {
                String name = header.substring(start, equals).strip();
                if (!name.isEmpty()) {
                    into.putIfAbsent(name, header.substring(equals + 1, end).strip());
                }
            }
            start = end + 1;
        }
    }

    /** As {@link #parse(String, Map)}, for all lines of that name. */
    public static Map<String, String> parse(Iterable<String> headers) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String header : headers) {
            parse(header, cookies);
        }
        return cookies;
    }

    /**
     * Returns the name given.
     *
     * @throws IllegalArgumentException if it is not a token
     */
    public static String checkName(String name) {
        if (!FieldSyntax.isToken(name)) {
            throw new IllegalArgumentException("the name of a cookie is a token");
        }
        return name;
    }

    /**
     * Returns the value given.
     *
     * @throws IllegalArgumentException if it contains anything but visible ASCII, or a quote, comma, semicolon or
     *     backslash; does not repeat it
     */
    public static String checkValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || NOT_IN_VALUES.indexOf(c) >= 0) {
                throw new IllegalArgumentException("the value of a cookie has no spaces, controls, or any of "
                        + NOT_IN_VALUES + " in it: encode it, for instance percent-encode it");
            }
        }
        return value;
    }

    /**
     * Returns the attribute's value given.
     *
     * @throws IllegalArgumentException if it contains a semicolon or anything but visible ASCII
     */
    public static String checkAttribute(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';') {
                throw new IllegalArgumentException(
                        "the path or domain of a cookie is visible ASCII without semicolons");
            }
        }
        return value;
    }
}
