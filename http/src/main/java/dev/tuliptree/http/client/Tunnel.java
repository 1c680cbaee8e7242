package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.RequestWriter;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.http.wire.ResponseParser;
import dev.tuliptree.http.wire.WireBuffer;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Has an HTTP proxy connect to a server and then pass on bytes (RFC 9110, 9.3.6). */
final class Tunnel {
    private static final int PIECE = 4096;

    private Tunnel() {}

    /**
     * Opens it on a connection to the proxy. A checkpoint.
     *
     * @return false if the proxy has said only now what it wants to have proved: try again, on another connection
     */
    static boolean open(ByteStream stream, Proxy proxy, Origin origin, ProxyLogins logins) throws IOException {
        String host = origin.host().indexOf(':') < 0 ? origin.host() : "[" + origin.host() + "]";
        String target = host + ":" + origin.port();
        WireBuffer head = new WireBuffer(256);
        RequestWriter writer = new RequestWriter(head);
        writer.requestLine("CONNECT", target);
        writer.header("Host", target);
        DigestChallenge answered = logins.challenge(proxy);
        String authorization = logins.authorization(proxy, "CONNECT", target, null);
        if (authorization != null) {
            writer.header("Proxy-Authorization", authorization);
        }
        writer.end();
        stream.sendAll(head.asByteBuffer());
        ResponseHead answer = awaitHead(stream, proxy, origin);
        if (answer.status() == 407 && logins.learn(proxy, answer.headers().all("proxy-authenticate"), answered)) {
            return false;
        }
        check(answer.status(), proxy, origin);
        return true;
    }

    private static ResponseHead awaitHead(ByteStream stream, Proxy proxy, Origin origin) throws IOException {
        ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT);
        byte[] received = {};
        while (true) {
            ResponseHead head = received.length == 0 ? null : parse(parser, received, proxy, origin);
            if (head == null) {
                byte[] piece = stream.receiveSome(PIECE);
                if (piece.length == 0) {
                    throw new ProxyException(proxy, origin, "it closed the connection");
                }
                int before = received.length;
                received = Arrays.copyOf(received, before + piece.length);
                System.arraycopy(piece, 0, received, before, piece.length);
            } else if (head.isInterim()) {
                received = Arrays.copyOfRange(received, head.length(), received.length);
            } else {
                if (isOpen(head.status()) && head.length() < received.length) {
                    // We speak first in every protocol that goes through here: these bytes are not the server's.
                    throw new ProxyException(proxy, origin, "it sent more than its answer");
                }
                return head;
            }
        }
    }

    private static @Nullable ResponseHead parse(ResponseParser parser, byte[] received, Proxy proxy, Origin origin)
            throws IOException {
        try {
            return parser.parse(received, 0, received.length);
        } catch (ProtocolException e) {
            throw new ProxyException(proxy, origin, "its answer is malformed: " + e.getMessage());
        }
    }

    private static boolean isOpen(int status) {
        return status >= 200 && status <= 299;
    }

    private static void check(int status, Proxy proxy, Origin origin) throws ProxyException {
        if (status == 407) {
            throw new ProxyException(
                    proxy,
                    origin,
                    proxy.credentials() == null
                            ? "it wants to know who asks (407): give the proxy credentials"
                            : proxy.provesOnly()
                                    ? "it does not take a proof of the password (407)"
                                    : "it does not take the credentials (407)");
        }
        if (!isOpen(status)) {
            throw new ProxyException(proxy, origin, "it answered with status " + status);
        }
    }
}
