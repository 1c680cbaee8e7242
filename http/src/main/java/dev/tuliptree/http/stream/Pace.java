package dev.tuliptree.http.stream;

import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Holds the sender of a body to a minimum rate. Only the time spent waiting for it counts, not the time that our side
 * takes to use what has come.
 */
public final class Pace {
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final long grace;
    private final long nanosPerByte;
    private long waited;

    /**
     * For one body.
     *
     * @param grace how long all waits together may take
     * @param bytesPerSecond for every so many bytes that came, they may take a second more
     */
    public Pace(EventLoop loop, Duration grace, int bytesPerSecond) {
        this.loop = loop;
        this.grace = grace.toNanos();
        this.nanosPerByte = SECOND / bytesPerSecond;
    }

    /**
     * Receives into an inlet, and counts how long that took.
     *
     * @param received how many bytes of the body have come
     * @return whether there was more, false at the end of the stream; empty if the sender was too slow
     */
    public Optional<Boolean> receive(Inlet inlet, long received) throws IOException {
        long before = loop.nanoTime();
        long budget = grace + Math.min(received, Long.MAX_VALUE / 4 / nanosPerByte) * nanosPerByte - waited;
        Optional<Boolean> result = moveOnAfter(Duration.ofNanos(budget), () -> Boolean.valueOf(inlet.receive()));
        waited += loop.nanoTime() - before;
        return result;
    }
}
