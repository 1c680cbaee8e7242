package dev.tuliptree.gallery;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.live.console.Console;
import java.util.List;

/** The gallery as a web application: the index, the style that all pages share, the demos, and the talk. */
final class Site {
    /**
     * Nothing comes from other servers, nothing runs that stands in a page, and no other site frames ours: only the
     * talk does.
     */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; object-src 'none'";

    private Site() {}

    static Application of(List<Demo> demos) {
        return of(demos, new Talk(demos));
    }

    static Application of(List<Demo> demos, Talk talk) {
        return of(demos, talk, Templates.index(demos, false));
    }

    /** With a console that shows the server's tasks, and who has which of the pages open. */
    static Application withConsole(List<Demo> demos, Talk talk) {
        Application site = of(demos, talk, Templates.index(demos, true));
        Console console = new Console().connections("Talk", talk.live());
        for (Demo demo : demos) console.connections(demo.title(), demo.live());
        console.mount(site, "/console");
        return site;
    }

    private static Application of(List<Demo> demos, Talk talk, String index) {
        var site = new Application();
        site.use((request, next) -> next.handle(request)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer"));
        site.get("/", request -> Response.html(index));
        site.staticFiles("/style", Site.class, "style");
        for (Demo demo : demos) {
            String page = Templates.page(demo);
            site.get("/" + demo.path() + "/", request -> Response.html(page));
            String stage = Templates.stage(demo);
            site.get("/" + demo.path() + "/stage", request -> Response.html(stage));
            demo.routes().addTo(site, "/" + demo.path());
            demo.live().files(demo.home(), "page").mount(site, "/" + demo.path());
        }
        talk.mount(site, "/talk");
        return site;
    }
}
