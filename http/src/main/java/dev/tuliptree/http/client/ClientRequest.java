package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.http.wire.RequestWriter;
import dev.tuliptree.http.wire.ResponseHead;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** A request that was not sent yet: see {@link ClientSession#request}. */
public final class ClientRequest {
    /** Headers that frame messages, and must not contradict what is really sent. */
    private static final Set<String> OURS = Set.of(
            "connection", "content-length", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");

    private final ClientSession session;
    private final String method;
    private final Address address;
    private Headers headers = Headers.EMPTY;
    private byte[] body = {};

    ClientRequest(ClientSession session, String method, Address address) {
        this.session = session;
        this.method = FieldSyntax.checkMethod(method);
        this.address = address;
    }

    /**
     * Sets a header, in place of all others of its name.
     *
     * @return this request
     * @throws IllegalArgumentException if the name or value is malformed, or the header is one that the client sets
     */
    public ClientRequest header(String name, String value) {
        if (OURS.contains(FieldSyntax.checkName(name).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the header " + name + " is set by the client");
        }
        headers = headers.with(name, value);
        return this;
    }

    /**
     * Sets the body: text, in UTF-8.
     *
     * @return this request
     */
    public ClientRequest body(String text) {
        if (!headers.contains("Content-Type")) {
            headers = headers.plus("Content-Type", "text/plain; charset=utf-8");
        }
        return body(text.getBytes(UTF_8));
    }

    /**
     * Sets the body. The array must not be changed before the request was sent.
     *
     * @return this request
     */
    public ClientRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /**
     * Sends the request and waits for the head of the response. A checkpoint.
     *
     * @return the response, whose body is still to be read: close it
     * @throws java.net.SocketTimeoutException if connecting or the answer takes too long
     * @throws dev.tuliptree.http.wire.ProtocolException if the answer is malformed
     * @throws IOException if no connection could be made, or it broke
     */
    public ClientResponse send() throws IOException {
        ClientConnection connection = session.connect(address);
        boolean answered = false;
        try {
            writeHead(new RequestWriter(connection.outlet.buffer()));
            ResponseHead head = connection.exchange(body);
            answered = true;
            return new ClientResponse(session, connection, method, head);
        } finally {
            if (!answered) {
                session.close(connection);
            }
        }
    }

    private void writeHead(RequestWriter writer) {
        writer.requestLine(method, address.target());
        writer.header("Host", address.authority());
        for (Headers.Field field : headers) {
            writer.header(field.name(), field.value());
        }
        if (body.length > 0 || method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            writer.contentLength(body.length);
        }
        writer.connectionClose();
        writer.end();
    }
}
