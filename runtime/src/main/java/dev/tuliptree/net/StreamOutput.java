package dev.tuliptree.net;

import java.io.IOException;
import java.io.OutputStream;

/** A stream of the loop as one of {@code java.io}: see {@link SendStream#outputStream()}. */
final class StreamOutput extends OutputStream {
    private final SendStream stream;

    StreamOutput(SendStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int one) throws IOException {
        stream.sendAll(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        stream.sendAll(bytes, offset, length);
    }

    @Override
    public void close() {
        stream.close();
    }
}
