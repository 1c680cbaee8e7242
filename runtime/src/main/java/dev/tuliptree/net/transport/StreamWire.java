package dev.tuliptree.net.transport;

import dev.tuliptree.engine.Readiness;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Any stream: tasks wait at it, where something is awaited. */
final class StreamWire implements Wire {
    private final ByteStream stream;
    private final StreamWatch reading;
    private final StreamWatch writing;

    StreamWire(ByteStream stream) {
        this.stream = stream;
        reading = new StreamWatch(stream::awaitReadable);
        writing = new StreamWatch(stream::awaitWritable);
    }

    @Override
    public ByteStream stream() {
        return stream;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        reading.throwFailure();
        return stream.tryReceive(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        writing.throwFailure();
        return stream.trySend(source);
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        reading.request(readiness);
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        writing.request(readiness);
    }

    @Override
    public void release() {
        reading.end();
        writing.end();
    }
}
