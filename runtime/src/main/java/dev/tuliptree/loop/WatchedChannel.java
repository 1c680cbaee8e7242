package dev.tuliptree.loop;

import dev.tuliptree.engine.EngineWatch;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/** A channel of a program's own, and who is called when it can be read from or written to. */
final class WatchedChannel {
    private final ChannelWatches watches;
    private final SelectableChannel channel;
    private final EngineWatch watch;
    private @Nullable ChannelCallback reader;
    private @Nullable ChannelCallback writer;
    private @Nullable ChannelWaiter readWaiter;
    private @Nullable ChannelWaiter writeWaiter;

    WatchedChannel(ChannelWatches watches, SelectableChannel channel, EngineWatch watch) {
        this.watches = watches;
        this.channel = channel;
        this.watch = watch;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Suspends the current task until the channel can be read from. */
    void awaitReadable() throws ClosedChannelException {
        requireFree(reader, readWaiter);
        readWaiter = new ChannelWaiter(channel, watch::onReadable);
        try {
            readWaiter.awaitReady();
        } finally {
            readWaiter = null;
            closeIfIdle();
        }
    }

    /** Suspends the current task until the channel can be written to. */
    void awaitWritable() throws ClosedChannelException {
        requireFree(writer, writeWaiter);
        writeWaiter = new ChannelWaiter(channel, watch::onWritable);
        try {
            writeWaiter.awaitReady();
        } finally {
            writeWaiter = null;
            closeIfIdle();
        }
    }

    private void requireFree(@Nullable ChannelCallback callback, @Nullable ChannelWaiter waiter) {
        if (waiter != null) throw new IllegalStateException("another task is waiting for " + channel);
        if (callback != null) throw new IllegalStateException(channel + " has a callback: remove it first");
    }

    private static void requireNoTask(@Nullable ChannelWaiter waiter) {
        if (waiter != null) throw new IllegalStateException("a task is waiting for " + waiter);
    }

    /** The channel is about to be closed: tasks that wait are told, callbacks are called no more. */
    void tellClosing() {
        if (readWaiter != null) readWaiter.tellClosing();
        if (writeWaiter != null) writeWaiter.tellClosing();
        close();
    }

    /** Lets go of the channel if nobody is to be told of it, so that it may be made to block. */
    private void closeIfIdle() {
        if (reader == null && writer == null && readWaiter == null && writeWaiter == null) close();
    }

    void setReader(EventLoop loop, Runnable callback) {
        requireNoTask(readWaiter);
        if (reader != null) reader.end();
        reader = new ChannelCallback(loop, this, watch::onReadable, callback);
        reader.begin();
    }

    void setWriter(EventLoop loop, Runnable callback) {
        requireNoTask(writeWaiter);
        if (writer != null) writer.end();
        writer = new ChannelCallback(loop, this, watch::onWritable, callback);
        writer.begin();
    }

    /** Calls the reader no more; false if there is none. */
    boolean removeReader() {
        ChannelCallback removed = reader;
        if (removed == null) return false;
        reader = null;
        removed.end();
        closeIfIdle();
        return true;
    }

    /** Calls the writer no more; false if there is none. */
    boolean removeWriter() {
        ChannelCallback removed = writer;
        if (removed == null) return false;
        writer = null;
        removed.end();
        closeIfIdle();
        return true;
    }

    /** Calls nobody any more. */
    void close() {
        if (reader != null) reader.end();
        if (writer != null) writer.end();
        reader = null;
        writer = null;
        watch.close();
        watches.forget(channel, this);
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
