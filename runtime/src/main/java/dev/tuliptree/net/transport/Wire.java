package dev.tuliptree.net.transport;

import dev.tuliptree.engine.Readiness;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.UnixStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a transport sends and receives through. Nothing suspends. */
interface Wire {
    /** The one for a stream, which nobody else uses any more. */
    static Wire over(ByteStream stream) {
        return switch (stream) {
            case SocketStream tcp -> new SocketWire(tcp, tcp.engineSocket());
            case UnixStream unix -> new SocketWire(unix, unix.engineSocket());
            default -> new StreamWire(stream);
        };
    }

    ByteStream stream();

    /** Takes what has arrived: 0 if nothing has, -1 at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Hands on as much as there is room for. */
    int write(ByteBuffer source) throws IOException;

    /** Tells, once, when reading is worth trying. Replaces an earlier request; null to tell nobody. */
    void onReadable(@Nullable Readiness readiness);

    /** Tells, once, when writing is worth trying. Replaces an earlier request; null to tell nobody. */
    void onWritable(@Nullable Readiness readiness);

    /** Lets go of the stream, which stays open. */
    void release();
}
