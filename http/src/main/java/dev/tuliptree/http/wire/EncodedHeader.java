package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** A header line that was checked and encoded once, for lines that never change. May be shared by all threads. */
public final class EncodedHeader {
    private final byte[] line;

    private EncodedHeader(byte[] line) {
        this.line = line;
    }

    /**
     * Makes a line.
     *
     * @throws IllegalArgumentException if the name is not a token, or the value cannot be a header's
     */
    public static EncodedHeader of(String name, String value) {
        String line = FieldSyntax.checkName(name) + ": " + FieldSyntax.checkValue(value) + "\r\n";
        return new EncodedHeader(line.getBytes(ISO_8859_1));
    }

    /** The line with its CRLF. */
    byte[] line() {
        return line;
    }

    @Override
    public String toString() {
        return new String(line, 0, line.length - 2, ISO_8859_1);
    }
}
