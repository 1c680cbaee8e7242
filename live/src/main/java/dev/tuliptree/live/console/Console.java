package dev.tuliptree.live.console;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.LiveApp;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A page on the tasks of the loop that serves it, updated every second: the name of each task, what it awaits, its age,
 * why it is cancelled if it is, and, of the one that is clicked on, where it is; how late the loop is, how long its
 * steps take since the page was opened, and, of {@linkplain #connections live pages}, who is connected.
 *
 * <p>It tells much about a program, and so only those who are on the same machine see it, unless {@link #admit} says
 * otherwise; for all others there is no such page. It changes nothing.
 */
public final class Console {
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private final Map<Client, Watch> watches = new HashMap<>();
    private final Map<String, LiveApp> pages = new LinkedHashMap<>();
    private Predicate<? super Request> admitted = Loopback::isAsked;

    /** A console for those who are on the same machine. */
    public Console() {}

    /**
     * Says who sees the console. The default wants a connection from the same machine that no proxy has forwarded, and
     * a request for {@code localhost} or an address of that kind, lest pages of other sites get at it by giving their
     * own name this machine's address.
     *
     * @param who looks at each request
     * @return this
     */
    public Console admit(Predicate<? super Request> who) {
        admitted = who;
        return this;
    }

    /**
     * Also shows the connections of a live page: from where each is, and how many messages wait for it.
     *
     * @param name what the console calls the page
     * @param page the page, which is served on the same loop as the console
     * @return this
     */
    public Console connections(String name, LiveApp page) {
        pages.put(name, page);
        return this;
    }

    /**
     * Makes the console part of a web application; it shows the tasks of the loop that this application is served on.
     *
     * @param app the web application, which does not listen yet
     * @param path begins with a slash: {@code "/console"}
     * @throws IllegalArgumentException if the application has such a route already
     * @throws IllegalStateException if the application listens
     */
    public void mount(Application app, String path) {
        String base = path.endsWith("/") ? path : path + "/";
        file(app, base, "console.html", "text/html; charset=utf-8");
        file(app, base + "console.css", "console.css", "text/css; charset=utf-8");
        file(app, base + "console.svg", "console.svg", "image/svg+xml");
        file(app, base + "console.js", "console.js", "text/javascript; charset=utf-8");
        live().mount(app, base);
    }

    /** What the page does. */
    LiveApp live() {
        return new LiveApp()
                .admit(admitted)
                .on(LiveApp.DOCUMENT_READY, (client, data) -> begin(client))
                .on("select", (client, data) -> {
                    Watch watch = watches.get(client);
                    if (watch != null) watch.select(data.at("task").integer());
                })
                .on(LiveApp.CONNECTION_LOST, (client, data) -> {
                    Watch watch = watches.remove(client);
                    if (watch != null) watch.close();
                });
    }

    private void begin(Client client) {
        if (watches.containsKey(client)) return;
        Watch watch = new Watch(client, pages);
        watches.put(client, watch);
        client.start(watch::run).name("console");
        client.start(watch.lag()::run).name("console's lag meter");
    }

    private void file(Application app, String path, String name, String type) {
        byte[] content = read(name);
        app.get(path, request -> {
            if (!admitted.test(request)) return Response.text("Not Found\n").status(404);
            return Response.bytes(type, content)
                    .header("Cache-Control", "no-cache")
                    .header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer");
        });
    }

    private static byte[] read(String name) {
        try (InputStream resource = Console.class.getResourceAsStream(name)) {
            if (resource == null) throw new IllegalStateException("there is no " + name);
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
