package dev.tuliptree.gallery;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import java.util.List;

/** The gallery as a web application: the index, the style that all pages share, and the demos below it. */
final class Site {
    /** Nothing comes from other servers, nothing runs that stands in a page, and no other site frames ours. */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private Site() {}

    static Application of(List<Demo> demos) {
        var site = new Application();
        site.use((request, next) -> next.handle(request)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer"));
        String index = Templates.index(demos);
        site.get("/", request -> Response.html(index));
        site.staticFiles("/style", Site.class, "style");
        for (Demo demo : demos) {
            String page = Templates.page(demo);
            site.get("/" + demo.path() + "/", request -> Response.html(page));
            demo.routes().addTo(site, "/" + demo.path());
            demo.live().files(demo.home(), "page").mount(site, "/" + demo.path());
        }
        return site;
    }
}
