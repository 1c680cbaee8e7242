package dev.tuliptree.http.client;

import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.stream.BufferPool;
import dev.tuliptree.http.websocket.WebSocketConnection;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A client of HTTP and WebSocket servers. After aiohttp's {@code ClientSession}. Loop thread only; close it when it is
 * no longer needed.
 *
 * <pre>{@code
 * try (var session = new ClientSession(); var response = session.get("http://localhost:8080/")) {
 *     IO.println(response.status() + " " + response.text());
 * }
 * }</pre>
 */
public final class ClientSession implements AutoCloseable {
    private final BufferPool buffers = new BufferPool();
    private final ClientOptions options;
    private final Set<WebSocketConnection> webSockets = new LinkedHashSet<>();
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private boolean closed;

    /** A session with {@link ClientOptions#DEFAULT}. */
    public ClientSession() {
        this(ClientOptions.DEFAULT);
    }

    /** A session with limits and timeouts of one's own. */
    public ClientSession(ClientOptions options) {
        this.options = options;
    }

    /**
     * Sends a GET request. A checkpoint.
     *
     * @param url where
     * @return the response, whose body is still to be read: close it
     * @throws IllegalArgumentException if the URL is none that can be asked
     * @throws IOException as {@link ClientRequest#send} does
     */
    public ClientResponse get(String url) throws IOException {
        return request("GET", url).send();
    }

    /** A POST request, to be given a body and sent. Otherwise as {@link #request}. */
    public ClientRequest post(String url) {
        return request("POST", url);
    }

    /**
     * A request, to be given headers and a body and sent. Each uses a connection of its own. Redirects are not
     * followed.
     *
     * @param method the method, to the letter
     * @param url where
     * @throws IllegalArgumentException if the method is not a token, or the URL none that can be asked
     * @throws IllegalStateException if the session is closed
     */
    public ClientRequest request(String method, String url) {
        checkOpen();
        return new ClientRequest(this, method, Address.of(url));
    }

    ClientConnection connect(Address address) throws IOException {
        checkOpen();
        ClientConnection connection = ClientConnection.open(address, buffers, options);
        connections.add(connection);
        return connection;
    }

    void close(ClientConnection connection) {
        connections.remove(connection);
        connection.close();
    }

    ClientOptions options() {
        return options;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the session is closed");
        }
    }

    /** Opens a WebSocket with {@link WebSocketOptions#DEFAULT}: see {@link #webSocket(String, WebSocketOptions)}. */
    public WebSocket webSocket(String url) throws IOException {
        return webSocket(url, WebSocketOptions.DEFAULT);
    }

    /**
     * Opens a WebSocket. A checkpoint.
     *
     * @param url where; {@code http} means the same as {@code ws}
     * @param options how it is spoken
     * @throws IllegalArgumentException if the URL is none that can be opened
     * @throws dev.tuliptree.http.wire.ProtocolException if the server does not agree
     * @throws java.net.SocketTimeoutException if connecting or the answer takes too long
     * @throws IOException if no connection could be made, or it broke
     */
    public WebSocket webSocket(String url, WebSocketOptions options) throws IOException {
        checkOpen();
        Address address = Address.of(url);
        ClientConnection connection = ClientConnection.open(address, buffers, this.options);
        boolean opened = false;
        try {
            WebSocketConnection ws = ClientWebSocket.open(connection, address, options);
            opened = true;
            webSockets.add(ws);
            ws.onEnd(() -> webSockets.remove(ws));
            return ws;
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    /** Closes the session and what was opened in it. Suspends. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(connections).forEach(this::close);
        List.copyOf(webSockets).forEach(WebSocket::close);
    }
}
