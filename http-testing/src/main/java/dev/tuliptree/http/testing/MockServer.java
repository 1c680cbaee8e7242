package dev.tuliptree.http.testing;

import static dev.tuliptree.Async.ALL_COMPLETED;
import static dev.tuliptree.Async.shielded;
import static dev.tuliptree.Async.waitUntil;

import dev.tuliptree.Task;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers a client in place of the server it was written for: with what a test has recorded or made up, late, in pieces
 * or cut short if need be. It knows which requests are to come; {@link #close} fails the test if others came, or some
 * did not. Loop thread only.
 *
 * <pre>{@code
 * try (MockServer server = MockServer.inMemory(); var session = new ClientSession(server.clientOptions())) {
 *     server.expect("GET", "/users/1").reply(CannedResponse.json("{\"name\": \"Ada\"}").after(seconds(2)));
 *     assertThat(new Users(session).nameOf(1)).isEqualTo("Ada");
 * }
 * }</pre>
 *
 * <p>Requests may come in any order; of several expectations that fit, the one that was added first and has answers
 * left counts. A request that none fits is answered with 500 and a text that says so.
 */
public final class MockServer implements AutoCloseable {
    /** The longest body of a request: 16 MiB. A connection that sends more is closed. */
    private static final int MAX_BODY = 16 << 20;

    private final List<ExpectedRequest> expected = new ArrayList<>();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final InMemoryConnector connector = new InMemoryConnector(this::serve);
    private final @Nullable TcpListener listener;
    private final @Nullable Task<@Nullable Void> listening;
    private boolean closed;

    private MockServer(@Nullable TcpListener listener) {
        this.listener = listener;
        listening = listener == null
                ? null
                : EventLoop.current()
                        .createTask(() -> listener.serve(this::serve))
                        .name("mock server on port " + listener.port());
    }

    /** A server that is reached through {@link #clientOptions} alone, without sockets. */
    public static MockServer inMemory() {
        return new MockServer(null);
    }

    /**
     * A server that also listens on a free port of this machine, for clients that cannot be given options. A
     * checkpoint.
     *
     * @throws IOException if there is none
     */
    public static MockServer listening() throws IOException {
        return new MockServer(TcpListener.open("127.0.0.1", 0));
    }

    /** Options for a client whose every connection leads here in memory, whatever host is named. */
    public ClientOptions clientOptions() {
        return ClientOptions.DEFAULT.withConnector(connector).withBaseUrl(url("/"));
    }

    /**
     * The address of something here.
     *
     * @param path begins with a slash
     */
    public String url(String path) {
        return "http://" + (listener == null ? "localhost" : "127.0.0.1:" + listener.port()) + path;
    }

    /**
     * Expects a request.
     *
     * @param method the method, to the letter
     * @param target path and query, as they are sent: {@code /find?q=a%20b}
     * @return what else is expected, and what to answer
     * @throws IllegalArgumentException if the method is no token, or the target not visible ASCII
     */
    public ExpectedRequest expect(String method, String target) {
        ExpectedRequest request = new ExpectedRequest(method, target);
        expected.add(request);
        return request;
    }

    /** The requests that came, expected or not, in the order in which their bodies were complete. A copy. */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    private void serve(ByteStream stream) throws IOException {
        try (stream) {
            new MockConnection(stream, MAX_BODY).serve(this::answer);
        }
    }

    private CannedResponse answer(RecordedRequest request) {
        requests.add(request);
        for (ExpectedRequest candidate : expected) {
            if (candidate.matches(request)) {
                return candidate.next();
            }
        }
        String fault = "unexpected: " + request + "; expected at that time: " + missing();
        faults.add(fault);
        return CannedResponse.text(fault + "\n").withStatus(500);
    }

    private String missing() {
        List<String> missing = expected.stream()
                .filter(ExpectedRequest::isMissing)
                .map(ExpectedRequest::toString)
                .toList();
        return missing.isEmpty() ? "nothing more" : String.join(" | ", missing);
    }

    /**
     * Checks that all came that was expected, so far, and nothing else.
     *
     * @throws AssertionError if not; lists both
     */
    public void verify() {
        List<String> all = new ArrayList<>(faults);
        expected.stream().filter(ExpectedRequest::isMissing).forEach(request -> all.add("missing: " + request));
        if (!all.isEmpty()) {
            throw new AssertionError("the client did not ask for what it should have:\n  " + String.join("\n  ", all));
        }
    }

    /**
     * Ends all connections, and then checks as {@link #verify} does, the first time. Suspends, also in a scope that was
     * cancelled.
     *
     * @throws AssertionError as {@link #verify} does
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        connector.close();
        if (listener != null && listening != null) {
            listener.close();
            listening.cancel("the test has closed the mock server");
            shielded(() -> {
                waitUntil(ALL_COMPLETED, listening);
            });
        }
        verify();
    }
}
