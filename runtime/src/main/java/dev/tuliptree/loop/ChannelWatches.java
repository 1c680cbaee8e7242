package dev.tuliptree.loop;

import java.nio.channels.ClosedChannelException;
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

    /** Suspends the current task until a channel can be read from, or has a connection to accept. */
    void awaitReadable(SelectableChannel channel) throws ClosedChannelException {
        Loops.requireTask().throwIfCancelled();
        check(channel, SelectionKey.OP_READ | SelectionKey.OP_ACCEPT, "read from");
        of(channel).awaitReadable();
    }

    /** Suspends the current task until a channel can be written to, or has been connected or not. */
    void awaitWritable(SelectableChannel channel) throws ClosedChannelException {
        Loops.requireTask().throwIfCancelled();
        check(channel, SelectionKey.OP_WRITE, "written to");
        of(channel).awaitWritable();
    }

    void tellClosing(SelectableChannel channel) {
        WatchedChannel watched = channels.get(channel);
        if (watched != null) watched.tellClosing();
    }

    void forget(SelectableChannel channel, WatchedChannel watched) {
        channels.remove(channel, watched);
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
