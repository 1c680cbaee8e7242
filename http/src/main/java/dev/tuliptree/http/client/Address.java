package dev.tuliptree.http.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a request goes, taken from a URL.
 *
 * @param host what to connect to; an IPv6 address without its brackets
 * @param port the port
 * @param authority the value of the Host header
 * @param target the path and query, percent-encoded
 */
record Address(String host, int port, String authority, String target) {
    /**
     * Takes a URL apart. Its fragment is the client's own affair and stays here.
     *
     * @throws IllegalArgumentException if it is not an http or ws URL with a host, or has a user in it
     */
    static Address of(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: " + e.getMessage(), e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("ws")) {
            throw new IllegalArgumentException("only http and ws URLs can be opened: " + url);
        }
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("there is no valid host in this URL: " + url);
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a user in a URL is not supported: set a header instead");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        String authority = port == 80 ? host : host + ":" + port;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Address(bare, port, authority, target(URI.create(uri.toASCIIString())));
    }

    private static String target(URI uri) {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
