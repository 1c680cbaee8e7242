package dev.tuliptree.http.server;

import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.RequestParser;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Parsers, with the heads they fill, that the connections of one loop lend from. A connection has one from the first
 * byte of a request until it waits for the next: a thousand idle ones need none, and a few busy ones keep using the
 * same few.
 */
final class ParserPool {
    // What is kept for the next burst; what a burst needs beyond that goes to the garbage collector.
    private static final int KEPT = 256;

    private final HttpLimits limits;
    private final ArrayDeque<RequestParser> parsers = new ArrayDeque<>();

    ParserPool(HttpLimits limits) {
        this.limits = limits;
    }

    /** A parser that is at the beginning of a head. */
    RequestParser take() {
        @Nullable RequestParser parser = parsers.poll();
        return parser == null ? new RequestParser(limits) : parser;
    }

    /** Takes a parser back that is at the beginning of a head; nobody looks at its last one any more. */
    void give(RequestParser parser) {
        if (parsers.size() < KEPT) {
            parsers.push(parser);
        }
    }
}
