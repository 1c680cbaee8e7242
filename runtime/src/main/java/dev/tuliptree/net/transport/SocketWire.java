package dev.tuliptree.net.transport;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Readiness;
import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A socket of the engine, which tells itself what is worth trying. */
record SocketWire(ByteStream stream, EngineSocket socket) implements Wire {
    @Override
    public int read(ByteBuffer target) throws IOException {
        return socket.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return socket.write(source);
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        socket.onReadable(readiness);
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        socket.onWritable(readiness);
    }

    @Override
    public void release() {
        socket.onReadable(null);
        socket.onWritable(null);
    }
}
