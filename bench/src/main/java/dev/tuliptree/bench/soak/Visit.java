package dev.tuliptree.bench.soak;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One way to behave towards the server.
 *
 * @param name what it is called
 * @param act what is done, on connections of its own
 */
record Visit(String name, Act act) {
    /** What is done. */
    @FunctionalInterface
    interface Act {
        /**
         * Does it, and looks that the server does what it should.
         *
         * @throws IOException if it does not
         * @throws InterruptedException if it is interrupted
         */
        void go(int port, SplittableRandom random) throws IOException, InterruptedException;
    }

    /** All ways, the good ones several times, so that most visits are good. */
    static List<Visit> all() {
        return List.of(
                new Visit("keep-alive", GoodVisits::keepAlive),
                new Visit("keep-alive", GoodVisits::keepAlive),
                new Visit("keep-alive", GoodVisits::keepAlive),
                new Visit("pipelined", GoodVisits::pipelined),
                new Visit("pipelined", GoodVisits::pipelined),
                new Visit("posted", GoodVisits::posted),
                new Visit("posted", GoodVisits::posted),
                new Visit("posted in chunks", GoodVisits::postedInChunks),
                new Visit("posted in chunks", GoodVisits::postedInChunks),
                new Visit("answered in chunks", GoodVisits::answeredInChunks),
                new Visit("answered in chunks", GoodVisits::answeredInChunks),
                new Visit("WebSocket", GoodVisits::webSocket),
                new Visit("WebSocket", GoodVisits::webSocket),
                new Visit("half-closed", GoodVisits::halfClosed),
                new Visit("byte by byte", SlowVisits::byteByByte),
                new Visit("slow reader", SlowVisits::slowReader),
                new Visit("slowloris", SlowVisits::slowloris),
                new Visit("silent", SlowVisits::silent),
                new Visit("body that stays away", SlowVisits::bodyStaysAway),
                new Visit("reader that stops", SlowVisits::readerStops),
                new Visit("reset", BadVisits::reset),
                new Visit("reset within a body", BadVisits::resetWithinBody),
                new Visit("garbage", BadVisits::garbage),
                new Visit("oversized head", BadVisits::oversizedHead),
                new Visit("bad chunks", BadVisits::badChunks),
                new Visit("bad frame", BadVisits::badFrame),
                new Visit("WebSocket lost", BadVisits::webSocketLost));
    }
}
