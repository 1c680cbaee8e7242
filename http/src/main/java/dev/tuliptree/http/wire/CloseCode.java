package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Why a WebSocket was closed (RFC 6455, 7.4, and the IANA registry). */
public final class CloseCode {
    /** The purpose was fulfilled. */
    public static final int NORMAL = 1000;
    /** The page was left, or the server goes down. */
    public static final int GOING_AWAY = 1001;
    /** The peer broke the protocol. */
    public static final int PROTOCOL_ERROR = 1002;
    /** The peer sent a kind of message that is not accepted. */
    public static final int UNSUPPORTED_DATA = 1003;
    /** A close frame came without a code. Never on the wire. */
    public static final int NO_STATUS = 1005;
    /** The connection broke without a close frame. Never on the wire. */
    public static final int ABNORMAL = 1006;
    /** A text message was not UTF-8. */
    public static final int INVALID_DATA = 1007;
    /** The peer did what it may not do. */
    public static final int POLICY_VIOLATION = 1008;
    /** A message was larger than is accepted. */
    public static final int TOO_BIG = 1009;
    /** The server did not agree to an extension that the client needs. */
    public static final int MANDATORY_EXTENSION = 1010;
    /** The server failed. */
    public static final int INTERNAL_ERROR = 1011;

    /** The longest reason, in bytes of UTF-8: what a control frame has room for behind the code. */
    public static final int MAX_REASON_BYTES = 123;

    private CloseCode() {}

    /**
     * Whether a close frame may carry this code: those of the registry that are not reserved, 3000 to 3999 for
     * libraries and 4000 to 4999 for applications.
     */
    public static boolean isValidOnWire(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    /**
     * The bytes of a reason.
     *
     * @throws IllegalArgumentException if they are more than {@value #MAX_REASON_BYTES}
     */
    static byte[] encodeReason(String reason) {
        byte[] bytes = reason.getBytes(UTF_8);
        if (bytes.length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException(
                    "a close reason has at most " + MAX_REASON_BYTES + " bytes, not " + bytes.length);
        }
        return bytes;
    }
}
