package dev.tuliptree.gallery;

import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.timeout;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.client.ClientSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A program that starts the demo site, visits it as a browser does when it opens, and ends. The launcher has the JVM
 * watch it, and write down what the real program will need (JEP 514).
 */
public final class Rehearsal {
    private static final Duration LAST_RESORT = seconds(60);

    private Rehearsal() {}

    /**
     * Runs the program.
     *
     * @param args none
     */
    public static void main(String[] args) {
        CommandLine.parse(new String[] {"--port", "0"});
        List<Demo> demos = Gallery.demos(new SplittableRandom());
        Application site = Site.of(demos, new Talk(demos));
        run(() -> timeout(LAST_RESORT, () -> visit(site, demos.getFirst())));
    }

    private static void visit(Application site, Demo demo) throws IOException {
        try (var server = site.listen("127.0.0.1", 0);
                var session = new ClientSession()) {
            String page = "/" + demo.path() + "/";
            for (String path : List.of("/", "/style/gallery.css", page, page + "live/tuliptree-live.js")) {
                try (var response = session.get(server.url(path))) {
                    if (response.status() != 200) throw new IOException(path + ": " + response.status());
                    response.text();
                }
            }
            try (var socket = session.webSocket(server.url(page + "live/socket"))) {
                socket.send("{\"route\":\"document_ready\",\"content\":null}");
                socket.send("{\"route\":\"#go click\",\"content\":{}}");
                socket.receiveText();
            }
        }
    }
}
