package dev.tuliptree.http.server;

import static dev.tuliptree.Async.cancelScope;
import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.http.AccessLog;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ResponseBody;
import dev.tuliptree.http.ServerConnection;
import dev.tuliptree.http.ServerConnection.State;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerTimeouts;
import dev.tuliptree.http.TrustedProxies;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketHandler;
import dev.tuliptree.http.stream.Inlet;
import dev.tuliptree.http.stream.Lingering;
import dev.tuliptree.http.stream.Outlet;
import dev.tuliptree.http.stream.Pace;
import dev.tuliptree.http.websocket.WebSocketConnection;
import dev.tuliptree.http.wire.CloseCode;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestHead;
import dev.tuliptree.http.wire.RequestParser;
import dev.tuliptree.http.wire.ResponseWriter;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.UnixStream;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client: reads requests and answers them one after the other, in the one coroutine that runs
 * {@link #serve}.
 *
 * <p>Requests that have arrived already are answered before anything is sent, so that their responses leave in one
 * write. Whatever makes the coroutine wait, for the client or for anything else, has what is pending sent first.
 */
final class HttpConnection {
    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());

    /** So much may gather to be sent while there are more requests to answer. */
    private static final int MAX_PENDING = 64 * 1024;

    /** What comes after a response. */
    private enum After {
        NEXT_REQUEST,
        CLOSE,
        /** The client may still be sending: see {@link Lingering}. */
        LINGER,
        BREAK_OFF
    }

    final ServerLimits limits;
    final Inlet inlet;
    final Outlet outlet;
    private final Serving server;
    private final ServerTimeouts timeouts;
    private final ByteStream stream;
    private final ResponseSender sender;
    private final long opened;
    private @Nullable Guard guard;
    /** From the first byte of a request on; none while the connection waits for one. */
    private @Nullable RequestParser parser;

    private @Nullable WebSocketConnection webSocket;
    private @Nullable ClientWatch watch;
    private @Nullable InetSocketAddress remoteAddress;
    private State state = State.IDLE;
    private int requests;
    private int gathered;

    HttpConnection(Serving server, ByteStream stream) {
        this.server = server;
        this.stream = stream;
        limits = server.options().limits();
        timeouts = server.options().timeouts();
        inlet = new Inlet(server.loop(), stream, server.buffers());
        outlet = new Outlet(server.loop(), stream, server.buffers(), timeouts.stall());
        sender = new ResponseSender(server, outlet);
        opened = server.loop().nanoTime();
    }

    /** Serves the connection to its end. */
    void serve() throws IOException {
        try {
            boolean endedByGuard = serveGuarded();
            while (endedByGuard && state == State.IDLE && !inlet.isEmpty()) {
                // A request has arrived just when it was too late. It is not the client's fault.
                endedByGuard = serveGuarded();
            }
            if (endedByGuard && state == State.READING_HEAD) {
                refuse(new ProtocolException(408, "The request came too slowly."));
            }
        } catch (ProtocolException e) {
            refuse(e);
        } finally {
            inlet.close();
            outlet.close();
        }
    }

    /** Serves until the connection ends; true if it was the guard that ended it. */
    private boolean serveGuarded() throws IOException {
        CancelScope scope = cancelScope(entered -> {
            Guard entrance = new Guard(server.loop(), entered);
            guard = entrance;
            try {
                serveRequests(entrance);
            } finally {
                guard = null;
                entrance.close();
            }
        });
        return scope.cancelledCaught();
    }

    private void serveRequests(Guard guard) throws IOException {
        After after = After.NEXT_REQUEST;
        while (after == After.NEXT_REQUEST) {
            RequestHead head = nextHead(guard);
            if (head == null) {
                return;
            }
            after = exchange(head);
        }
        state = State.ENDING;
        if (after == After.BREAK_OFF) {
            stream.abort();
            return;
        }
        outlet.flush();
        if (after == After.LINGER || !inlet.isEmpty()) {
            linger();
        }
    }

    /** Answers what cannot be read as a request, or not further, and ends the connection. */
    private void refuse(ProtocolException fault) throws IOException {
        state = State.ENDING;
        LOG.log(DEBUG, () -> "refused a request of " + remoteAddress() + ": " + fault.getMessage());
        sender.refuse(fault.status(), fault.getMessage());
        outlet.flush();
        linger();
    }

    private void linger() {
        Lingering.end(stream, inlet, timeouts.linger(), limits.maxDrainBytes());
    }

    // -- reading a head

    /** The head of the next request; null if there will be none. */
    private @Nullable RequestHead nextHead(Guard guard) throws IOException {
        boolean begun = false;
        while (true) {
            if (!inlet.isEmpty()) {
                RequestHead head = parse();
                if (head != null) {
                    guard.off();
                    inlet.consume(head.length());
                    gather();
                    return head;
                }
            }
            outlet.flush();
            gathered = 0;
            if (isInsideHead()) {
                state = State.READING_HEAD;
                if (!begun) {
                    guard.on(server.headNanos());
                    begun = true;
                }
            } else {
                state = State.IDLE;
                if (server.isClosing()) {
                    // What has arrived before is still answered.
                    if (inlet.tryReceive() <= 0) {
                        return null;
                    }
                    continue;
                }
                giveParserBack();
                guard.on(server.idleNanos());
            }
            if (!inlet.receive()) {
                guard.off();
                if (isInsideHead()) {
                    throw new ProtocolException(400, "The request was cut short.");
                }
                return null;
            }
            guard.throwIfEnded();
        }
    }

    private @Nullable RequestHead parse() throws ProtocolException {
        RequestParser reading = parser;
        if (reading == null) {
            reading = server.parsers().take();
            parser = reading;
        }
        return reading.parse(inlet.array(), inlet.from(), inlet.length());
    }

    private boolean isInsideHead() {
        return parser != null && parser.isInsideHead();
    }

    /** If it is at the beginning: it may have seen an empty line in front of a head. */
    private void giveParserBack() {
        if (parser != null && inlet.isEmpty()) {
            server.parsers().give(parser);
            parser = null;
        }
    }

    /** Lets what is pending wait for the response to the request that was just read, if that is soon. */
    private void gather() throws IOException {
        if (outlet.pendingBytes() == 0) {
            return;
        }
        if (++gathered >= limits.maxPipelined() || outlet.pendingBytes() > MAX_PENDING) {
            outlet.flush();
            gathered = 0;
        } else {
            outlet.flushSoon();
        }
    }

    // -- answering

    private After exchange(RequestHead head) throws IOException {
        state = State.HANDLING;
        requests++;
        RequestBody body = head.hasBody() ? new RequestBody(this, head) : null;
        if (inlet.isEmpty()) {
            // The handler may take its time. A small copy is cheaper to hold than the buffer.
            head.detach();
            inlet.release();
        }
        ServerRequest request = new ServerRequest(this, head, body);
        AccessLog log = server.options().accessLog();
        long start = log == null ? 0 : server.loop().nanoTime();
        sender.begin();
        try {
            return answer(request, head, body, server.dispatch().respond(request));
        } finally {
            if (log != null) {
                Duration time = Duration.ofNanos(server.loop().nanoTime() - start);
                log.answered(request, sender.status(), sender.bytes(), time);
            }
            request.release();
            watch = null;
        }
    }

    private After answer(ServerRequest request, RequestHead head, @Nullable RequestBody body, Response response)
            throws IOException {
        if (isBroken()) {
            return After.BREAK_OFF;
        }
        if (response.body() instanceof ResponseBody.Upgrade upgrade) {
            switch (Handshake.of(request, head, upgrade.options())) {
                case Handshake.Agreed agreed -> {
                    speak(head, response, upgrade, agreed);
                    return After.CLOSE;
                }
                case Handshake.Refused(Response refusal) -> {
                    Response page = server.dispatch().errors().page(request, refusal);
                    return answer(request, head, body, page);
                }
            }
        }
        return switch (sender.send(request, head, response, mayGoOn(head, body))) {
            case KEEP_ALIVE -> drain(body) ? After.NEXT_REQUEST : After.LINGER;
            case CLOSE -> body == null || body.isComplete() ? After.CLOSE : After.LINGER;
            case BREAK_OFF -> After.BREAK_OFF;
        };
    }

    /** Whether another request may follow on this connection. */
    private boolean mayGoOn(RequestHead head, @Nullable RequestBody body) {
        if (!head.keepAlive() || requests >= limits.maxRequestsPerConnection() || server.isClosing()) {
            return false;
        }
        if (body == null || body.isComplete()) {
            return true;
        }
        // A client that was never told to go on may or may not send its body: nobody can know what follows.
        return !body.hasFailed()
                && !body.isRefused()
                && !body.isUnasked()
                && head.contentLength() - body.received() <= limits.maxDrainBytes();
    }

    /** Takes what the handler left of a body off the connection; false if that is too much or fails. */
    private boolean drain(@Nullable RequestBody body) {
        if (body == null || body.isComplete()) {
            return true;
        }
        body.release();
        try {
            return !body.hasFailed() && body.drain(limits.maxDrainBytes());
        } catch (IOException e) {
            return false;
        }
    }

    // -- WebSockets

    private void speak(RequestHead head, Response response, ResponseBody.Upgrade upgrade, Handshake.Agreed agreed)
            throws IOException {
        head.detach();
        sender.upgrade(response, agreed);
        outlet.flush();
        var ws = new WebSocketConnection(
                server.loop(),
                stream,
                inlet,
                outlet,
                Role.SERVER,
                upgrade.options(),
                agreed.subprotocol(),
                agreed.compression());
        webSocket = ws;
        state = State.WEB_SOCKET;
        try {
            if (server.isClosing()) {
                ws.startClosing(CloseCode.GOING_AWAY, "");
            }
            speak(ws, upgrade.handler());
        } finally {
            webSocket = null;
            ws.endConnection();
        }
    }

    private void speak(WebSocketConnection ws, WebSocketHandler handler) {
        try {
            handler.handle(ws);
            ws.close();
        } catch (Cancelled e) {
            ws.leave(CloseCode.GOING_AWAY);
            throw e;
        } catch (Throwable e) {
            if (ws.isClosing() && isGoodbye(e)) {
                LOG.log(DEBUG, "a WebSocket was closed under its handler", e);
                ws.close();
            } else {
                LOG.log(ERROR, "the handler of a WebSocket failed", e);
                ws.close(CloseCode.INTERNAL_ERROR, "");
            }
        }
    }

    /** Whether all that went wrong is that the WebSocket was closed, be it in tasks of a nursery. */
    private static boolean isGoodbye(Throwable thrown) {
        return switch (thrown) {
            case WebSocketClosedException _ -> true;
            case ExceptionGroup group -> group.leaves().stream().allMatch(WebSocketClosedException.class::isInstance);
            default -> false;
        };
    }

    // -- for others

    /** The WebSocket that the connection has become, or null. */
    @Nullable
    WebSocketConnection webSocket() {
        return webSocket;
    }

    /** What it is like now. */
    ServerConnection snapshot() {
        Duration age = Duration.ofNanos(server.loop().nanoTime() - opened);
        return new ServerConnection(remoteAddress(), state, age, requests, inlet.bytesReceived(), outlet.bytesSent());
    }

    /** The server is being closed: ends the connection if no request is under way. */
    void endIfIdle() {
        if (state == State.IDLE && guard != null) {
            guard.end("the server is being closed");
        }
    }

    /** Breaks the connection off. */
    void abort() {
        stream.abort();
    }

    /** Whether the client is known to be gone. */
    boolean isBroken() {
        return inlet.isBroken() || outlet.isBroken() || (watch != null && watch.isGone());
    }

    /** Looks out, while a request is handled, whether its client goes away. */
    ClientWatch watch(RequestHead head) {
        ClientWatch begun = new ClientWatch(server.loop(), stream, inlet, head);
        watch = begun;
        return begun;
    }

    /** The body of the request has come to its end. */
    void bodyHasEnded() {
        if (watch != null) {
            watch.bodyHasEnded();
        }
    }

    /** A writer into what is pending. */
    ResponseWriter writer() {
        return new ResponseWriter(outlet.buffer());
    }

    /** How fast the next body has to come. */
    Pace newPace() {
        return new Pace(server.loop(), timeouts.bodyGrace(), timeouts.minBodyRate());
    }

    /** Whether it is under TLS. */
    boolean isSecure() {
        return stream instanceof TlsStream;
    }

    /** Whose word is taken on where requests come from; null for nobody's. */
    @Nullable
    TrustedProxies trustedProxies() {
        return server.options().proxies();
    }

    /** Whether only programs on this machine can have made it. */
    boolean isLocal() {
        return stream instanceof UnixStream
                || (stream instanceof TlsStream tls && tls.transport() instanceof UnixStream);
    }

    /** The client's address; asked for once, as the system has to be. */
    InetSocketAddress remoteAddress() {
        if (remoteAddress == null) {
            remoteAddress = Serving.remoteAddress(stream);
        }
        return remoteAddress;
    }
}
