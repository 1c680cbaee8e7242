package dev.tuliptree.gallery.locks;

import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.sleep;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.sync.Barrier;
import dev.tuliptree.sync.Lock;
import java.util.List;
import java.util.random.RandomGenerator;

/** Five hikers come to a bridge that carries one, cross it in turn, and go on together when the last is over. */
public final class Locks {
    private static final List<String> HIKERS = List.of("ada", "ben", "cy", "dora", "emil");

    private final RandomGenerator random;

    /**
     * The demo.
     *
     * @param random decides how long each hiker walks
     */
    public Locks(RandomGenerator random) {
        this.random = random;
    }

    /** The demo's entry in the gallery. */
    public Demo demo() {
        return new Demo(
                "16-locks",
                "A lock and a barrier",
                "Five cross a bridge one at a time, and wait behind it for the last.",
                Locks.class,
                RoomPage.app(this::hike));
    }

    private void hike(RoomPage page) {
        Lock bridge = new Lock();
        Barrier meeting = new Barrier(HIKERS.size());
        nursery(n -> {
            for (String hiker : HIKERS)
                n.start(() -> walk(page, hiker, bridge, meeting)).name(hiker);
        });
        page.log("All have arrived.");
    }

    private void walk(RoomPage page, String hiker, Lock bridge, Barrier meeting) {
        page.state(hiker, "running", "walks to the bridge");
        sleep(millis(random.nextInt(3000)));
        page.state(hiker, "waiting", "waits for the bridge");
        try (var _ = bridge.acquire()) {
            page.state(hiker, "running", "is on the bridge");
            sleep(millis(1000));
        }
        page.state(hiker, "waiting", "waits for the others");
        if (meeting.await() == HIKERS.size() - 1) page.log("The last to cross was " + hiker + ".");
        page.state(hiker, "done", "goes on with the others");
    }
}
