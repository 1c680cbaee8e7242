package dev.tuliptree.gallery.nurseries;

import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;

import dev.tuliptree.Cancelled;
import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Three children in a nursery. When one fails, the others are cancelled; when all have ended, every failure comes out
 * of the nursery in one group.
 */
public final class Nurseries {
    private static final List<String> CHILDREN = List.of("ada", "ben", "cy");

    /** What tells each child of a visitor to fail. */
    private final Map<Client, Map<String, Event>> failures = new HashMap<>();

    /** The demo's entry in the gallery. */
    public Demo demo() {
        LiveApp page = RoomPage.app(this::play);
        for (String child : CHILDREN) {
            page.on("#" + child + " button click", (client, data) -> {
                Event failure = failures.getOrDefault(client, Map.of()).get(child);
                if (failure != null) failure.set();
            });
        }
        return new Demo(
                "10-nurseries",
                "A child fails",
                "Its siblings are cancelled, the nursery waits for them, and throws all that went wrong.",
                Nurseries.class,
                page);
    }

    private void play(RoomPage page) {
        Map<String, Event> failing = new LinkedHashMap<>();
        for (String child : CHILDREN) failing.put(child, new Event());
        failures.put(page.client(), failing);
        try {
            nursery(n -> {
                failing.forEach((name, failure) ->
                        n.start(() -> child(page, name, failure)).name(name));
            });
            page.log("The nursery has ended: all went well.");
        } catch (ExceptionGroup group) {
            page.log("The nursery has ended: " + group.getMessage() + ".");
            for (Throwable failure : group.leaves()) page.log(failure.toString());
        } finally {
            failures.remove(page.client());
        }
    }

    private void child(RoomPage page, String name, Event failure) throws IOException {
        page.state(name, "running", "plays for eight seconds");
        try {
            boolean fails = moveOnAfter(seconds(8), failure::await);
            if (fails) {
                page.state(name, "failed", "has failed");
                throw new IOException(name + " was made to fail");
            }
            page.state(name, "done", "is tired");
        } catch (Cancelled cancelled) {
            page.state(name, "cancelled", cancelled.reason().text());
            if (name.equals("cy")) throw new IllegalStateException("cy failed while tidying up", cancelled);
            throw cancelled;
        }
    }
}
