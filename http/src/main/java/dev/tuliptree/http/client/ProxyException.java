package dev.tuliptree.http.client;

import java.io.IOException;

/** A proxy did not make the connection that it was asked for; says which proxy, and why. */
public final class ProxyException extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyException(Proxy proxy, Origin origin, String why) {
        super("the proxy " + proxy + " does not connect to " + origin.host() + ":" + origin.port() + ": " + why);
    }
}
