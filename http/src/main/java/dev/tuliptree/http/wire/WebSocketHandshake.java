package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The opening handshake of a WebSocket (RFC 6455, 4). What is checked here is the protocol; which origins may connect
 * is the application's decision, to be taken before.
 */
public final class WebSocketHandshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    private static final int KEY_LENGTH = 24;

    private WebSocketHandshake() {}

    /**
     * Checks the client's half.
     *
     * @param request one for which {@link RequestHead#isWebSocketUpgrade} is true
     * @return the value of Sec-WebSocket-Accept for the answer
     * @throws ProtocolException if it is not a valid handshake, with the status to answer. With 426 the answer must
     *     have the headers {@code Sec-WebSocket-Version: 13}, {@code Upgrade: websocket} and {@code Connection:
     *     Upgrade}
     */
    public static String accept(RequestHead request) throws ProtocolException {
        if (!request.isWebSocketUpgrade()) {
            throw new ProtocolException(426, "This resource can be reached by WebSocket only.");
        }
        if (!request.method().equals("GET") || request.minorVersion() < 1) {
            throw bad("A WebSocket handshake is a GET in HTTP/1.1.");
        }
        // A body would be taken for frames.
        if (request.hasBody()) {
            throw bad("A WebSocket handshake has no body.");
        }
        List<String> versions = request.headers().all("sec-websocket-version");
        if (versions.size() != 1 || !versions.getFirst().equals("13")) {
            throw new ProtocolException(426, "The only version of the WebSocket protocol spoken here is 13.");
        }
        List<String> keys = request.headers().all("sec-websocket-key");
        if (keys.size() != 1 || !isValidKey(keys.getFirst())) {
            throw bad("Sec-WebSocket-Key is not 16 bytes in base64.");
        }
        return acceptFor(keys.getFirst());
    }

    /**
     * Checks the server's half. Whether the subprotocol and the extensions are among those offered is left to the
     * caller; the latter to {@link DeflateParameters#agreed}.
     *
     * @param key what was sent as Sec-WebSocket-Key
     * @throws ProtocolException if the server did not agree, or agreed to something else
     */
    public static void checkResponse(ResponseHead response, String key) throws ProtocolException {
        if (response.status() != 101) {
            throw refused("The server answered the WebSocket handshake with " + response.status() + ".");
        }
        if (!response.isWebSocketUpgrade()) {
            throw refused("The server switched to a protocol other than WebSocket.");
        }
        List<String> accepts = response.headers().all("sec-websocket-accept");
        if (accepts.size() != 1 || !accepts.getFirst().equals(acceptFor(key))) {
            throw refused("The server's Sec-WebSocket-Accept does not match the key.");
        }
    }

    /** The value of Sec-WebSocket-Accept for this value of Sec-WebSocket-Key. */
    public static String acceptFor(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }

    /** A new value for Sec-WebSocket-Key. It is no secret, but must differ each time. */
    public static String newKey(RandomGenerator random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether this is the base64 form of 16 bytes. */
    public static boolean isValidKey(String key) {
        if (key.length() != KEY_LENGTH) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(400, message);
    }

    private static ProtocolException refused(String message) {
        return new ProtocolException(502, message);
    }
}
