package dev.tuliptree.process;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * The thread that watches the pipes of all children, for the loops of all who started them. It does no more than tell
 * who waits; it runs as long as the JVM does, from the first child on. Any thread.
 */
final class PipePoller {
    private static final System.Logger LOG = System.getLogger(PipePoller.class.getName());

    private static @Nullable PipePoller shared;

    private final Selector selector;

    private PipePoller(Selector selector) {
        this.selector = selector;
    }

    /** The one there is. Not made when the class is: that may fail, for want of descriptors, and succeed later. */
    static synchronized PipePoller shared() throws IOException {
        PipePoller poller = shared;
        if (poller != null) return poller;
        poller = new PipePoller(Selector.open());
        Thread.ofPlatform()
                .name("tuliptree-pipes")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(poller::watch);
        shared = poller;
        return poller;
    }

    /** Makes a channel one that can be watched. It belongs to the poller as long as it is open. */
    SelectionKey register(SelectableChannel channel) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, 0);
    }

    /** Has the {@link Runnable} attached to the key run, once, when an operation is worth trying. */
    void request(SelectionKey key, int operation) {
        try {
            key.interestOpsOr(operation);
            selector.wakeup();
        } catch (CancelledKeyException e) {
            tell(key);
        }
    }

    /** Closes a channel. The system hears of it when the poller has let it go, a moment later. */
    void close(SelectableChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a pipe failed", e);
        }
        selector.wakeup();
    }

    private void watch() {
        while (true) {
            try {
                selector.select(PipePoller::ready);
            } catch (IOException e) {
                LOG.log(Level.ERROR, "the pipes of child processes can be watched no more", e);
                return;
            }
        }
    }

    private static void ready(SelectionKey key) {
        try {
            key.interestOps(0);
        } catch (CancelledKeyException e) {
            // It was closed this very moment; whoever waited has been told by that.
            return;
        }
        tell(key);
    }

    private static void tell(SelectionKey key) {
        if (key.attachment() instanceof Runnable waiting) waiting.run();
    }
}
