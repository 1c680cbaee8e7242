package dev.tuliptree.http.server;

import static java.lang.System.Logger.Level.ERROR;

import dev.tuliptree.Cancelled;
import dev.tuliptree.http.BodyWriter;
import dev.tuliptree.http.Headers;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.wire.EncodedHeader;
import dev.tuliptree.http.wire.HttpStatus;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestHead;
import dev.tuliptree.http.wire.ResponseWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes the responses of one connection, and sees to it that their heads tell the truth about what follows. */
final class ResponseSender {
    private static final System.Logger LOG = System.getLogger(ResponseSender.class.getName());

    /** A body of up to this size is copied behind its head; a larger one goes to the system from where it is. */
    private static final int COPIED = 16 * 1024;

    /** Instead of a length: the body comes in chunks. */
    static final long CHUNKED = -1;

    /** Instead of a length: the body ends with the connection, as HTTP/1.0 has it. */
    static final long UNTIL_CLOSE = -2;

    private static final EncodedHeader UPGRADE = EncodedHeader.of("Upgrade", "websocket");

    /** What becomes of the connection. */
    enum Outcome {
        KEEP_ALIVE,
        CLOSE,
        /** The client is to notice that something is missing. */
        BREAK_OFF;

        static Outcome of(boolean keepAlive) {
            return keepAlive ? KEEP_ALIVE : CLOSE;
        }
    }

    private final Serving server;
    final Outlet outlet;
    private int status;
    private long bytes;

    ResponseSender(Serving server, Outlet outlet) {
        this.server = server;
        this.outlet = outlet;
    }

    /** Another request is about to be answered. */
    void begin() {
        status = 0;
        bytes = 0;
    }

    /** What was answered; 0 if nothing was. */
    int status() {
        return status;
    }

    /** How many bytes the answer's body has so far. */
    long bytes() {
        return bytes;
    }

    /** So many bytes of the body were made. */
    void made(long count) {
        bytes += count;
    }

    /**
     * Writes a response. A streamed one is sent as it is made; of others nothing may have been sent yet when this
     * returns.
     *
     * @param keepAlive whether the connection may go on
     * @return whether it does
     * @throws IOException if the client is gone
     */
    Outcome send(ServerRequest request, RequestHead head, Response response, boolean keepAlive) throws IOException {
        boolean hasBody = HttpStatus.hasBody(head.method(), response.status());
        switch (response.body()) {
            case ResponseBody.Empty _ -> head(head, response, keepAlive, 0);
            case ResponseBody.Bytes(byte[] data) -> {
                head(head, response, keepAlive, data.length);
                if (hasBody) {
                    body(ByteBuffer.wrap(data));
                }
            }
            case ResponseBody.Buffer(ByteBuffer data) -> {
                head(head, response, keepAlive, data.remaining());
                if (hasBody) {
                    body(data);
                }
            }
            case ResponseBody.Stream(long length, BodyWriter writer) -> {
                ResponseStream out = new ResponseStream(this, head, response, length, keepAlive);
                return hasBody ? stream(request, head, out, writer) : out.headOnly();
            }
            case ResponseBody.Upgrade _ -> throw new IllegalStateException("a handshake is answered elsewhere");
        }
        return Outcome.of(keepAlive);
    }

    private Outcome stream(ServerRequest request, RequestHead head, ResponseStream out, BodyWriter writer)
            throws IOException {
        try (out) {
            writer.writeTo(out);
            return out.finish();
        } catch (Cancelled e) {
            throw e;
        } catch (Throwable e) {
            if (outlet.isBroken() || (request.isClientGone() && e instanceof IOException)) {
                ErrorResponses.lost(request, e);
                throw new IOException("the client is gone", e);
            }
            Response error = ErrorResponses.plain(500, null);
            if (e instanceof ProtocolException fault) {
                // What the writer has read of the request's body was at fault.
                ErrorResponses.lost(request, e);
                error = ErrorResponses.plain(fault.status(), fault.getMessage());
            } else {
                LOG.log(ERROR, "writing the response to " + LogText.of(request.toString()) + " failed", e);
            }
            // If nothing was sent yet, the client can still be told.
            return out.isBegun() ? Outcome.BREAK_OFF : send(request, head, error, out.keepAlive());
        }
    }

    /** Answers what could not be understood; the connection ends with it. */
    void refuse(int status, @Nullable String sentence) throws IOException {
        Response response = ErrorResponses.plain(status, sentence);
        byte[] data = response.body() instanceof ResponseBody.Bytes(byte[] text) ? text : new byte[0];
        head(null, response, false, data.length);
        body(ByteBuffer.wrap(data));
    }

    /** Agrees to a WebSocket. */
    void upgrade(Response response, Handshake.Agreed agreed) {
        ResponseWriter writer = begin(response);
        writer.connectionUpgrade();
        writer.header(UPGRADE);
        writer.header("Sec-WebSocket-Accept", agreed.accept());
        if (agreed.subprotocol() != null) {
            writer.header("Sec-WebSocket-Protocol", agreed.subprotocol());
        }
        if (agreed.compression() != null) {
            writer.header("Sec-WebSocket-Extensions", agreed.compression().header());
        }
        writer.end();
    }

    /**
     * Writes a head.
     *
     * @param request null if it could not be read
     * @param length of the body, or {@link #CHUNKED} or {@link #UNTIL_CLOSE}
     */
    void head(@Nullable RequestHead request, Response response, boolean keepAlive, long length) {
        ResponseWriter writer = begin(response);
        if (response.status() == 426) {
            writer.connectionUpgrade();
            writer.header(UPGRADE);
        }
        if (response.status() != 204 && response.status() != 304) {
            if (length >= 0) {
                writer.contentLength(length);
            } else if (length == CHUNKED) {
                writer.chunked();
                if (!response.trailers().isEmpty()) {
                    writer.header("Trailer", response.trailers().names());
                }
            }
        }
        if (!keepAlive) {
            writer.connectionClose();
        } else if (request != null && request.minorVersion() == 0) {
            writer.connectionKeepAlive();
        }
        writer.end();
    }

    private ResponseWriter begin(Response response) {
        ResponseWriter writer = new ResponseWriter(outlet.buffer());
        writer.status(response.status());
        status = response.status();
        writer.date(server.date(), server.epochSecond());
        EncodedHeader name = server.nameHeader();
        if (name != null) {
            writer.header(name);
        }
        Headers headers = response.headers();
        for (int i = 0; i < headers.size(); i++) {
            writer.header(headers.name(i), headers.value(i));
        }
        return writer;
    }

    private void body(ByteBuffer data) throws IOException {
        bytes += data.remaining();
        if (data.remaining() <= COPIED) {
            outlet.buffer().put(data);
        } else {
            outlet.flush(data);
        }
    }
}
