package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.stream.PeerStalledException;
import dev.tuliptree.http.wire.RequestWriter;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request on one connection, up to the head of its response. */
final class Exchange {
    private static final byte[] NOTHING = {};

    /** How much of a long body is sent before it looks whether the server has answered already. */
    private static final int PIECE = 64 * 1024;

    private final ClientConnection connection;
    private final OutgoingRequest request;
    private final Patience patience;
    private final ClientTrace trace;
    private final Progress progress;
    private boolean sentWhole;

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

    /** Whether the request went out whole, so that another may follow it. */
    boolean isSentWhole() {
        return sentWhole;
    }

    /** Sends the request and waits for the head of the final response. A checkpoint. */
    ResponseHead run() throws IOException {
        connection.begin(patience.write());
        RequestBody body = request.body();
        if (body != null) {
            body.begin();
        }
        writeHead(new RequestWriter(connection.outlet.buffer()));
        ResponseHead early = null;
        try {
            early = send(body);
        } catch (PeerStalledException e) {
            throw patience.stalled();
        } catch (IOException e) {
            if (!connection.isBroken()) {
                throw e;
            }
            // A server that refuses a long body may answer and close before it has read it all.
            try {
                early = patience.response(connection::awaitHead);
            } catch (IOException worse) {
                e.addSuppressed(worse);
                throw e;
            }
        }
        if (early != null) {
            return early;
        }
        sentWhole = true;
        trace.requestSent();
        return patience.response(connection::awaitHead);
    }

    /** Sends head and body; returns the head of the response if that comes before all was sent. */
    private @Nullable ResponseHead send(@Nullable RequestBody body) throws IOException {
        byte[] bytes = body == null ? NOTHING : body.bytes();
        return bytes == null ? write(Objects.requireNonNull(body)) : send(bytes);
    }

    private @Nullable ResponseHead send(byte[] bytes) throws IOException {
        int at = 0;
        while (true) {
            int step = Math.min(bytes.length - at, PIECE);
            connection.outlet.flush(bytes, at, step);
            at += step;
            if (bytes.length > 0) {
                progress.moved(at, bytes.length);
            }
            if (at == bytes.length) {
                return null;
            }
            ResponseHead early = connection.tryHead();
            if (early != null) {
                return early;
            }
        }
    }

    private @Nullable ResponseHead write(RequestBody body) throws IOException {
        RequestStream out = new RequestStream(connection, body.length(), progress);
        try {
            body.writer().writeTo(out);
            out.finish();
            return null;
        } catch (IOException e) {
            return earlyOr(out, e);
        } catch (RuntimeException e) {
            return earlyOr(out, e);
        } catch (Exception e) {
            return earlyOr(out, new IOException("the body of the request could not be written", e));
        }
    }

    /** What counts if writing has failed: an answer that came before it could be finished, or the failure. */
    private static <X extends Exception> ResponseHead earlyOr(RequestStream out, X failure) throws X {
        ResponseHead early = out.early();
        if (early == null) {
            throw failure;
        }
        return early;
    }

    private void writeHead(RequestWriter writer) {
        writer.requestLine(request.method(), request.url().target());
        writer.header("Host", request.url().origin().authority());
        Headers headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            writer.header(headers.name(i), headers.value(i));
        }
        RequestBody body = request.body();
        if (request.announcesLength()) {
            long length = body == null ? 0 : body.length();
            if (length == RequestBody.UNKNOWN) {
                writer.chunked();
            } else {
                writer.contentLength(length);
            }
        }
        if (request.upgrade()) {
            writer.connectionUpgrade();
        }
        writer.end();
    }
}
