package dev.tuliptree.http.wire;

/** Method names as shared strings, so that the usual ones cost no allocation. */
final class Methods {
    private static final String[] KNOWN = {
        "GET", "POST", "PUT", "HEAD", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "QUERY"
    };

    private Methods() {}

    static String of(byte[] bytes, int offset, int length) {
        for (String known : KNOWN) {
            if (Bytes.equals(bytes, offset, length, known)) {
                return known;
            }
        }
        return Bytes.string(bytes, offset, length);
    }
}
