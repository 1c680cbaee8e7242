package dev.tuliptree.file;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What is in a file, from its position on, as a stream. */
final class FileReceiver implements ReceiveStream {
    private final AsyncFile file;
    private boolean closed;

    FileReceiver(AsyncFile file) {
        this.file = file;
    }

    @Override
    public byte[] receiveSome(int most) throws IOException {
        requireOpen();
        return file.read(most);
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        requireOpen();
        return file.read(target);
    }

    /** A file is never without an answer, be it that it has ended. */
    @Override
    public void awaitReadable() throws IOException {
        requireOpen();
        Checkpoint.checkpoint();
    }

    private void requireOpen() throws IOException {
        if (closed) throw new ClosedStreamException();
        file.requireOpen();
    }

    @Override
    public void close() {
        closed = true;
    }
}
