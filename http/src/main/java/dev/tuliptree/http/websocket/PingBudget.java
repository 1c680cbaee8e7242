package dev.tuliptree.http.websocket;

import dev.tuliptree.loop.EventLoop;

/** How many pings we answer: each costs us as much as it costs the peer, who may have many friends. */
final class PingBudget {
    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final int perSecond;
    private long secondBegan;
    private int used;

    PingBudget(EventLoop loop, int perSecond) {
        this.loop = loop;
        this.perSecond = perSecond;
        this.secondBegan = loop.nanoTime();
    }

    /** Takes one; false if this second's are used up. */
    boolean take() {
        long now = loop.nanoTime();
        if (now - secondBegan >= SECOND) {
            secondBegan = now;
            used = 0;
        }
        return ++used <= perSecond;
    }
}
