package dev.tuliptree.engine;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Watches channels of {@code java.nio} for an engine that is not on a {@link java.nio.channels.Selector}: while the
 * engine waits in its own way, a thread waits at a selector, and wakes it. All methods are the loop thread's, one at a
 * time. After Tornado's {@code SelectorThread}, which brings {@code add_reader} to asyncio's proactor loop.
 *
 * <p>The two take turns. The thread looks at the selector only within {@link #poll}, and has left it when that returns.
 * It says that something is ready, no more; the selector is asked again, and who waits is told, on the loop's thread,
 * as the {@link NioEngine} does that. So a program meets the same behaviour here as there: at any time when it has its
 * turn, nobody but its own loop is at the selector, and a channel can be let go of, closed or made to block at once.
 *
 * <p>Every wait of the engine is handed to the thread and back, as long as somebody waits for a channel: two switches
 * of threads, some ten microseconds. Letting the thread go on looking beyond the poll would save them where the engine
 * has sockets to tell of, but then each change of interest, and a program's closing a channel without a word, would
 * have to drive it away first. Channels of a program's own are rare beside an engine's sockets, and errors in such a
 * protocol are rarer still, and worse.
 *
 * <p>On Linux a selector is an epoll instance, which another one could watch without a thread. But its descriptor is
 * the JDK's secret: short of reflection it could be told only from what {@code /proc} lists of every file that is open,
 * by a channel registered on purpose, and only as long as selectors happen to be made of epoll.
 */
public final class SelectorThread implements AutoCloseable {
    /** An engine's own waiting. */
    @FunctionalInterface
    public interface Wait {
        /**
         * Waits for something to happen, or for {@link Engine#wakeup()}.
         *
         * @param timeoutNanos how long at most; 0 to look only, {@link Engine#FOREVER} for no limit
         * @throws IOException if the system fails to wait
         */
        void await(long timeoutNanos) throws IOException;
    }

    private final Engine engine;
    private final NioEngine nio = new NioEngine();

    // Whose turn it is at the selector. Neither is a lock: what is waited for is the other thread, which runs no tasks.
    private final Semaphore toLook = new Semaphore(0);
    private final Semaphore hasLooked = new Semaphore(0);

    /** Whether the thread is to look: taken back by the first to find something, it or the engine. */
    private final AtomicBoolean looking = new AtomicBoolean();

    private @Nullable Throwable failure;
    private boolean closed;

    /**
     * Opens a selector and starts the thread, a daemon.
     *
     * @param engine the engine to wake
     * @throws IOException if the system gives no selector
     */
    public SelectorThread(Engine engine) throws IOException {
        this.engine = engine;
        Thread.ofPlatform()
                .name("tuliptree-channels")
                .daemon()
                .inheritInheritableThreadLocals(false)
                .start(this::run);
    }

    /**
     * Watches a channel, as {@link Engine#watch} says.
     *
     * @param channel the channel, not blocking
     * @return what tells of it, from within {@link #poll}
     */
    public EngineWatch watch(SelectableChannel channel) {
        return nio.watch(channel);
    }

    /**
     * Whether somebody waits to be told of a channel.
     *
     * @return false if no channel can wake the engine
     */
    public boolean isWatching() {
        return nio.isWatching();
    }

    /**
     * Waits until the engine's own wait ends or a channel is ready, and then tells everyone who waits for a channel
     * that is.
     *
     * @param timeoutNanos how long to wait at most; 0 to look only, {@link Engine#FOREVER} for no limit
     * @param wait the engine's own waiting
     * @throws IOException if either fails
     */
    public void poll(long timeoutNanos, Wait wait) throws IOException {
        if (timeoutNanos == 0 || nio.hasDeferred()) {
            wait.await(0);
            nio.poll(0, false);
        } else if (nio.isWatching()) {
            awaitBoth(timeoutNanos, wait);
            nio.poll(0, false);
        } else {
            // Nobody is to be told, but what was closed is to be let go of.
            nio.poll(0, false);
            wait.await(timeoutNanos);
        }
    }

    private void awaitBoth(long timeoutNanos, Wait wait) throws IOException {
        looking.set(true);
        toLook.release();
        try {
            wait.await(timeoutNanos);
        } finally {
            if (looking.getAndSet(false)) nio.wakeup();
            hasLooked.acquireUninterruptibly();
        }
        if (failure != null) throw new IOException("channels can be watched no more", failure);
    }

    private void run() {
        while (true) {
            toLook.acquireUninterruptibly();
            if (closed) return;
            try {
                nio.awaitReady();
            } catch (Throwable e) {
                // Whatever it is: the loop waits for this thread.
                failure = e;
            }
            if (looking.getAndSet(false)) engine.wakeup();
            hasLooked.release();
        }
    }

    /**
     * Ends the thread and closes the selector; the channels stay open. Nobody is told. Idempotent.
     *
     * @throws IOException if that fails
     */
    @Override
    public void close() throws IOException {
        closed = true;
        toLook.release();
        nio.close();
    }
}
