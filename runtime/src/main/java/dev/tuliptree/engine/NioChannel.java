package dev.tuliptree.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** A channel registered with a selector on the first wait, and what is waited for on it. */
abstract class NioChannel {
    private final NioEngine engine;
    private final SelectableChannel channel;
    private @Nullable SelectionKey key;

    NioChannel(NioEngine engine, SelectableChannel channel) {
        this.engine = engine;
        this.channel = channel;
    }

    /** Takes note of what the selector found; called from within the poll. */
    abstract void selected();

    /** The operations that are ready, 0 once the channel was closed. */
    final int readyOperations() {
        SelectionKey current = key;
        return current != null && current.isValid() ? current.readyOps() : 0;
    }

    /** Counts a request that takes the place of another; either may be none. */
    final @Nullable Readiness replace(@Nullable Readiness before, @Nullable Readiness now) {
        if (before == null && now != null) engine.requests++;
        else if (before != null && now == null) engine.requests--;
        return now;
    }

    /** Adds to what the selector looks for on this channel. */
    final void addInterest(int operations) {
        try {
            SelectionKey current = key;
            if (current == null) {
                key = channel.register(engine.selector(), operations, this);
            } else if ((current.interestOps() & operations) != operations) {
                current.interestOpsOr(operations);
            }
        } catch (CancelledKeyException e) {
            // It was deregistered a moment ago, of which the selector has to take note first; or else it is closed.
            if (key == null && channel.isOpen()) engine.registerLater(this, operations);
            else readyForError();
        } catch (ClosedChannelException e) {
            // Trying the operation again will say so, to the one who can handle it.
            readyForError();
        }
    }

    /** Has the selector look for nothing on this channel any more, so that it can be made to block, say. */
    final void deregister() {
        SelectionKey current = key;
        key = null;
        if (current != null) current.cancel();
        else engine.registerNoMore(this);
    }

    /** Closes the channel; idempotent. */
    final void closeChannel() {
        engine.closed(this);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This end's address. */
    static SocketAddress localAddress(NetworkChannel channel) {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes from what the selector looks for on this channel. */
    final void removeInterest(int operations) {
        SelectionKey current = key;
        if (current != null && current.isValid()) current.interestOpsAnd(~operations);
    }

    /** Tells everyone who waits, because the channel can never become ready any more. */
    abstract void readyForError();
}
