package dev.tuliptree.http.wire;

import java.io.IOException;

/**
 * The peer sent bytes that HTTP does not allow, or more of them than our limits allow. The connection cannot be used
 * any further, because nobody knows where the next message would begin: answer with {@link #status} and close.
 *
 * <p>Its message is one sentence that names the fault and may be shown to the peer; it never quotes more of the input
 * than a single byte. It has no stack trace, so that refusing an attacker stays cheap.
 */
public final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A refusal.
     *
     * @param status the HTTP status to answer, or 502 if it was a response that could not be read
     * @param message what was wrong, in one sentence
     */
    public ProtocolException(int status, String message) {
        super(message);
        this.status = status;
    }

    /**
     * The status that tells the peer what was wrong: 400, 413, 414, 417, 426, 431, 501 or 505. It is 502, the status of
     * a gateway that got an invalid answer, when the faulty message was a response.
     */
    public int status() {
        return status;
    }

    /** Does nothing: where in the parser the fault was noticed helps nobody. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
