package dev.tuliptree.net.tls;

import java.io.IOException;
import java.io.Serial;

/**
 * Raised when a connection ends without the peer having said so under TLS. Whoever sits in between may have cut it off:
 * what was received is genuine, but may not be all (RFC 8446, section 6.1). Some servers end like that out of
 * carelessness; a protocol that knows by other means that all has come may take it for an end.
 */
public final class TlsTruncatedException extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened
     */
    public TlsTruncatedException(String message) {
        super(message);
    }
}
