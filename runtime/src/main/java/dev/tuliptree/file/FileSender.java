package dev.tuliptree.file;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A file as a stream to send to, from its position on. */
final class FileSender implements SendStream {
    private final AsyncFile file;
    private boolean closed;

    FileSender(AsyncFile file) {
        this.file = file;
    }

    @Override
    public void sendAll(ByteBuffer bytes) throws IOException {
        requireOpen();
        file.write(bytes);
    }

    @Override
    public void sendAll(ByteBuffer... buffers) throws IOException {
        requireOpen();
        Checkpoint.throwIfCancelled();
        for (ByteBuffer bytes : buffers) file.write(bytes);
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
