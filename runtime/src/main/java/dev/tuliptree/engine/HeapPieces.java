package dev.tuliptree.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Reads and writes large buffers of the heap in pieces. The JDK copies such a buffer as a whole into one outside of the
 * heap, of the same size, which it keeps for each thread; and does so again for every write of what is left.
 */
final class HeapPieces {
    /** Each write may wake the reader at the other end, at a price: the fewer, the better. */
    private static final int PIECE = 512 * 1024;

    private HeapPieces() {}

    private static boolean isLarge(ByteBuffer buffer) {
        return !buffer.isDirect() && buffer.remaining() > PIECE;
    }

    static int read(SocketChannel channel, ByteBuffer target) throws IOException {
        if (!isLarge(target)) return channel.read(target);
        int limit = target.limit();
        target.limit(target.position() + PIECE);
        try {
            return channel.read(target);
        } finally {
            target.limit(limit);
        }
    }

    /** As much as there is room for. */
    static int write(SocketChannel channel, ByteBuffer source) throws IOException {
        int written = 0;
        while (isLarge(source)) {
            int count = writePiece(channel, source);
            written += count;
            if (count < PIECE) return written;
        }
        return written + channel.write(source);
    }

    private static int writePiece(SocketChannel channel, ByteBuffer source) throws IOException {
        int limit = source.limit();
        source.limit(source.position() + PIECE);
        try {
            return channel.write(source);
        } finally {
            source.limit(limit);
        }
    }

    /** As much as there is room for. */
    static long write(SocketChannel channel, ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        int end = offset + length;
        for (int first = offset, large; (large = firstLarge(sources, first, end)) < end; first = large) {
            ByteBuffer source = sources[large];
            int limit = source.limit();
            source.limit(source.position() + PIECE);
            try {
                written += channel.write(sources, first, large - first + 1);
                if (source.hasRemaining()) return written;
            } finally {
                source.limit(limit);
            }
        }
        return written + channel.write(sources, offset, length);
    }

    private static int firstLarge(ByteBuffer[] sources, int first, int end) {
        int index = first;
        while (index < end && !isLarge(sources[index])) index++;
        return index;
    }
}
