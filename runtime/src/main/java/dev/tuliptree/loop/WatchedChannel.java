package dev.tuliptree.loop;

import dev.tuliptree.engine.EngineWatch;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/** A channel of a program's own, and who is called when it can be read from or written to. */
final class WatchedChannel {
    private final ChannelWatches watches;
    private final SelectableChannel channel;
    private final EngineWatch watch;
    private @Nullable ChannelCallback reader;
    private @Nullable ChannelCallback writer;

    WatchedChannel(ChannelWatches watches, SelectableChannel channel, EngineWatch watch) {
        this.watches = watches;
        this.channel = channel;
        this.watch = watch;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    void setReader(EventLoop loop, Runnable callback) {
        if (reader != null) reader.end();
        reader = new ChannelCallback(loop, this, watch::onReadable, callback);
        reader.begin();
    }

    void setWriter(EventLoop loop, Runnable callback) {
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
        if (writer == null) close();
        return true;
    }

    /** Calls the writer no more; false if there is none. */
    boolean removeWriter() {
        ChannelCallback removed = writer;
        if (removed == null) return false;
        writer = null;
        removed.end();
        if (reader == null) close();
        return true;
    }

    /** Calls nobody any more. */
    void close() {
        if (reader != null) reader.end();
        if (writer != null) writer.end();
        reader = null;
        writer = null;
        watch.close();
        watches.forget(channel);
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
