package dev.tuliptree.http.client;

import java.util.Collection;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A server is trusted, but has none of the keys that it is known by: see {@link CertificatePins}. */
public final class CertificatePinException extends SSLPeerUnverifiedException {
    private static final long serialVersionUID = 1L;

    CertificatePinException(String host, Collection<String> shown, Collection<String> wanted) {
        super("the keys of " + host + " are " + String.join(", ", shown) + ", but pinned is "
                + String.join(", ", wanted));
    }
}
