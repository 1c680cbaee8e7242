package dev.tuliptree.http.wire;

/**
 * {@code host} or {@code host:port} as a Host header, an absolute target or a CONNECT target carries it (RFC 9110, 7.2;
 * RFC 3986, 3.2). There is no user information in any of them.
 */
final class Authority {
    private static final int MAX_PORT = 65535;
    private static final int NO_PORT = -1;
    private static final int INVALID = -2;

    private Authority() {}

    static boolean isValid(byte[] bytes, int offset, int length) {
        int host = hostLength(bytes, offset, length);
        return host > 0 && port(bytes, offset + host, offset + length) != INVALID;
    }

    /** Whether there is a port number too, as CONNECT needs it. */
    static boolean isValidWithPort(byte[] bytes, int offset, int length) {
        int host = hostLength(bytes, offset, length);
        return host > 0 && port(bytes, offset + host, offset + length) > 0;
    }

    /** Whether two valid authorities mean the same place, given the port that a missing one stands for. */
    static boolean same(
            byte[] bytes, int offset, int length, byte[] others, int otherOffset, int otherLength, int defaultPort) {
        int host = hostLength(bytes, offset, length);
        if (host != hostLength(others, otherOffset, otherLength)) {
            return false;
        }
        for (int i = 0; i < host; i++) {
            if (Bytes.toLower(bytes[offset + i]) != Bytes.toLower(others[otherOffset + i])) {
                return false;
            }
        }
        int port = port(bytes, offset + host, offset + length);
        int otherPort = port(others, otherOffset + host, otherOffset + otherLength);
        return (port == NO_PORT ? defaultPort : port) == (otherPort == NO_PORT ? defaultPort : otherPort);
    }

    /** The length of the host, which ends at a colon or at the end; 0 if it is empty or malformed. */
    private static int hostLength(byte[] bytes, int offset, int length) {
        if (length > 0 && bytes[offset] == '[') {
            return ipLiteralLength(bytes, offset, length);
        }
        int i = 0;
        while (i < length && bytes[offset + i] != ':') {
            byte b = bytes[offset + i];
            if (!Bytes.REG_NAME[b & 0xff]) {
                return 0;
            }
            if (b == '%'
                    && (i + 2 >= length
                            || Bytes.hexValue(bytes[offset + i + 1]) < 0
                            || Bytes.hexValue(bytes[offset + i + 2]) < 0)) {
                return 0;
            }
            i++;
        }
        return i;
    }

    /** IPv6 and later address forms in brackets. Their inner grammar is left to whoever uses the address. */
    private static int ipLiteralLength(byte[] bytes, int offset, int length) {
        for (int i = 1; i < length; i++) {
            byte b = bytes[offset + i];
            if (b == ']') {
                return i > 1 ? i + 1 : 0;
            }
            if (b == '%' || !(b == ':' || Bytes.REG_NAME[b & 0xff])) {
                return 0;
            }
        }
        return 0;
    }

    /** The port behind a host: a number, or {@link #NO_PORT} if there is none, or {@link #INVALID}. */
    private static int port(byte[] bytes, int from, int to) {
        if (from == to) {
            return NO_PORT;
        }
        if (bytes[from] != ':') {
            return INVALID;
        }
        int port = 0;
        for (int p = from + 1; p < to; p++) {
            if (!Bytes.isDigit(bytes[p])) {
                return INVALID;
            }
            port = port * 10 + (bytes[p] - '0');
            if (port > MAX_PORT) {
                return INVALID;
            }
        }
        // "host:" is allowed by RFC 3986, 3.2.3, and means the same as "host".
        return to == from + 1 ? NO_PORT : port;
    }
}
