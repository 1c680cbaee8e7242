package dev.tuliptree.file;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.ForeignWaiter;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A blocking stream as one of the loop, to receive from. */
final class InputReceiver implements ReceiveStream {
    private final ReadAhead ahead;
    private final @Nullable Closeable source;
    private final String what;
    private final ForeignWaiter waiter;
    private final Runnable wake;
    private final Closeables.Watch watch;
    private boolean closed;

    /**
     * Makes one.
     *
     * @param ahead where the bytes come from
     * @param source what to close in the end; null if it stays open
     * @param what what to call it
     */
    InputReceiver(ReadAhead ahead, @Nullable Closeable source, String what) {
        this.ahead = ahead;
        this.source = source;
        this.what = what;
        waiter = new ForeignWaiter("data from " + what);
        wake = waiter::wakeForeign;
        watch = source == null ? () -> {} : Closeables.opened(this, what);
    }

    @Override
    public byte[] receiveSome(int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("receiveSome needs room for at least one byte, not " + most);
        awaitReady();
        byte[] room = new byte[Math.max(1, Math.min(most, ahead.size()))];
        int count = receiveSome(ByteBuffer.wrap(room));
        return count == room.length ? room : Arrays.copyOf(room, Math.max(0, count));
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("receiveSome needs a buffer that is not full");
        int count;
        do awaitReady();
        while ((count = ahead.take(target)) == 0);
        Checkpoint.passTurn();
        return count;
    }

    @Override
    public void awaitReadable() throws IOException {
        awaitReady();
        Checkpoint.passTurn();
    }

    private void awaitReady() throws IOException {
        Checkpoint.throwIfCancelled();
        requireOpen();
        if (waiter.isWaiting()) throw new IllegalStateException("another task is waiting for data from " + what);
        try {
            while (!ahead.isReady()) {
                ahead.request(wake);
                waiter.awaitForeign();
                requireOpen();
            }
        } finally {
            ahead.forget(wake);
        }
    }

    private void requireOpen() throws IOException {
        if (closed) throw new ClosedStreamException();
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        if (source != null) StreamThreads.close(source);
        waiter.wake();
    }

    @Override
    public String toString() {
        return what + (closed ? ", closed" : "");
    }
}
