package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.Trailers;
import dev.tuliptree.http.stream.PeerStalledException;
import dev.tuliptree.http.wire.RequestWriter;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One request on one connection, up to the head of its response. */
final class Exchange {
    private static final byte[] NOTHING = {};

    /** A body of up to this size goes out together with the head, and most likely at once. */
    private static final int SHORT = 16 * 1024;

    private final ClientConnection connection;
    private final OutgoingRequest request;
    private final Patience patience;
    private final ClientTrace trace;
    private final Progress progress;
    private @Nullable Upload upload;
    private boolean bodyHeldBack;

    Exchange(
            ClientConnection connection,
            OutgoingRequest request,
            Patience patience,
            ClientTrace trace,
            Progress progress) {
        this.connection = connection;
        this.request = request;
        this.patience = patience;
        this.trace = trace;
        this.progress = progress;
    }

    /** The body, if it is a long one; it may still be on its way. */
    @Nullable
    Upload upload() {
        return upload;
    }

    /** Whether the server has answered without asking for the body: nothing more may be sent on this connection. */
    boolean isBodyHeldBack() {
        return bodyHeldBack;
    }

    /** Sends the request and waits for the head of the final response. A checkpoint. */
    ResponseHead run() throws IOException {
        connection.begin(patience.write());
        RequestBody body = request.body();
        if (body != null) {
            body.begin();
        }
        writeHead(new RequestWriter(connection.outlet.buffer()));
        if (request.waitsForContinue()) {
            connection.outlet.flush();
            ResponseHead answer = connection.awaitContinue(request.continueWait());
            if (answer != null) {
                bodyHeldBack = true;
                trace.requestSent();
                return answer;
            }
        }
        byte[] bytes = body == null ? NOTHING : body.bytes();
        if (body != null && (bytes == null || bytes.length > SHORT)) {
            return sendLong(body);
        }
        return sendShort(bytes == null ? NOTHING : bytes);
    }

    private ResponseHead sendShort(byte[] bytes) throws IOException {
        try {
            connection.outlet.flush(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            return headDespite(e);
        }
        if (bytes.length > 0) {
            progress.moved(bytes.length, bytes.length);
        }
        trace.requestSent();
        return patience.response(connection::awaitHead);
    }

    private ResponseHead sendLong(RequestBody body) throws IOException {
        Upload started = new Upload(connection, body, progress, trace, patience.responseTimeout());
        upload = started;
        boolean answered = false;
        try {
            ResponseHead head = started.awaitHead().orElse(null);
            if (head == null) {
                head = headDespite(failureOf(started));
            }
            // One that refuses or sends us elsewhere wants no more; another one may be answering while it reads.
            answered = head.status() < 300;
            return head;
        } catch (IOException e) {
            started.stop();
            // The connection was given up for that, which whoever waited for the head may have noticed first.
            throw started.failure() instanceof PeerStalledException ? patience.stalled() : e;
        } finally {
            if (!answered) {
                started.stop();
            }
        }
    }

    private IOException failureOf(Upload upload) throws IOException {
        return switch (upload.failure()) {
            case null -> throw patience.silent();
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException("the body of the request could not be written", e);
        };
    }

    /** The head, though sending has failed: a server that refuses a long body may answer and close before its end. */
    private ResponseHead headDespite(IOException failure) throws IOException {
        if (failure instanceof PeerStalledException) {
            throw patience.stalled();
        }
        if (!connection.isBroken()) {
            throw failure;
        }
        try {
            return patience.response(connection::awaitHead);
        } catch (IOException worse) {
            failure.addSuppressed(worse);
            throw failure;
        }
    }

    private static void announce(Trailers trailers, RequestWriter writer) {
        if (!trailers.isEmpty()) {
            writer.header("Trailer", trailers.names());
        }
    }

    private void writeHead(RequestWriter writer) {
        Forwarder forwarder = connection.forwarder;
        Url url = request.url();
        writer.requestLine(request.method(), forwarder == null ? url.target() : url.toString());
        writer.header("Host", url.origin().authority());
        String authorization = forwarder == null ? null : forwarder.authorization(request);
        if (authorization != null) {
            writer.header("Proxy-Authorization", authorization);
        }
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            writer.header(headers.name(i), headers.value(i));
        }
        RequestBody body = request.body();
        if (request.announcesLength()) {
            long length = body == null ? 0 : body.length();
            if (body != null && length == RequestBody.UNKNOWN) {
                writer.chunked();
                announce(body.trailers(), writer);
            } else {
                writer.contentLength(length);
            }
        }
        if (request.waitsForContinue()) {
            writer.header("Expect", "100-continue");
        }
        if (request.upgrade()) {
            writer.connectionUpgrade();
        }
        writer.end();
    }
}
