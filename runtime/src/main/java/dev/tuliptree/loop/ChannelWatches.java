package dev.tuliptree.loop;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels of a program's own that a loop watches for it: see {@link EventLoop#addReader}. */
final class ChannelWatches {
    private final EventLoop loop;
    private final Map<SelectableChannel, WatchedChannel> channels = new IdentityHashMap<>();

    ChannelWatches(EventLoop loop) {
        this.loop = loop;
    }

    void addReader(SelectableChannel channel, Runnable callback) {
        check(channel, SelectionKey.OP_READ | SelectionKey.OP_ACCEPT, "read from");
        of(channel).setReader(loop, callback);
    }

    void addWriter(SelectableChannel channel, Runnable callback) {
        check(channel, SelectionKey.OP_WRITE, "written to");
        of(channel).setWriter(loop, callback);
    }

    boolean removeReader(SelectableChannel channel) {
        WatchedChannel watched = channels.get(channel);
        return watched != null && watched.removeReader();
    }

    boolean removeWriter(SelectableChannel channel) {
        WatchedChannel watched = channels.get(channel);
        return watched != null && watched.removeWriter();
    }

    void forget(SelectableChannel channel) {
        channels.remove(channel);
    }

    private WatchedChannel of(SelectableChannel channel) {
        @Nullable WatchedChannel known = channels.get(channel);
        if (known != null) return known;
        WatchedChannel watched = new WatchedChannel(this, channel, loop.engine().watch(channel));
        channels.put(channel, watched);
        return watched;
    }

    private static void check(SelectableChannel channel, int operations, String use) {
        if ((channel.validOps() & operations) == 0) {
            throw new IllegalArgumentException(channel + " cannot be " + use);
        }
        if (!channel.isOpen()) throw new IllegalArgumentException(channel + " is closed");
        if (channel.isBlocking()) {
            throw new IllegalArgumentException(channel + " blocks: call configureBlocking(false) on it first");
        }
    }
}
