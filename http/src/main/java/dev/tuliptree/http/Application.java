package dev.tuliptree.http;

import dev.tuliptree.ActionOf;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.http.files.FolderFiles;
import dev.tuliptree.http.files.ResourceFiles;
import dev.tuliptree.http.routing.PathPattern;
import dev.tuliptree.http.server.Dispatch;
import dev.tuliptree.http.server.ErrorResponses;
import dev.tuliptree.http.server.Hosts;
import dev.tuliptree.http.server.HttpServer;
import dev.tuliptree.http.server.Lifespans;
import dev.tuliptree.http.server.Serving;
import dev.tuliptree.http.wire.PercentCoding;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A web application: routes, what stands around them, and what is answered when something goes wrong. After aiohttp's
 * {@code web.Application}.
 *
 * <pre>{@code
 * var app = new Application();
 * app.get("/hello/{name}", request -> Response.text("Hello, " + request.pathParam("name")));
 * app.webSocket("/echo", ws -> {
 *     for (String text : ws.texts()) ws.send(text);
 * });
 * run(() -> app.listen("127.0.0.1", 8080).waitClosed());
 * }</pre>
 *
 * <p><b>Paths.</b> A path is made of literal segments, parameters {@code {name}} that stand for one segment, and at the
 * end maybe a wildcard {@code {rest...}} that stands for all that remains. They are compared after decoding. The most
 * specific route wins, in whatever order they were added; {@code /a} and {@code /a/} are two paths. HEAD is answered by
 * the route for GET, without its body; OPTIONS by itself; a path that has routes for other methods only with 405.
 *
 * <p>Set it up first, then listen: once it listens, nothing can be added. Setting it up needs no loop.
 */
public final class Application {
    private final RouteTable routes = new RouteTable();
    private final HostTable hosts = new HostTable();
    private final List<Middleware> middleware = new ArrayList<>();
    private final Map<Integer, ErrorPage> errorPages = new HashMap<>();
    private final Map<Class<?>, ExceptionHandler<?>> exceptionHandlers = new HashMap<>();
    private final List<Lifespan> lifespans = new ArrayList<>();
    private final Map<Attribute<?>, Object> attributes = new HashMap<>();
    private boolean listening;

    /** An application without routes. */
    public Application() {}

    // -- routes

    /** Adds a route for GET, and HEAD: see {@link #route}. */
    public Route get(String path, Handler handler) {
        return route("GET", path, handler);
    }

    /** Adds a route for POST: see {@link #route}. */
    public Route post(String path, Handler handler) {
        return route("POST", path, handler);
    }

    /** Adds a route for PUT: see {@link #route}. */
    public Route put(String path, Handler handler) {
        return route("PUT", path, handler);
    }

    /** Adds a route for PATCH: see {@link #route}. */
    public Route patch(String path, Handler handler) {
        return route("PATCH", path, handler);
    }

    /** Adds a route for DELETE: see {@link #route}. */
    public Route delete(String path, Handler handler) {
        return route("DELETE", path, handler);
    }

    /** Adds a route for HEAD, for when the one for GET would be too dear: see {@link #route}. */
    public Route head(String path, Handler handler) {
        return route("HEAD", path, handler);
    }

    /** Adds a route for OPTIONS, in place of the automatic answer: see {@link #route}. */
    public Route options(String path, Handler handler) {
        return route("OPTIONS", path, handler);
    }

    /**
     * Adds a route.
     *
     * @param method the method, to the letter
     * @param path the path, as described for this class
     * @param handler what answers
     * @throws IllegalArgumentException if the method or path is malformed, or there is such a route already
     * @throws IllegalStateException if the application listens
     */
    public Route route(String method, String path, Handler handler) {
        checkSettingUp();
        return routes.add(method, path, handler);
    }

    /**
     * Sets how large the body of a request to this route may be, in place of {@link ServerLimits#maxBodyBytes}: an
     * upload may be allowed more than the rest, and what only takes a short form less.
     *
     * <pre>{@code
     * app.maxBodyBytes(app.post("/upload", this::upload), 1L << 30);
     * }</pre>
     *
     * @throws IllegalArgumentException if it is negative, or the route is none of this application
     * @throws IllegalStateException if the application listens
     */
    public Application maxBodyBytes(Route route, long bytes) {
        checkSettingUp();
        routes.limitBody(route, bytes);
        return this;
    }

    /**
     * Has a route's handler cancelled when its client goes away before it has returned: for what takes long and is of
     * use to nobody else. Without this a handler comes to its end whatever its client does, as what changes something
     * should; it notices only when it reads the body or its response is written.
     *
     * <p>A client goes away by closing its connection, or only its sending end of it. That is noticed once all of its
     * request has been received, and until it sends another request behind it.
     *
     * @throws IllegalArgumentException if the route is none of this application
     * @throws IllegalStateException if the application listens
     */
    public Application cancelOnDisconnect(Route route) {
        checkSettingUp();
        routes.endWithClient(route);
        return this;
    }

    /**
     * Gives a route a name, by which {@link #path} finds it.
     *
     * @throws IllegalArgumentException if there is one of this name already
     */
    public Application name(String name, Route route) {
        routes.name(name, route);
        return this;
    }

    /**
     * The path that leads to a route: see {@link Route#path}.
     *
     * @param name the route's name
     * @param values the values of its parameters, in their order
     * @throws IllegalArgumentException if there is no route of this name, or the values do not fit
     */
    public String path(String name, Object... values) {
        return routes.named(name).path(values);
    }

    /**
     * Adds a WebSocket with {@link WebSocketOptions#DEFAULT}: see {@link #webSocket(String, WebSocketOptions,
     * WebSocketHandler)}.
     */
    public Route webSocket(String path, WebSocketHandler handler) {
        return webSocket(path, WebSocketOptions.DEFAULT, handler);
    }

    /**
     * Adds a route at which WebSockets can be opened, from pages of the same host and by whatever is no browser, unless
     * the options say otherwise.
     *
     * @param path the path, as described for this class
     * @param options how it is spoken
     * @param handler run for each WebSocket
     * @throws IllegalArgumentException if the path is malformed, or there is a route for GET already
     * @throws IllegalStateException if the application listens
     */
    public Route webSocket(String path, WebSocketOptions options, WebSocketHandler handler) {
        Response response = Response.webSocket(options, handler);
        return get(path, _ -> response);
    }

    /**
     * Serves the files below a folder, under a prefix: {@code staticFiles("/static", Path.of("public"))} serves
     * {@code public/a/b.css} as {@code /static/a/b.css}. For a folder its {@code index.html} is served. Nothing outside
     * of the folder can be reached, by symbolic links neither, and nothing whose name begins with a dot, except
     * {@code .well-known}. Clients are told to ask each time whether what they have is still current, and can ask for a
     * part (RFC 9110, 14). A compressed form of text that lies beside it, {@code b.css.br}, {@code .zst} or
     * {@code .gz}, is sent instead to clients that take it.
     *
     * <p>Short files are kept in memory for those who ask next, as {@link FileCache#DEFAULT} says: a file that has been
     * changed or removed may be served as it was for a second.
     *
     * @param prefix a path without parameters; {@code /} for all that has no route of its own
     * @param folder the folder
     * @throws IllegalArgumentException if the prefix is malformed or has routes for GET, or the folder cannot be read
     * @throws IllegalStateException if the application listens
     */
    public Application staticFiles(String prefix, Path folder) {
        return staticFiles(prefix, folder, FileCache.DEFAULT);
    }

    /**
     * As {@link #staticFiles(String, Path)}.
     *
     * @param cache how files are kept in memory; {@link FileCache#NONE} has each request see them as they are
     * @throws IllegalArgumentException if the prefix is malformed or has routes for GET, or the folder cannot be read
     * @throws IllegalStateException if the application listens
     */
    public Application staticFiles(String prefix, Path folder, FileCache cache) {
        return staticFiles(prefix, new FolderFiles(folder, segments(prefix), cache));
    }

    /**
     * Serves files from the class path, as {@link #staticFiles(String, Path)} does from a folder. Each is read once.
     *
     * @param prefix a path without parameters
     * @param anchor a class beside or above the files: in a module that is not open, resources are found from inside
     *     only if their folder is no package
     * @param folder where they are, relative to the class's package, or with a slash before it from the root
     * @throws IllegalArgumentException if the prefix is malformed or has routes for GET
     * @throws IllegalStateException if the application listens
     */
    public Application staticFiles(String prefix, Class<?> anchor, String folder) {
        return staticFiles(prefix, new ResourceFiles(anchor, folder, segments(prefix)));
    }

    private Application staticFiles(String prefix, Handler files) {
        String base = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        get(base + "/{path...}", files);
        if (!base.isEmpty()) {
            // Relative, since a proxy in front may have taken a part off the path that the client asked for.
            String last = base.substring(base.lastIndexOf('/') + 1);
            Response withSlash = Response.redirect(308, "./" + PercentCoding.encode(last) + "/");
            get(base, _ -> withSlash);
        }
        return this;
    }

    private static int segments(String prefix) {
        PathPattern pattern = PathPattern.parse(prefix);
        if (!pattern.isLiteral()) {
            throw new IllegalArgumentException("a prefix has no parameters: " + prefix);
        }
        int count = pattern.segments().size();
        return prefix.endsWith("/") ? count - 1 : count;
    }

    // -- other applications

    /**
     * Puts the routes of another application under a prefix: {@code mount("/admin", admin)} serves its {@code /users}
     * as {@code /admin/users}. Its middleware stands around its routes, inside of this one's; its exception handlers
     * are asked first; its lifespans begin and end with this one's. Names of its routes are known here too, and lead to
     * where they are now; what else was said of them holds. What it says of error pages does not count. It can get
     * nothing more from now on.
     *
     * @param prefix a path, which may have parameters, without a slash at its end
     * @throws IllegalArgumentException if the prefix is malformed, or there is such a route or name already
     * @throws IllegalStateException if this application listens, or the other one answers for other hosts
     */
    public Application mount(String prefix, Application other) {
        checkSettingUp();
        if (prefix.endsWith("/") || !other.hosts.isEmpty()) {
            throw prefix.endsWith("/")
                    ? new IllegalArgumentException("the prefix of an application has no slash at its end: " + prefix)
                    : new IllegalStateException("an application that answers for other hosts cannot be mounted");
        }
        other.listening = true;
        ErrorResponses errors = new ErrorResponses(Map.of(), other.exceptionHandlers);
        routes.mount(prefix, other.routes, handler -> errors.around(Dispatch.around(handler, other.middleware)));
        lifespans.addAll(other.lifespans);
        return this;
    }

    /**
     * Has another application answer for a host, in place of all routes of this one. The middleware of this one stands
     * around all of its; its lifespans begin and end with this one's. It can get nothing more from now on.
     *
     * <p>The host is the client's word: it decides what is answered, not who may see it.
     *
     * @param host a name without a port, or {@code *.example.org} for all below a domain, of which the longest counts
     * @throws IllegalArgumentException if there is one for this host already, or it is malformed
     * @throws IllegalStateException if this application listens, or the other one answers for other hosts
     */
    public Application host(String host, Application other) {
        checkSettingUp();
        if (!other.hosts.isEmpty()) {
            throw new IllegalStateException("an application that answers for a host cannot have hosts of its own");
        }
        hosts.add(host, other);
        other.listening = true;
        lifespans.addAll(other.lifespans);
        return this;
    }

    // -- what it needs

    /**
     * Has something run around the time in which the application is served: see {@link Lifespan}. The first one is the
     * outermost.
     *
     * @throws IllegalStateException if the application listens
     */
    public Application lifespan(Lifespan lifespan) {
        checkSettingUp();
        lifespans.add(lifespan);
        return this;
    }

    /** What was left under a key, or null. */
    @SuppressWarnings("unchecked") // attribute(key, value) puts in what the key stands for.
    public <T> @Nullable T attribute(Attribute<T> key) {
        return (T) attributes.get(key);
    }

    /** Leaves something under a key for handlers to find, also while it is served. */
    public <T> Application attribute(Attribute<T> key, T value) {
        attributes.put(key, value);
        return this;
    }

    /**
     * Begins the lifespans, for who serves by {@link #serving}: {@link #listen} does that itself. A checkpoint.
     *
     * @return what ends them when it is closed, which suspends
     * @throws IOException if one of them fails, with its failure as the cause if that is something else
     */
    public Closer start() throws IOException {
        listening = true;
        return Lifespans.begin(lifespans, () -> {})::close;
    }

    /** Ends what was begun. */
    @FunctionalInterface
    public interface Closer extends AutoCloseable {
        /** Ends it. Suspends; what has gone wrong meanwhile comes out. */
        @Override
        void close();
    }

    // -- what stands around them

    /**
     * Puts a middleware around all handlers, inside of those that were added before.
     *
     * @throws IllegalStateException if the application listens
     */
    public Application use(Middleware middleware) {
        checkSettingUp();
        this.middleware.add(middleware);
        return this;
    }

    /**
     * Sets the page for an error that the server itself reports: a missing route, an {@link HttpException}, a handler
     * that failed. Responses that handlers return are left alone, whatever their status; so are the answers to what is
     * no request at all.
     *
     * @param status 400 to 599
     * @throws IllegalArgumentException if it is not
     * @throws IllegalStateException if the application listens
     */
    public Application error(int status, ErrorPage page) {
        checkSettingUp();
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("not the status of an error: " + status);
        }
        errorPages.put(status, page);
        return this;
    }

    /**
     * Sets what is answered when a handler or middleware throws an exception of this type; of several types that fit,
     * the most derived counts. Such exceptions are not logged.
     *
     * @throws IllegalStateException if the application listens
     */
    public <X extends Throwable> Application exception(Class<X> type, ExceptionHandler<X> handler) {
        checkSettingUp();
        exceptionHandlers.put(type, handler);
        return this;
    }

    // -- serving

    /** Listens with {@link ServerOptions#DEFAULT}: see {@link #listen(String, int, ServerOptions)}. */
    public Server listen(String host, int port) throws IOException {
        return listen(host, port, ServerOptions.DEFAULT);
    }

    /**
     * Listens, and serves whoever connects, in tasks that belong to the loop. May be called again, for another address
     * or loop. A checkpoint.
     *
     * @param host the name or address to listen on: {@code 127.0.0.1} for this machine only, {@code 0.0.0.0} for all
     * @param port the port, 0 for a free one
     * @param options limits and timeouts
     * @return the server; close it when it is to end
     * @throws IOException if the address cannot be bound, and says which; or if a {@link Lifespan} fails
     */
    public Server listen(String host, int port, ServerOptions options) throws IOException {
        return listen(host, port, ListenOptions.DEFAULT, options);
    }

    Server listen(String host, int port, ListenOptions listening, ServerOptions options) throws IOException {
        return HttpServer.open(host, port, listening, lifespans, dispatch(), options);
    }

    /**
     * Listens at a socket file in the Unix domain, for proxies on this machine. The file is made, and removed in the
     * end. Otherwise as {@link #listen(String, int, ServerOptions)}. A checkpoint.
     *
     * @throws IOException if somebody listens there, or there is another file; says where
     */
    public Server listen(Path socket, ServerOptions options) throws IOException {
        return HttpServer.open(socket, lifespans, dispatch(), options);
    }

    /**
     * What serves one connection, on whatever stream, to its end, in the task that runs it: for tests that do without
     * sockets, and for listeners of other kinds. It can be run for many connections of the current loop, which share
     * limits and buffers but are nobody's to close: cancel their tasks. Lifespans are begun by {@link #start}.
     *
     * <pre>{@code
     * var serving = app.serving(ServerOptions.DEFAULT);
     * listener.serve(stream -> serving.run(stream));
     * }</pre>
     *
     * @param options limits and timeouts
     */
    public ActionOf<ByteStream, IOException> serving(ServerOptions options) {
        return new Serving(dispatch(), options)::serve;
    }

    private Dispatch dispatch() {
        listening = true;
        return dispatch(middleware, hosts.serving(other -> other.dispatchInside(middleware)));
    }

    private Dispatch dispatchInside(List<Middleware> outer) {
        List<Middleware> all = new ArrayList<>(outer);
        all.addAll(middleware);
        return dispatch(all, Hosts.NONE);
    }

    private Dispatch dispatch(List<Middleware> around, Hosts others) {
        ErrorResponses errors = new ErrorResponses(errorPages, exceptionHandlers);
        return new Dispatch(routes.tree(around), List.copyOf(around), errors, others);
    }

    private void checkSettingUp() {
        if (listening) {
            throw new IllegalStateException("the application listens already: set it up before");
        }
    }
}
