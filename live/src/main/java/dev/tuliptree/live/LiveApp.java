package dev.tuliptree.live;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.OriginPolicy;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.WebSocketOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A page whose behaviour lives on the server: what its users do arrives here as messages, and {@linkplain Client
 * commands} change the page. See the package's description for a complete example.
 *
 * <p>Handlers are added first, then the page is {@linkplain #mount mounted}, once. Adding handlers may be done on any
 * thread; from then on everything is for the loop's thread only.
 */
public final class LiveApp {
    /** The route of a page's connection when it has just been made: the page may not be complete yet. */
    public static final String CONNECTION_MADE = "connection_made";

    /** The route of a page that is complete and connected: commands reach all of its elements. */
    public static final String DOCUMENT_READY = "document_ready";

    /**
     * The route of a page that has left, in whatever way: closed, loaded anew, its network gone, its server stopping.
     * The handler runs to its end even while the server stops, within {@link LiveLimits#connectionLostTime}.
     */
    public static final String CONNECTION_LOST = "connection_lost";

    private final LiveLimits limits;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();
    private final List<Route.DomEvent> events = new ArrayList<>();
    private final Set<Client> clients = new LinkedHashSet<>();
    private @Nullable BiConsumer<Application, String> files;
    private OriginPolicy origins = OriginPolicy.sameHost();
    private Predicate<? super Request> admitted = request -> true;
    private @Nullable Function<? super Request, ? extends @Nullable Object> users;
    private final Groups groups = new Groups(this);
    private final Uploads uploads = new Uploads();
    private final KeptStates states;
    private boolean mounted;

    /** A page with the {@linkplain LiveLimits#DEFAULT default limits}. */
    public LiveApp() {
        this(LiveLimits.DEFAULT);
    }

    /**
     * A page with limits of its own.
     *
     * @param limits the limits
     */
    public LiveApp(LiveLimits limits) {
        this.limits = limits;
        this.states = new KeptStates(limits.state());
    }

    /**
     * Adds the handler of a route. With a space the route is a DOM event, split at the last one: {@code "div#chat form
     * submit"} is the event {@code submit} of what the CSS selector {@code div#chat form} matches, also of elements
     * that are added later. Without, it is a message that the page's own scripts send, or one of
     * {@link #CONNECTION_MADE}, {@link #DOCUMENT_READY}, {@link #CONNECTION_LOST}.
     *
     * @param route one that has no handler yet
     * @param handler what to do
     * @return this
     * @throws IllegalArgumentException if the route is none, is reserved, or has a handler
     * @throws IllegalStateException if the page is mounted
     */
    public LiveApp on(String route, Handler handler) {
        if (mounted) throw new IllegalStateException("the page is mounted: its browser knows its routes already");
        Route parsed = Route.parse(route);
        if (handlers.putIfAbsent(parsed.name(), handler) != null) {
            throw new IllegalArgumentException("\"" + parsed.name() + "\" has a handler already");
        }
        if (parsed instanceof Route.DomEvent event) events.add(event);
        return this;
    }

    /**
     * Serves the files of a folder below the page's path; {@code index.html} is the page itself. Without, whoever
     * mounts the page serves it.
     *
     * @param folder the folder
     * @return this
     */
    public LiveApp files(Path folder) {
        files = (app, path) -> app.staticFiles(path, folder);
        return this;
    }

    /**
     * Serves files of the class path, as {@link #files(Path)} does those of a folder.
     *
     * @param anchor a class beside or above the files
     * @param folder where they are, relative to the class
     * @return this
     */
    public LiveApp files(Class<?> anchor, String folder) {
        files = (app, path) -> app.staticFiles(path, anchor, folder);
        return this;
    }

    /**
     * Says from which sites' pages a connection may be made: the same host's only, unless this is called.
     *
     * @param policy what decides
     * @return this
     */
    public LiveApp origins(OriginPolicy policy) {
        origins = policy;
        return this;
    }

    /**
     * Says who may connect: everybody, unless this is called. Others get 403, and see no more than the page's files,
     * which hold no secrets.
     *
     * @param who looks at the request that opens the connection: its cookies, its address
     * @return this
     */
    public LiveApp admit(Predicate<? super Request> who) {
        admitted = who;
        return this;
    }

    /**
     * Says who uses a page, from the request that opens its connection: what a session's cookie stands for, say. It is
     * then {@link Client#user}; whoever comes back has to be equal to get {@link Client#state}, and so has whoever
     * sends the page's files. Together with {@link #admit}, both must agree.
     *
     * @param who the user of a request, or null for a stranger, who gets 403; may suspend
     * @return this
     */
    public LiveApp authenticate(Function<? super Request, ? extends @Nullable Object> who) {
        users = who;
        return this;
    }

    /**
     * Says who hears of those who join and leave {@linkplain #group groups}: one listener for all.
     *
     * @param listener the listener
     * @return this
     */
    public LiveApp onPresence(PresenceListener listener) {
        groups.listener(listener);
        return this;
    }

    /**
     * The group of that name; without members, unless some page has {@linkplain Group#join joined} it. Loop thread
     * only; not a checkpoint.
     *
     * @param name any text
     * @return the group
     */
    public Group group(String name) {
        return groups.named(name);
    }

    /**
     * Makes the page part of a web application. Below the path are then the script, {@code live/tuliptree-live.js}, its
     * WebSocket, {@code live/socket}, where it sends its users' files, {@code live/upload/}, and the page's own files,
     * if it was given some. The path without a slash at its end leads to the one with it, so that the addresses in the
     * page may be relative.
     *
     * @param app the web application, which does not listen yet
     * @param path begins with a slash; {@code "/"} for the only page of an application
     * @throws IllegalArgumentException if the application has such a route already, or the folder of the page's files
     *     cannot be read
     * @throws IllegalStateException if the page is mounted already, or the application listens
     */
    public void mount(Application app, String path) {
        if (mounted) throw new IllegalStateException("the page is mounted already");
        mounted = true;
        String base = path.endsWith("/") ? path : path + "/";
        WebSocketOptions options = WebSocketOptions.DEFAULT
                .withMaxMessageBytes(limits.maxMessageBytes())
                .withCloseTimeout(limits.closeTime())
                .withOrigins(origins);
        Response script = Response.bytes("text/javascript; charset=utf-8", Script.text(events))
                .header("Cache-Control", "no-cache");
        app.get(base + "live/tuliptree-live.js", request -> script);
        app.get(base + "live/socket", request -> {
            if (!admitted.test(request)) return forbidden();
            Object user = userOf(request);
            if (user == null && users != null) return forbidden();
            String peer = request.remoteAddress().toString();
            return Response.webSocket(options, socket -> serve(new WebSocketLink(socket, peer, user)));
        });
        app.post(base + "live/upload/{id}", request -> {
            String origin = request.header("Origin");
            boolean foreign = origin != null && !origins.allows(origin, request);
            if (foreign || !admitted.test(request)) return forbidden();
            int status = uploads.receive(request.pathParam("id"), userOf(request), request.body());
            return Response.empty().status(status);
        });
        if (files != null) files.accept(app, base);
        else if (base.length() > 1) app.get(base.substring(0, base.length() - 1), LiveApp::withSlash);
    }

    private @Nullable Object userOf(Request request) {
        return users == null ? null : users.apply(request);
    }

    private static Response forbidden() {
        return Response.text("This page is not for you.\n").status(403);
    }

    /** Relative, so that it also holds behind a proxy that has put the application below some other path. */
    private static Response withSlash(Request request) {
        String path = request.path();
        String query = request.rawQuery();
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Response.redirect(308, "./" + name + "/" + (query == null ? "" : "?" + query));
    }

    void joined(Client client) {
        clients.add(client);
    }

    void left(Client client) {
        clients.remove(client);
        groups.left(client);
    }

    Uploads uploads() {
        return uploads;
    }

    KeptStates states() {
        return states;
    }

    LiveLimits limits() {
        return limits;
    }

    /**
     * The pages that are connected now, oldest first; one that has left is no more among them when its
     * {@link #CONNECTION_LOST} is handled. Not a checkpoint.
     *
     * @return a copy
     */
    public List<Client> clients() {
        return List.copyOf(clients);
    }

    @Nullable
    Handler handler(String route) {
        return handlers.get(route);
    }

    /** Serves one connection until it has ended. Checkpoints. */
    void serve(Link link) {
        mounted = true;
        new Session(this, link).run();
    }
}
