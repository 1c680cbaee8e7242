package dev.tuliptree.http.client;

import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.websocket.WebSocketConnection;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestWriter;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.http.wire.WebSocketHandshake;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's half of a WebSocket's opening (RFC 6455, 4.1). */
final class ClientWebSocket {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ClientWebSocket() {}

    /** Opens a WebSocket on a fresh connection, which then belongs to it. */
    static WebSocketConnection open(ClientConnection connection, Address address, WebSocketOptions options)
            throws IOException {
        String key = WebSocketHandshake.newKey(RANDOM);
        var request = new RequestWriter(connection.outlet.buffer());
        request.requestLine("GET", address.target());
        request.header("Host", address.authority());
        request.header("Upgrade", "websocket");
        request.connectionUpgrade();
        request.header("Sec-WebSocket-Key", key);
        request.header("Sec-WebSocket-Version", "13");
        if (!options.subprotocols().isEmpty()) {
            request.header("Sec-WebSocket-Protocol", String.join(", ", options.subprotocols()));
        }
        request.end();
        ResponseHead response = connection.exchange();
        WebSocketHandshake.checkResponse(response, key);
        String subprotocol = agreed(response, options);
        return new WebSocketConnection(
                EventLoop.current(),
                connection.stream,
                connection.inlet,
                connection.outlet,
                Role.CLIENT,
                options,
                subprotocol);
    }

    private static @Nullable String agreed(ResponseHead response, WebSocketOptions options) throws ProtocolException {
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
