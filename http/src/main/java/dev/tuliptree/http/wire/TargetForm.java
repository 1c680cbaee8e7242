package dev.tuliptree.http.wire;

/** The four shapes of a request target (RFC 9112, 3.2). */
public enum TargetForm {
    /** {@code /path?query}: what nearly all requests have. A target that begins with {@code //} is a path too. */
    ORIGIN,
    /** {@code http://host/path?query}: what a client sends to a proxy, and any server has to understand. */
    ABSOLUTE,
    /** {@code host:port}: CONNECT only. */
    AUTHORITY,
    /** {@code *}: OPTIONS only, for the server as a whole. */
    ASTERISK
}
