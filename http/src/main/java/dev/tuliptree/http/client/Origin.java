package dev.tuliptree.http.client;

/**
 * Who answers a URL: what decides which connections can serve it, and which secrets may go there (RFC 9110, 4.3.1).
 * Immutable, hence good for any thread.
 *
 * @param secure whether it is spoken to over TLS
 * @param host a name in lower case, or an address; an IPv6 address without its brackets
 * @param port the port
 */
public record Origin(boolean secure, String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** The port that a URL means when it names none. */
    static int defaultPort(boolean secure) {
        return secure ? HTTPS : HTTP;
    }

    /** The host, and the port unless it is the usual one: the value of the Host header. */
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == defaultPort(secure) ? name : name + ":" + port;
    }

    /** As it begins a URL: {@code https://example.org}. */
    @Override
    public String toString() {
        return (secure ? "https://" : "http://") + authority();
    }
}
