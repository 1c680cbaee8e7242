package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.PercentCoding;
import dev.tuliptree.http.wire.ProtocolException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server that makes connections in place of the client. The names of hosts are looked up there, not here. Immutable;
 * any thread. Which one is used for what is said by {@link ProxyRules}.
 */
public final class Proxy {
    /** How it is spoken to. */
    enum Kind {
        /** Requests for http are forwarded (RFC 9112, 3.2.2), others tunnelled through CONNECT (RFC 9110, 9.3.6). */
        HTTP("http", 3128),
        /** The same, over TLS. */
        HTTPS("https", 443),
        /** Everything is tunnelled (RFC 1928). */
        SOCKS5("socks5", 1080);

        private final String scheme;
        private final int usualPort;

        Kind(String scheme, int usualPort) {
            this.scheme = scheme;
            this.usualPort = usualPort;
        }
    }

    private final Kind kind;
    private final String host;
    private final int port;
    private final @Nullable Credentials credentials;
    private final boolean provesOnly;

    private Proxy(Kind kind, String host, int port) {
        this(kind, host, port, null, false);
    }

    private Proxy(Kind kind, String host, int port, @Nullable Credentials credentials, boolean provesOnly) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port: " + port);
        }
        this.kind = kind;
        this.host = host;
        this.port = port;
        this.credentials = credentials;
        this.provesOnly = provesOnly;
    }

    /**
     * An HTTP proxy: it forwards requests for {@code http}, and tunnels those for {@code https} and WebSockets.
     *
     * @throws IllegalArgumentException if the host or port is none
     */
    public static Proxy http(String host, int port) {
        return new Proxy(Kind.HTTP, HostName.canonical(host), port);
    }

    /**
     * An HTTP proxy that is itself spoken to over TLS, by the session's options of TLS; it must have a certificate for
     * its host. What goes to a server over TLS is then encrypted twice on the way there.
     *
     * @throws IllegalArgumentException if the host or port is none
     */
    public static Proxy https(String host, int port) {
        return new Proxy(Kind.HTTPS, HostName.canonical(host), port);
    }

    /**
     * A SOCKS proxy of version 5 (RFC 1928).
     *
     * @throws IllegalArgumentException if the host or port is none
     */
    public static Proxy socks5(String host, int port) {
        return new Proxy(Kind.SOCKS5, HostName.canonical(host), port);
    }

    /**
     * A proxy as environment variables name it: {@code http://user:password@host:port}, or {@code https} or
     * {@code socks5}. The port is 3128, 443 or 1080 if it is missing; without a scheme it is an HTTP proxy.
     *
     * @throws IllegalArgumentException if it is something else; does not repeat it, since there may be a password in it
     */
    public static Proxy of(String url) {
        int schemeEnd = url.indexOf("://");
        Kind kind = switch (schemeEnd < 0 ? "http" : url.substring(0, schemeEnd).toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            case "https" -> Kind.HTTPS;
            case "socks5", "socks5h" -> Kind.SOCKS5;
            default ->
                throw new IllegalArgumentException(
                        "the URL of a proxy begins with http://, https://, socks5:// or socks5h://");
        };
        String rest = schemeEnd < 0 ? url : url.substring(schemeEnd + 3);
        rest = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        int at = rest.lastIndexOf('@');
        String authority = rest.substring(at + 1);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon >= 0 && !authority.endsWith("]");
        Proxy proxy;
        try {
            int port = hasPort ? Integer.parseInt(authority.substring(colon + 1)) : kind.usualPort;
            String name = HostName.canonical(hasPort ? authority.substring(0, colon) : authority);
            proxy = new Proxy(kind, name, port);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URL of a proxy has no valid host and port");
        }
        return at < 0 ? proxy : proxy.withUserInfo(rest.substring(0, at));
    }

    private Proxy withUserInfo(String info) {
        int colon = info.indexOf(':');
        String name = decode(colon < 0 ? info : info.substring(0, colon));
        return withCredentials(name, colon < 0 ? "" : decode(info.substring(colon + 1)));
    }

    private static String decode(String text) {
        try {
            return PercentCoding.decode(text);
        } catch (ProtocolException e) {
            throw new IllegalArgumentException("the user or password of a proxy is not properly percent-encoded");
        }
    }

    /**
     * The same for a user. Over HTTP both are sent as RFC 7617 says, over SOCKS5 as RFC 1929 does, and without being
     * asked for: everybody on the way to the proxy can read them, unless that is {@link #https}.
     *
     * @throws IllegalArgumentException if there is a colon in the name, a control character in either, or one is too
     *     long for SOCKS5, which has room for 255 bytes
     */
    public Proxy withCredentials(String user, String password) {
        Credentials both = new Credentials(user, password);
        if (kind == Kind.SOCKS5) {
            Socks5.check(both);
        }
        return new Proxy(kind, host, port, both, false);
    }

    /**
     * The same for a user who proves to know the password without telling it, once the proxy asks (407, RFC 7616). To
     * one that asks for the password itself it is not told.
     *
     * @throws IllegalArgumentException if there is a colon in the name, or a control character in either
     * @throws IllegalStateException if this is a SOCKS proxy, which cannot ask for that
     */
    public Proxy withDigestCredentials(String user, String password) {
        if (kind == Kind.SOCKS5) {
            throw new IllegalStateException("a SOCKS proxy wants to be told the password, if any");
        }
        return new Proxy(kind, host, port, new Credentials(user, password), true);
    }

    Kind kind() {
        return kind;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    @Nullable
    Credentials credentials() {
        return credentials;
    }

    /** Whether the password is not to be told. */
    boolean provesOnly() {
        return provesOnly;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Proxy that
                && kind == that.kind
                && host.equals(that.host)
                && port == that.port
                && Objects.equals(credentials, that.credentials)
                && provesOnly == that.provesOnly;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, host, port, credentials, provesOnly);
    }

    /** Its URL, without user and password. */
    @Override
    public String toString() {
        return kind.scheme + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
