package dev.tuliptree.http.server;

import dev.tuliptree.http.stream.BodyInput;
import dev.tuliptree.http.stream.Pace;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestHead;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The body of a request on its connection. */
final class RequestBody extends BodyInput {
    private final HttpConnection connection;
    private final RequestHead head;
    private long limit;
    private boolean awaitsContinue;
    private boolean refused;
    private boolean over;
    private @Nullable Pace pace;

    RequestBody(HttpConnection connection, RequestHead head) {
        super(connection.inlet, head.bodyDecoder(connection.limits.http()));
        this.connection = connection;
        this.head = head;
        this.limit = connection.limits.maxBodyBytes();
        this.awaitsContinue = head.expectContinue();
    }

    /**
     * Decides how large it may be.
     *
     * @throws ProtocolException 413 if it is announced to be larger
     */
    void admit(long most) throws ProtocolException {
        limit = most;
        if (head.contentLength() > most) {
            refused = true;
            throw tooLarge();
        }
    }

    /** Whether it was refused for its announced length. */
    boolean isRefused() {
        return refused;
    }

    /** Whether the client was never told to send it, and so may or may not do so. */
    boolean isUnasked() {
        return awaitsContinue && received() == 0;
    }

    @Override
    protected boolean receive() throws IOException {
        // The head's bytes are about to be overwritten.
        head.detach();
        if (awaitsContinue) {
            awaitsContinue = false;
            connection.writer().continueResponse();
        }
        // The client may be waiting for an earlier response before it goes on.
        connection.outlet.flush();
        if (pace == null) {
            pace = connection.newPace();
        }
        return pace.receive(connection.inlet, received()).orElseThrow(BodyInput::tooSlow);
    }

    @Override
    protected void atEnd() {
        connection.bodyHasEnded();
    }

    @Override
    protected void received(long bytes) throws ProtocolException {
        if (bytes > limit) {
            throw tooLarge();
        }
    }

    private ProtocolException tooLarge() {
        return new ProtocolException(413, "The body is larger than " + limit + " bytes.");
    }

    @Override
    protected void beforeRead() {
        if (over) {
            throw ServerRequest.isOver();
        }
    }

    /** The request has been handled: nobody but the connection reads from here on. */
    void release() {
        over = true;
    }
}
