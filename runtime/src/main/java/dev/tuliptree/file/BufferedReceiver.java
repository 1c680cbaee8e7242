package dev.tuliptree.file;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.net.ReceiveStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Receives in large pieces what is asked for in small ones: each piece of a file costs a trip to another thread. It has
 * taken from the other stream more than it has given on, so nobody else may use that. Cancelled, it loses nothing.
 */
final class BufferedReceiver implements ReceiveStream {
    private static final int PIECE = 64 * 1024;

    private final ReceiveStream source;
    private byte[] buffer = {};
    private int from;

    BufferedReceiver(ReceiveStream source) {
        this.source = source;
    }

    @Override
    public byte[] receiveSome(int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("receiveSome needs room for at least one byte, not " + most);
        awaitReadable();
        int count = Math.min(most, buffer.length - from);
        from += count;
        return Arrays.copyOfRange(buffer, from - count, from);
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("receiveSome needs a buffer that is not full");
        awaitReadable();
        int count = Math.min(target.remaining(), buffer.length - from);
        if (count == 0) return -1;
        target.put(buffer, from, count);
        from += count;
        return count;
    }

    @Override
    public void awaitReadable() throws IOException {
        Checkpoint.throwIfCancelled();
        if (from == buffer.length) {
            buffer = source.receiveSome(PIECE);
            from = 0;
        } else {
            Checkpoint.passTurn();
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
