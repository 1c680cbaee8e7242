package dev.tuliptree.http.stream;

import java.io.IOException;
import java.time.Duration;

/** The peer has read nothing of what is sent to it for so long that it was given up. */
public final class PeerStalledException extends IOException {
    private static final long serialVersionUID = 1L;

    PeerStalledException(Duration limit) {
        super("the peer has read nothing for " + limit.toSeconds() + " s");
    }
}
