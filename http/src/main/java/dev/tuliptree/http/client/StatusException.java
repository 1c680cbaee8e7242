package dev.tuliptree.http.client;

import java.io.IOException;

/** A server has answered that it does not do what it was asked: see {@link ClientResponse#raiseForStatus}. */
public final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    StatusException(int status, String reason, Url url) {
        super("the server answered with " + (status + " " + reason).strip() + " at " + url.origin() + url.path());
        this.status = status;
    }

    /** The status, 400 or more. */
    public int status() {
        return status;
    }
}
