package dev.tuliptree.http.wire;

import org.jspecify.annotations.Nullable;

/** What a client wants to have of something that is there, by its header Range (RFC 9110, 14). */
public sealed interface ByteRange {
    /** All of it. */
    record Whole() implements ByteRange {}

    /**
     * A part of it.
     *
     * @param offset where it begins
     * @param length how many bytes it has, at least one
     */
    record Part(long offset, long length) implements ByteRange {
        /** The value of Content-Range, for this part of something of that size. */
        public String of(long size) {
            return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
        }
    }

    /** A part that there is not: it begins behind the end, or is empty. */
    record Beyond() implements ByteRange {
        /** The value of Content-Range, for something of that size. */
        public static String of(long size) {
            return "bytes */" + size;
        }
    }

    /**
     * Reads the header. What is malformed, counts in other units than bytes or names several parts is as good as no
     * header (RFC 9110, 14.2): many small parts are more work to send than all of it.
     *
     * @param header its value, null if there is none
     * @param size of what is there
     */
    static ByteRange parse(@Nullable String header, long size) {
        int equals = header == null ? -1 : header.indexOf('=');
        if (header == null || equals < 0 || !header.substring(0, equals).equalsIgnoreCase("bytes")) {
            return new Whole();
        }
        String range = header.substring(equals + 1).strip();
        int dash = range.indexOf('-');
        if (dash < 0) {
            return new Whole();
        }
        String first = range.substring(0, dash);
        String last = range.substring(dash + 1);
        if (first.isEmpty() ? !isNumber(last) : !isNumber(first) || !(last.isEmpty() || isNumber(last))) {
            return new Whole();
        }
        if (first.isEmpty()) {
            long length = Math.min(number(last), size);
            return part(size - length, length);
        }
        long from = number(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (to < from) {
            return new Whole();
        }
        return part(from, Math.min(to, size - 1) - from + 1);
    }

    private static ByteRange part(long offset, long length) {
        return length > 0 ? new Part(offset, length) : new Beyond();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** As large as can be told, which is larger than any file. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
