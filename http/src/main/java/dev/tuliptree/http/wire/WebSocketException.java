package dev.tuliptree.http.wire;

import java.io.IOException;

/**
 * The peer sent bytes that the WebSocket protocol does not allow, or more of them than our limits allow. The connection
 * is to be failed (RFC 6455, 7.1.7): send a close frame with {@link #closeCode}, then close.
 *
 * <p>Its message is one sentence that names the fault and may be shown to the peer. It has no stack trace, so that
 * refusing an attacker stays cheap.
 */
public final class WebSocketException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    /**
     * A refusal.
     *
     * @param closeCode what the close frame is to say
     * @param message what was wrong, in one sentence of at most {@value CloseCode#MAX_REASON_BYTES} bytes
     */
    public WebSocketException(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /** The code of the close frame to send: 1002, 1007, 1008 or 1009. */
    public int closeCode() {
        return closeCode;
    }

    /** Does nothing: where in the parser the fault was noticed helps nobody. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
