package dev.tuliptree.http;

import dev.tuliptree.http.wire.CloseCode;
import java.io.IOException;

/** Raised on sending to, or waiting for a message of, a WebSocket that is closed. */
public final class WebSocketClosedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    /**
     * For the WebSocket.
     *
     * @param code see {@link WebSocket#closeCode}
     * @param reason see {@link WebSocket#closeReason}
     */
    public WebSocketClosedException(int code, String reason) {
        super("the WebSocket was closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
        this.code = code;
        this.reason = reason;
    }

    /** Why it was closed; {@link CloseCode#ABNORMAL} if the connection broke. */
    public int code() {
        return code;
    }

    /** What whoever closed it said about that, maybe nothing. */
    public String reason() {
        return reason;
    }
}
