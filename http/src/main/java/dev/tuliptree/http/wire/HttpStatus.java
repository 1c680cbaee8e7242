package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Status codes with the reason phrases of the IANA registry (RFC 9110, 15), and what a code says about the body. */
public final class HttpStatus {
    private static final int FIRST = 100;
    private static final int LAST = 999;
    private static final String[] REASONS = new String[LAST + 1];
    // Status lines as bytes, made for all registered codes in advance.
    private static final byte[][] LINES = new byte[LAST + 1][];

    static {
        reasons(100, "Continue", "Switching Protocols", "Processing", "Early Hints");
        reasons(
                200,
                "OK",
                "Created",
                "Accepted",
                "Non-Authoritative Information",
                "No Content",
                "Reset Content",
                "Partial Content",
                "Multi-Status",
                "Already Reported");
        reasons(226, "IM Used");
        reasons(
                300,
                "Multiple Choices",
                "Moved Permanently",
                "Found",
                "See Other",
                "Not Modified",
                "Use Proxy",
                "(Unused)",
                "Temporary Redirect",
                "Permanent Redirect");
        reasons(
                400,
                "Bad Request",
                "Unauthorized",
                "Payment Required",
                "Forbidden",
                "Not Found",
                "Method Not Allowed",
                "Not Acceptable",
                "Proxy Authentication Required",
                "Request Timeout",
                "Conflict",
                "Gone",
                "Length Required",
                "Precondition Failed",
                "Content Too Large",
                "URI Too Long",
                "Unsupported Media Type",
                "Range Not Satisfiable",
                "Expectation Failed");
        reasons(
                421,
                "Misdirected Request",
                "Unprocessable Content",
                "Locked",
                "Failed Dependency",
                "Too Early",
                "Upgrade Required");
        reasons(428, "Precondition Required", "Too Many Requests");
        reasons(431, "Request Header Fields Too Large");
        reasons(451, "Unavailable For Legal Reasons");
        reasons(
                500,
                "Internal Server Error",
                "Not Implemented",
                "Bad Gateway",
                "Service Unavailable",
                "Gateway Timeout",
                "HTTP Version Not Supported",
                "Variant Also Negotiates",
                "Insufficient Storage",
                "Loop Detected");
        reasons(510, "Not Extended", "Network Authentication Required");
    }

    private HttpStatus() {}

    /**
     * The reason phrase; empty for a code that has none.
     *
     * @throws IllegalArgumentException if the code is not in 100 to 999
     */
    public static String reason(int status) {
        check(status);
        String reason = REASONS[status];
        return reason == null ? "" : reason;
    }

    /** Whether the code announces another, final response to the same request (RFC 9110, 15.2). */
    public static boolean isInformational(int status) {
        return status >= 100 && status < 200;
    }

    /**
     * Whether a response with this status to this method has a body (RFC 9112, 6.3). None has one to HEAD, none with
     * 1xx, 204 or 304, nor a 2xx to CONNECT. Where there is none, neither Content-Length nor Transfer-Encoding delimit
     * anything; to HEAD and with 304 they may still be sent, and tell what a GET would have got.
     */
    public static boolean hasBody(String method, int status) {
        if (status < 200 || status == 204 || status == 304 || method.equals("HEAD")) {
            return false;
        }
        return !(method.equals("CONNECT") && status < 300);
    }

    /** The status line in HTTP/1.1 with its CRLF. The array is shared: do not change it. */
    static byte[] line(int status) {
        check(status);
        byte[] line = LINES[status];
        return line != null ? line : encode(status, "");
    }

    static byte[] encode(int status, String reason) {
        return ("HTTP/1.1 " + status + " " + reason + "\r\n").getBytes(US_ASCII);
    }

    static void check(int status) {
        if (status < FIRST || status > LAST) {
            throw new IllegalArgumentException("not a status code: " + status);
        }
    }

    private static void reasons(int first, String... phrases) {
        for (int i = 0; i < phrases.length; i++) {
            REASONS[first + i] = phrases[i];
            LINES[first + i] = encode(first + i, phrases[i]);
        }
    }
}
