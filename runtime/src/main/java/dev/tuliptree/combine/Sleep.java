package dev.tuliptree.combine;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.time.Duration;

/** Suspends for a time. */
public final class Sleep {
    private Sleep() {}

    /**
     * See {@link dev.tuliptree.Async#sleep}.
     *
     * @param time how long
     */
    public static void sleep(Duration time) {
        if (time.isPositive())
            EventLoop.current().sleepUntil(EventLoop.current().timeAfter(time));
        else Checkpoint.checkpoint();
    }
}
