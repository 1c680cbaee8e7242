package dev.tuliptree.http.server;

import dev.tuliptree.http.Response;
import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.wire.DeflateParameters;
import dev.tuliptree.http.wire.HeaderBlock;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestHead;
import dev.tuliptree.http.wire.WebSocketHandshake;
import org.jspecify.annotations.Nullable;

/** The server's half of a WebSocket's opening (RFC 6455, 4.2). */
sealed interface Handshake {

    /** Both agree. */
    record Agreed(
            String accept,
            @Nullable String subprotocol,
            @Nullable DeflateParameters compression) implements Handshake {}

    /** They do not; the connection goes on with HTTP. */
    record Refused(Response response) implements Handshake {}

    /** Looks at the client's half. */
    static Handshake of(ServerRequest request, RequestHead head, WebSocketOptions options) {
        String accept;
        try {
            accept = WebSocketHandshake.accept(head);
        } catch (ProtocolException e) {
            Response plain = ErrorResponses.plain(e.status(), e.getMessage());
            return new Refused(e.status() == 426 ? plain.header("Sec-WebSocket-Version", "13") : plain);
        }
        HeaderBlock headers = head.headers();
        for (String origin : headers.all("origin")) {
            if (!options.origins().allows(origin, request)) {
                return new Refused(ErrorResponses.plain(403, "Pages of this origin may not open this WebSocket."));
            }
        }
        try {
            return new Agreed(accept, subprotocol(headers, options), compression(headers, options));
        } catch (ProtocolException e) {
            return new Refused(ErrorResponses.plain(e.status(), e.getMessage()));
        }
    }

    private static @Nullable String subprotocol(HeaderBlock headers, WebSocketOptions options) {
        for (String subprotocol : options.subprotocols()) {
            // Unlike most tokens of HTTP, these are compared to the letter.
            if (offers(headers, subprotocol)) {
                return subprotocol;
            }
        }
        return null;
    }

    private static @Nullable DeflateParameters compression(HeaderBlock headers, WebSocketOptions options)
            throws ProtocolException {
        WebSocketCompression wanted = options.compression();
        return wanted == null
                ? null
                : DeflateParameters.answer(
                        headers.all("sec-websocket-extensions"),
                        !wanted.serverContextTakeover(),
                        !wanted.clientContextTakeover());
    }

    private static boolean offers(HeaderBlock headers, String subprotocol) {
        for (String line : headers.all("sec-websocket-protocol")) {
            for (String offered : line.split(",", -1)) {
                if (offered.strip().equals(subprotocol)) {
                    return true;
                }
            }
        }
        return false;
    }
}
