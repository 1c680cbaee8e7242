package dev.tuliptree.http;

import dev.tuliptree.http.wire.HttpStatus;

/**
 * Thrown by a handler to answer with an error: {@code throw new HttpException(404)}. It is not logged. For a response
 * with more than a sentence in it, return one.
 */
public final class HttpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * An error that says no more than its status does.
     *
     * @param status 400 to 599
     * @throws IllegalArgumentException if it is not
     */
    public HttpException(int status) {
        this(status, HttpStatus.reason(status));
    }

    /**
     * An error with an explanation.
     *
     * @param status 400 to 599
     * @param message what the client is told, in plain text
     * @throws IllegalArgumentException if the status is not an error's
     */
    public HttpException(int status, String message) {
        super(message);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not the status of an error: " + status);
        }
        this.status = status;
    }

    /** The status to answer. */
    public int status() {
        return status;
    }
}
