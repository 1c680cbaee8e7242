package dev.tuliptree.gallery.streaming;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepUntil;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.EventSender;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ServerSentEvent;
import dev.tuliptree.live.LiveApp;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Two responses that take their time: a body that is sent piece by piece, and events without an end. */
public final class Streaming {
    /** After so many events the feed ends its response, as a proxy or a new version of a server would. */
    static final int EVENTS_AT_ONCE = 6;

    /** The most events that are made up for to a page that comes back after a long time. */
    static final int MISSED_AT_MOST = 20;

    private static final String POEM = "A loop went round and never slept, it woke the tasks whose turns had come, "
            + "each did its step, and while it stepped all others waited, one by one.";
    private static final List<String> TREES = List.of("an oak", "a lime", "a maple", "a tulip tree", "a birch");

    private long began = Long.MIN_VALUE;

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return new Demo(
                        "17-streaming",
                        "Streamed responses and server-sent events",
                        "A handler writes, flushes and sleeps; a feed goes on behind the last event a page has seen.",
                        Streaming.class,
                        new LiveApp())
                .with(this::addRoutes);
    }

    private void addRoutes(Application site, String path) {
        site.get(path + "/poem", request -> Response.stream("text/plain; charset=utf-8", Streaming::recite));
        site.get(path + "/feed", request -> {
            long seen = lastSeen(request);
            return Response.events(events -> feed(events, seen));
        });
    }

    /** The client that stops reading makes a write fail or wait: nothing is recited to nobody. */
    private static void recite(OutputStream out) throws IOException {
        for (String word : POEM.split("(?<= )", -1)) {
            out.write(word.getBytes(UTF_8));
            out.flush();
            sleep(millis(150));
        }
    }

    /** A leaf falls each second. Those that a page has missed come at once, the others as they fall. */
    private void feed(EventSender events, long seen) throws IOException {
        if (began == Long.MIN_VALUE) began = loop().nanoTime();
        long fallen = (loop().nanoTime() - began) / seconds(1).toNanos();
        // A page that claims to have seen the future begins now, as a new one does.
        long from = seen < 0 || seen > fallen ? fallen : Math.max(seen, fallen - MISSED_AT_MOST);
        for (long leaf = from + 1; leaf <= from + EVENTS_AT_ONCE || leaf <= fallen; leaf++) {
            sleepUntil(began + leaf * seconds(1).toNanos());
            String tree = TREES.get((int) (leaf % TREES.size()));
            events.send(ServerSentEvent.of("leaf " + leaf + ", from " + tree)
                    .id(Long.toString(leaf))
                    .retry(millis(2500)));
        }
    }

    /** The browser says it in a header when it connects again by itself, the page in its query when it does. */
    private static long lastSeen(Request request) {
        String id = request.header("Last-Event-ID");
        if (id == null) id = request.queryParam("after");
        return id != null && id.matches("[0-9]{1,15}") ? Long.parseLong(id) : -1;
    }
}
