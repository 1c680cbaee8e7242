package dev.tuliptree.http.client;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.shielded;

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
    private final ConnectionPool pool;
    private final CookieJar cookies;
    private final Set<WebSocketConnection> webSockets = new LinkedHashSet<>();
    private boolean closed;

    /** A session with {@link ClientOptions#DEFAULT}. */
    public ClientSession() {
        this(ClientOptions.DEFAULT);
    }

    /** A session with limits and timeouts of one's own. */
    public ClientSession(ClientOptions options) {
        this.options = options;
        cookies = options.newCookieJar();
        pool = new ConnectionPool(buffers, options.pool(), options.limits(), options.connector());
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

    /** A PUT request, to be given a body and sent. Otherwise as {@link #request}. */
    public ClientRequest put(String url) {
        return request("PUT", url);
    }

    /** A PATCH request, to be given a body and sent. Otherwise as {@link #request}. */
    public ClientRequest patch(String url) {
        return request("PATCH", url);
    }

    /** A DELETE request, to be sent. Otherwise as {@link #request}. */
    public ClientRequest delete(String url) {
        return request("DELETE", url);
    }

    /** A HEAD request, to be sent. Otherwise as {@link #request}. */
    public ClientRequest head(String url) {
        return request("HEAD", url);
    }

    /**
     * A request, to be given headers and a body and sent.
     *
     * @param method the method, to the letter
     * @param url where; relative to {@link ClientOptions#baseUrl}, if there is one
     * @throws IllegalArgumentException if the method is not a token, or the URL none that can be asked
     * @throws IllegalStateException if the session is closed
     */
    public ClientRequest request(String method, String url) {
        checkOpen();
        return new ClientRequest(this, method, url(url));
    }

    ClientOptions options() {
        return options;
    }

    private Url url(String url) {
        String base = options.baseUrl();
        return base == null ? Url.of(url) : Url.of(base).resolve(url);
    }

    /** The cookies that servers have set. */
    public CookieJar cookies() {
        return cookies;
    }

    ConnectionPool pool() {
        return pool;
    }

    void checkOpen() {
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
     * @throws ClientTimeoutException if connecting or the answer takes too long
     * @throws IOException if no connection could be made, or it broke
     */
    public WebSocket webSocket(String url, WebSocketOptions options) throws IOException {
        return request("GET", url).webSocket(options);
    }

    WebSocket webSocket(ClientRequest request, WebSocketOptions options) throws IOException {
        checkOpen();
        WebSocketConnection ws = new ClientWebSocket(this, request, options).open();
        webSockets.add(ws);
        ws.onEnd(() -> webSockets.remove(ws));
        return ws;
    }

    BufferPool buffers() {
        return buffers;
    }

    /**
     * Closes the session and what was opened in it: requests under way fail, and WebSockets say goodbye, all at once.
     * Idempotent. Suspends.
     */
    @Override
    public void close() {
        closed = true;
        pool.close();
        if (!webSockets.isEmpty()) {
            shielded(() -> nursery(n -> {
                for (WebSocketConnection ws : List.copyOf(webSockets)) {
                    n.start(() -> ws.close());
                }
            }));
        }
    }
}
