package dev.tuliptree.loop;

import dev.tuliptree.engine.Readiness;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A callback that is called for as long as a channel is ready. The engine tells once; when the callback has run, it is
 * asked to tell again. So the callback is never in the ready queue twice.
 */
final class ChannelCallback implements Readiness, Runnable {
    private final EventLoop loop;
    private final WatchedChannel channel;
    private final Consumer<@Nullable Readiness> request;
    private final Runnable callback;
    private final Handle handle = new Handle(this);

    /**
     * Has a callback called from now on.
     *
     * @param loop on which loop
     * @param channel what becomes ready
     * @param request asks the engine to tell whom it is given, or to tell nobody any more
     * @param callback what to call
     */
    ChannelCallback(EventLoop loop, WatchedChannel channel, Consumer<@Nullable Readiness> request, Runnable callback) {
        this.loop = loop;
        this.channel = channel;
        this.request = request;
        this.callback = callback;
    }

    void begin() {
        request.accept(this);
    }

    void end() {
        handle.cancel();
        request.accept(null);
    }

    @Override
    public void ready() {
        loop.ready.add(handle);
    }

    /** Calls the callback; runs in a coroutine. */
    @Override
    public void run() {
        try {
            callback.run();
        } finally {
            if (!channel.isOpen()) channel.close();
            else if (!handle.cancelled()) request.accept(this);
        }
    }

    @Override
    public String toString() {
        return callback + " for " + channel;
    }
}
