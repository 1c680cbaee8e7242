package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** A header name that was checked and encoded once, for names that are written often. May be shared by all threads. */
public final class HeaderName {
    public static final HeaderName CACHE_CONTROL = of("Cache-Control");
    public static final HeaderName CONTENT_TYPE = of("Content-Type");
    public static final HeaderName ETAG = of("ETag");
    public static final HeaderName HOST = of("Host");
    public static final HeaderName LAST_MODIFIED = of("Last-Modified");
    public static final HeaderName LOCATION = of("Location");
    public static final HeaderName SET_COOKIE = of("Set-Cookie");
    public static final HeaderName UPGRADE = of("Upgrade");

    private final String name;
    private final byte[] encoded;

    private HeaderName(String name) {
        this.name = name;
        this.encoded = (name + ": ").getBytes(US_ASCII);
    }

    /**
     * Makes a name.
     *
     * @throws IllegalArgumentException if it is not a token
     */
    public static HeaderName of(String name) {
        return new HeaderName(FieldSyntax.checkName(name));
    }

    /** The name, colon and space. */
    byte[] encoded() {
        return encoded;
    }

    @Override
    public String toString() {
        return name;
    }
}
