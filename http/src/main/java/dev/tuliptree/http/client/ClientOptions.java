package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.net.tls.TlsClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a session treats servers. Immutable: {@link #withTimeouts} and its like return another one. Good for any thread.
 *
 * <pre>{@code
 * var options = ClientOptions.DEFAULT.withTimeouts(ClientTimeouts.DEFAULT.withTotal(seconds(20)));
 * }</pre>
 */
public final class ClientOptions {
    /**
     * 64 MiB for a body read as a whole, 1 GiB for what comes out of a compressed one, and the defaults of all else.
     */
    public static final ClientOptions DEFAULT = new ClientOptions();

    // Changed only in a copy that nobody else has seen yet.
    private HttpLimits limits = HttpLimits.DEFAULT;
    private int maxBodyBytes = 64 << 20;
    private long maxDecompressedBytes = 1L << 30;
    private boolean decompressing = true;
    private ClientTimeouts timeouts = ClientTimeouts.DEFAULT;
    private PoolLimits pool = PoolLimits.DEFAULT;
    private Connector connector = Connector.direct();
    private @Nullable String baseUrl;
    private Headers headers = Headers.of("Accept", "*/*", "User-Agent", "tuliptree");
    private RedirectPolicy redirects = RedirectPolicy.DEFAULT;
    private List<ClientMiddleware> middleware = List.of();
    private Supplier<CookieJar> cookies = CookieJar::new;
    private Supplier<? extends ClientTrace> trace = () -> ClientTrace.NONE;

    private ClientOptions() {}

    private ClientOptions with(Consumer<ClientOptions> change) {
        ClientOptions copy = new ClientOptions();
        copy.limits = limits;
        copy.maxBodyBytes = maxBodyBytes;
        copy.maxDecompressedBytes = maxDecompressedBytes;
        copy.decompressing = decompressing;
        copy.timeouts = timeouts;
        copy.pool = pool;
        copy.connector = connector;
        copy.baseUrl = baseUrl;
        copy.headers = headers;
        copy.redirects = redirects;
        copy.middleware = middleware;
        copy.cookies = cookies;
        copy.trace = trace;
        change.accept(copy);
        return copy;
    }

    /** How much of a response's head, and how many chunks, it takes. */
    public HttpLimits limits() {
        return limits;
    }

    /** The same with other {@link #limits}. */
    public ClientOptions withLimits(HttpLimits limits) {
        return with(copy -> copy.limits = limits);
    }

    /** The largest body that is read as a whole; a streamed one may be larger. */
    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    /**
     * The same with another {@link #maxBodyBytes}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ClientOptions withMaxBodyBytes(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes is negative");
        }
        return with(copy -> copy.maxBodyBytes = bytes);
    }

    /**
     * The largest body that comes out of a compressed one, read as a whole or not: a few bytes can stand for very many.
     * A body read as a whole must also be within {@link #maxBodyBytes}.
     */
    public long maxDecompressedBytes() {
        return maxDecompressedBytes;
    }

    /**
     * The same with another {@link #maxDecompressedBytes}.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public ClientOptions withMaxDecompressedBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxDecompressedBytes is negative");
        }
        return with(copy -> copy.maxDecompressedBytes = bytes);
    }

    /**
     * Whether it asks for compressed responses, and decompresses what comes: gzip and deflate, brotli if
     * {@code org.brotli:dec} is present, and zstd if {@code com.github.luben:zstd-jni} is.
     */
    public boolean isDecompressing() {
        return decompressing;
    }

    /** The same, {@link #isDecompressing} or not. */
    public ClientOptions withDecompressing(boolean wanted) {
        return with(copy -> copy.decompressing = wanted);
    }

    /** How long it waits. */
    public ClientTimeouts timeouts() {
        return timeouts;
    }

    /** The same with other {@link #timeouts}. */
    public ClientOptions withTimeouts(ClientTimeouts timeouts) {
        return with(copy -> copy.timeouts = timeouts);
    }

    /** How many connections it keeps. */
    public PoolLimits pool() {
        return pool;
    }

    /** The same with other limits of its {@link #pool}. */
    public ClientOptions withPool(PoolLimits limits) {
        return with(copy -> copy.pool = limits);
    }

    /** What opens its connections. */
    public Connector connector() {
        return connector;
    }

    /** The same with another {@link #connector}. */
    public ClientOptions withConnector(Connector connector) {
        return with(copy -> copy.connector = connector);
    }

    /** The same with these options of TLS; a {@link #connector} of the program's own is replaced. */
    public ClientOptions withTls(TlsClientOptions tls) {
        return withConnector(connector instanceof DirectConnector direct ? direct.withTls(tls) : Connector.direct(tls));
    }

    /**
     * The same, connecting through proxies. Without this there are none, whatever the environment says:
     * {@link ProxyRules#fromEnvironment} asks it.
     *
     * @throws IllegalStateException if it has a {@link #connector} of the program's own
     */
    public ClientOptions withProxy(ProxyRules rules) {
        return withConnector(ourConnector().withProxies(rules));
    }

    /**
     * The same, and servers must have certain keys.
     *
     * @throws IllegalStateException if it has a {@link #connector} of the program's own
     */
    public ClientOptions withPins(CertificatePins pins) {
        return withConnector(ourConnector().withPins(pins));
    }

    private DirectConnector ourConnector() {
        if (connector instanceof DirectConnector direct) {
            return direct;
        }
        throw new IllegalStateException("a connector of one's own connects as it likes: set this before, or there");
    }

    /** What relative URLs are relative to; null if there is nothing. */
    public @Nullable String baseUrl() {
        return baseUrl;
    }

    /**
     * The same with another {@link #baseUrl}: with {@code https://example.org/api/}, {@code users/1} means
     * {@code https://example.org/api/users/1}, and {@code /users} {@code https://example.org/users} (RFC 3986, 5.2).
     *
     * @throws IllegalArgumentException if it is not a URL that can be asked
     */
    public ClientOptions withBaseUrl(String url) {
        String checked = Url.of(url).toString();
        return with(copy -> copy.baseUrl = checked);
    }

    /** What each request carries that does not set it itself: Accept and User-Agent, unless others are given. */
    public Headers headers() {
        return headers;
    }

    /**
     * The same with one of its {@link #headers} set.
     *
     * @throws IllegalArgumentException if the name or value is malformed, or the header is one that the client sets
     */
    public ClientOptions withHeader(String name, String value) {
        ClientRequest.checkSettable(name);
        Headers more = headers.with(name, value);
        return with(copy -> copy.headers = more);
    }

    /** The same without one of its {@link #headers}. */
    public ClientOptions withoutHeader(String name) {
        Headers fewer = headers.without(name);
        return with(copy -> copy.headers = fewer);
    }

    /** Whether it follows redirects. */
    public RedirectPolicy redirects() {
        return redirects;
    }

    /** The same with another policy for {@link #redirects}. */
    public ClientOptions withRedirects(RedirectPolicy policy) {
        return with(copy -> copy.redirects = policy);
    }

    /** The jar for the cookies of a session: a new one for each, unless one was given. */
    CookieJar newCookieJar() {
        return cookies.get();
    }

    /** The same with a jar for its cookies; {@link CookieJar#none} for none. Sessions that have it share it. */
    public ClientOptions withCookies(CookieJar jar) {
        return with(copy -> copy.cookies = () -> jar);
    }

    /** What stands around its requests, the first outermost. */
    public List<ClientMiddleware> middleware() {
        return middleware;
    }

    /** The same with one {@link #middleware} more, inside of those it has. */
    public ClientOptions withMiddleware(ClientMiddleware inner) {
        List<ClientMiddleware> more = new ArrayList<>(middleware);
        more.add(inner);
        return with(copy -> copy.middleware = List.copyOf(more));
    }

    /** What makes the object that is told of a request. */
    public Supplier<? extends ClientTrace> trace() {
        return trace;
    }

    /** The same with another maker of {@link #trace} objects. */
    public ClientOptions withTrace(Supplier<? extends ClientTrace> trace) {
        return with(copy -> copy.trace = trace);
    }
}
