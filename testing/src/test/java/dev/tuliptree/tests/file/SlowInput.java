package dev.tuliptree.tests.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A stream whose reads block until the test gives something. */
final class SlowInput extends InputStream {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
    final CountDownLatch reading = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);

    void give(String text) {
        pieces.add(text.getBytes(StandardCharsets.UTF_8));
    }

    void end() {
        pieces.add(END);
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("one byte at a time is not asked for");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        reading.countDown();
        try {
            byte[] piece = pieces.take();
            if (piece == END) return -1;
            System.arraycopy(piece, 0, target, offset, piece.length);
            return piece.length;
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
