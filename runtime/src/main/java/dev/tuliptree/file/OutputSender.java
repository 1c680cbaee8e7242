package dev.tuliptree.file;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Closeables;
import dev.tuliptree.loop.ForeignWaiter;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.SendStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A blocking stream as one of the loop, to send to. */
final class OutputSender implements SendStream {
    private final WriteBehind behind;
    private final @Nullable Closeable target;
    private final String what;
    private final ForeignWaiter waiter;
    private final Runnable wake;
    private final Closeables.Watch watch;
    private boolean sending;
    private boolean closed;

    /**
     * Makes one.
     *
     * @param behind where the bytes go
     * @param target what to close in the end; null if it stays open
     * @param what what to call it
     */
    OutputSender(WriteBehind behind, @Nullable Closeable target, String what) {
        this.behind = behind;
        this.target = target;
        this.what = what;
        waiter = new ForeignWaiter("room in " + what);
        wake = waiter::wakeForeign;
        watch = target == null ? () -> {} : Closeables.opened(this, what);
    }

    @Override
    public void sendAll(ByteBuffer bytes) throws IOException {
        sendAll(new ByteBuffer[] {bytes});
    }

    @Override
    public void sendAll(ByteBuffer... buffers) throws IOException {
        Checkpoint.throwIfCancelled();
        requireOpen();
        if (sending) throw new IllegalStateException("another task is sending to " + what);
        sending = true;
        try {
            for (ByteBuffer bytes : buffers) while (bytes.hasRemaining()) sendPiece(bytes);
        } finally {
            sending = false;
            behind.forget(wake);
        }
        Checkpoint.passTurn();
    }

    private void sendPiece(ByteBuffer bytes) throws IOException {
        long number;
        while ((number = behind.begin(bytes)) == 0) awaitFree();
        while (!behind.isThrough(number)) awaitFree();
    }

    private void awaitFree() throws IOException {
        behind.whenFree(wake);
        waiter.awaitForeign();
        requireOpen();
    }

    private void requireOpen() throws IOException {
        if (closed) throw new ClosedStreamException();
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        watch.closed();
        if (target != null) StreamThreads.close(target);
        waiter.wake();
    }

    @Override
    public String toString() {
        return what + (closed ? ", closed" : "");
    }
}
