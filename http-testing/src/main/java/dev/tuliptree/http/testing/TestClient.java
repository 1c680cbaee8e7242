package dev.tuliptree.http.testing;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import java.io.IOException;

/**
 * A client of one application, without sockets: what it sends goes through the same code on both sides as over a
 * network, but in memory, in no time. After Starlette's {@code TestClient}. Loop thread only; close it at the end.
 *
 * <pre>{@code
 * @LoopTest
 * void greets() throws IOException {
 *     var app = new Application();
 *     app.get("/hello/{name}", request -> Response.text("Hello, " + request.pathParam("name")));
 *     try (TestClient client = TestClient.of(app); ClientResponse response = client.get("/hello/Ada")) {
 *         assertThat(response.text()).isEqualTo("Hello, Ada");
 *     }
 * }
 * }</pre>
 *
 * <p>Paths are relative to {@code http://localhost/}. Absolute URLs lead to the application too, whatever host they
 * name, and {@code https} to what the client takes for a secure connection, so that it keeps secure cookies; there is
 * no TLS, and {@link dev.tuliptree.http.Request#isSecure} is false.
 *
 * <p>It is a {@link ClientSession}, with its cookies, redirects and kept connections; {@link #session} hands that out.
 */
public final class TestClient implements AutoCloseable {
    private static final String BASE = "http://localhost/";

    private final Application.Closer lifespans;
    private final InMemoryConnector connector;
    private final ClientSession session;

    private TestClient(Application app, ServerOptions server, ClientOptions client) throws IOException {
        lifespans = app.start();
        connector = new InMemoryConnector(app.serving(server));
        ClientOptions based = client.baseUrl() == null ? client.withBaseUrl(BASE) : client;
        session = new ClientSession(based.withConnector(connector));
    }

    /**
     * A client of an application, with all defaults. The application can get no more routes from now on. A checkpoint.
     *
     * @throws IOException if a lifespan of the application fails
     */
    public static TestClient of(Application app) throws IOException {
        return of(app, ServerOptions.DEFAULT, ClientOptions.DEFAULT);
    }

    /**
     * A client of an application, whose lifespans begin now and end with the client. A checkpoint.
     *
     * @param app what answers; it can get no more routes from now on
     * @param server how it serves; TLS is left out
     * @param client how the client asks; its connector is replaced
     * @throws IOException if a lifespan of the application fails
     */
    public static TestClient of(Application app, ServerOptions server, ClientOptions client) throws IOException {
        return new TestClient(app, server, client);
    }

    /** The session that sends the requests. It is closed with this client. */
    public ClientSession session() {
        return session;
    }

    /** Sends a GET request: see {@link ClientSession#get}. A checkpoint. */
    public ClientResponse get(String path) throws IOException {
        return session.get(path);
    }

    /** A POST request, to be given a body and sent: see {@link ClientSession#post}. */
    public ClientRequest post(String path) {
        return session.post(path);
    }

    /** A PUT request, to be given a body and sent: see {@link ClientSession#put}. */
    public ClientRequest put(String path) {
        return session.put(path);
    }

    /** A PATCH request, to be given a body and sent: see {@link ClientSession#patch}. */
    public ClientRequest patch(String path) {
        return session.patch(path);
    }

    /** A DELETE request, to be sent: see {@link ClientSession#delete}. */
    public ClientRequest delete(String path) {
        return session.delete(path);
    }

    /** A request, to be given headers and a body and sent: see {@link ClientSession#request}. */
    public ClientRequest request(String method, String path) {
        return session.request(method, path);
    }

    /** Opens a WebSocket: see {@link ClientSession#webSocket(String)}. A checkpoint. */
    public WebSocket webSocket(String path) throws IOException {
        return session.webSocket(path);
    }

    /** Opens a WebSocket: see {@link ClientSession#webSocket(String, WebSocketOptions)}. A checkpoint. */
    public WebSocket webSocket(String path, WebSocketOptions options) throws IOException {
        return session.webSocket(path, options);
    }

    /**
     * Closes the session, cancels handlers that still run, waits for them, and ends the lifespans. Idempotent.
     * Suspends, also in a scope that was cancelled.
     */
    @Override
    public void close() {
        try {
            session.close();
        } finally {
            connector.close();
            lifespans.close();
        }
    }
}
