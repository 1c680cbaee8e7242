package dev.tuliptree.http.client;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** A request took longer than {@link ClientTimeouts} allow. */
public final class ClientTimeoutException extends SocketTimeoutException {
    private static final long serialVersionUID = 1L;

    /** What a request can be waiting for. */
    public enum Phase {
        /** All of it together: see {@link ClientTimeouts#total}. */
        TOTAL("the request as a whole"),
        /** A connection of the pool to become free. */
        POOL("waiting for a connection of the pool"),
        /** A connection to be made. */
        CONNECT("connecting"),
        /** The server to read the request. */
        WRITE("sending the request"),
        /** The server to answer. */
        RESPONSE("waiting for the response"),
        /** More of the response's body. */
        READ("waiting for more of the body");

        private final String words;

        Phase(String words) {
            this.words = words;
        }
    }

    private final Phase phase;

    ClientTimeoutException(Phase phase, Origin origin, Duration limit) {
        super(phase.words + " took longer than " + words(limit) + " (" + origin + ")");
        this.phase = phase;
    }

    /** Which time ran out. */
    public Phase phase() {
        return phase;
    }

    private static String words(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
