package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.websocket.WebSocketConnection;
import dev.tuliptree.http.wire.DeflateParameters;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.http.wire.WebSocketHandshake;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's half of a WebSocket's opening (RFC 6455, 4.1), on a connection that then belongs to it. */
final class ClientWebSocket {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ClientSession session;
    private final Url url;
    private final Headers headers;
    private final WebSocketOptions options;
    private final @Nullable DeflateParameters offer;
    private final Patience patience;
    private final ClientTrace trace;

    ClientWebSocket(ClientSession session, ClientRequest request, WebSocketOptions options) {
        this.session = session;
        url = request.target();
        headers = request.headers();
        this.options = options;
        WebSocketCompression compression = options.compression();
        offer = compression == null
                ? null
                : DeflateParameters.offer(!compression.serverContextTakeover(), !compression.clientContextTakeover());
        patience = new Patience(request.timeouts(), url.origin());
        trace = session.options().trace().get();
    }

    /** Opens it. A checkpoint. */
    WebSocketConnection open() throws IOException {
        trace.started("GET", url.toString());
        try {
            return patience.total(this::connect);
        } catch (IOException | RuntimeException e) {
            trace.failed(e);
            throw e;
        }
    }

    private WebSocketConnection connect() throws IOException {
        Connector connector = session.options().connector();
        trace.connecting(url.origin());
        ConnectContext context = new ConnectContext(session.pool().logins(), trace);
        ByteStream stream = patience.connect(() -> DirectConnector.connect(connector, url.origin(), true, context));
        trace.connected(url.origin());
        ClientConnection connection = new ClientConnection(
                url.origin(), stream, session.buffers(), session.options().limits(), null);
        boolean opened = false;
        try {
            WebSocketConnection ws = shakeHands(connection);
            opened = true;
            return ws;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private WebSocketConnection shakeHands(ClientConnection connection) throws IOException {
        String key = WebSocketHandshake.newKey(RANDOM);
        Headers all = session.cookies().addTo(headers(key), url);
        OutgoingRequest request = new OutgoingRequest("GET", url, all, null, true, Duration.ZERO);
        ResponseHead response = new Exchange(connection, request, patience, trace, Progress.NONE).run();
        trace.responded(response.status());
        for (String cookie : response.headers().all("set-cookie")) {
            session.cookies().set(url, cookie);
        }
        WebSocketHandshake.checkResponse(response, key);
        return new WebSocketConnection(
                EventLoop.current(),
                connection.stream,
                connection.inlet,
                connection.outlet,
                Role.CLIENT,
                options,
                subprotocol(response),
                compression(response));
    }

    private Headers headers(String key) {
        Headers all = headers.with("Upgrade", "websocket")
                .with("Sec-WebSocket-Key", key)
                .with("Sec-WebSocket-Version", "13");
        if (!options.subprotocols().isEmpty()) {
            all = all.with("Sec-WebSocket-Protocol", String.join(", ", options.subprotocols()));
        }
        return offer == null ? all : all.with("Sec-WebSocket-Extensions", offer.header());
    }

    private @Nullable DeflateParameters compression(ResponseHead response) throws ProtocolException {
        List<String> lines = response.headers().all("sec-websocket-extensions");
        if (offer == null) {
            DeflateParameters.agreedToNothing(lines);
            return null;
        }
        return offer.agreed(lines);
    }

    private @Nullable String subprotocol(ResponseHead response) throws ProtocolException {
        List<String> lines = response.headers().all("sec-websocket-protocol");
        if (lines.isEmpty()) {
            return null;
        }
        if (lines.size() > 1 || !options.subprotocols().contains(lines.getFirst())) {
            throw new ProtocolException(502, "The server chose a WebSocket subprotocol that was not offered.");
        }
        return lines.getFirst();
    }
}
