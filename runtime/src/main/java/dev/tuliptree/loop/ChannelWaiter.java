package dev.tuliptree.loop;

import dev.tuliptree.engine.Readiness;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a task waits until a channel of the program's own is ready in one direction. */
final class ChannelWaiter extends Waiter {
    private final SelectableChannel channel;
    private final Consumer<@Nullable Readiness> request;
    private boolean closing;

    ChannelWaiter(SelectableChannel channel, Consumer<@Nullable Readiness> request) {
        this.channel = channel;
        this.request = request;
    }

    void awaitReady() throws ClosedChannelException {
        request.accept(this);
        await();
        if (closing) throw new ClosedChannelException();
    }

    /** The channel is about to be closed. */
    void tellClosing() {
        closing = true;
        wake();
    }

    @Override
    protected boolean abort() {
        request.accept(null);
        return true;
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
