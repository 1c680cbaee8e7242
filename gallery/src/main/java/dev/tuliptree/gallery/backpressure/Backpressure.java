package dev.tuliptree.gallery.backpressure;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleep;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.sync.Queue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A producer and a consumer, and a queue of five between them: whoever is faster waits for the other. */
public final class Backpressure {
    private static final int ITEMS = 40;
    private static final Duration FAST = millis(150);
    private static final Duration SLOW = millis(900);

    /** Which side is slow, for visitors who have said so. */
    private final Map<Client, String> slow = new HashMap<>();

    /** The demo's entry in the gallery. */
    public Demo demo() {
        LiveApp page = RoomPage.app(this::flow)
                .on("#slow-producer click", (client, data) -> choose(client, "producer", "consumer"))
                .on("#slow-consumer click", (client, data) -> choose(client, "consumer", "producer"))
                .on(LiveApp.CONNECTION_LOST, (client, data) -> slow.remove(client));
        return new Demo(
                "11-backpressure",
                "A queue that pushes back",
                "It holds five items, so the faster side waits for the slower one, whichever that is.",
                Backpressure.class,
                page);
    }

    private void choose(Client client, String slower, String other) {
        slow.put(client, slower);
        client.call("#slow-" + slower, "setAttribute", "aria-pressed", "true");
        client.call("#slow-" + other, "setAttribute", "aria-pressed", "false");
    }

    private Duration pace(RoomPage page, String side) {
        return slow.getOrDefault(page.client(), "consumer").equals(side) ? SLOW : FAST;
    }

    private void flow(RoomPage page) {
        Queue<Integer> queue = new Queue<>(5);
        nursery(n -> {
            n.start(() -> produce(page, queue)).name("producer");
            n.start(() -> consume(page, queue)).name("consumer");
        });
        page.log("All " + ITEMS + " items have arrived.");
    }

    private void produce(RoomPage page, Queue<Integer> queue) {
        for (int i = 1; i <= ITEMS; i++) {
            page.state("producer", "running", "makes item " + i);
            sleep(pace(page, "producer"));
            if (queue.isFull()) page.state("producer", "waiting", "waits: there is no room for item " + i);
            queue.put(i);
            show(page, queue);
        }
        page.state("producer", "done", "has made " + ITEMS + " items");
        queue.shutdown();
    }

    private void consume(RoomPage page, Queue<Integer> queue) {
        page.state("consumer", "waiting", "waits for an item");
        for (int item : queue) {
            show(page, queue);
            page.state("consumer", "running", "works on item " + item);
            sleep(pace(page, "consumer"));
            if (queue.isEmpty()) page.state("consumer", "waiting", "waits for an item");
        }
        page.state("consumer", "done", "has nothing more to do");
    }

    private void show(RoomPage page, Queue<Integer> queue) {
        String slots = "■".repeat(queue.size()) + "□".repeat(queue.capacity() - queue.size());
        page.state("queue", queue.isFull() ? "waiting" : "running", slots);
    }
}
