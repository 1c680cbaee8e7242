package dev.tuliptree.loop;

import org.jspecify.annotations.Nullable;

/** A future with a name of its own; most have none, and should not pay for it. */
final class NamedFuture<T extends @Nullable Object> extends LoopFuture<T> {
    private final String name;

    NamedFuture(EventLoop loop, String name) {
        super(loop);
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }
}
