package dev.tuliptree.net;

import dev.tuliptree.engine.EngineSocket;

/**
 * A connection in the Unix domain, within one machine. Its operations are those of {@link ByteStream}. There are no
 * resets: to the peer, {@link #abort()} is a {@link #close()}.
 */
public final class UnixStream extends EngineStream {
    UnixStream(EngineSocket socket) {
        super(socket, "Unix stream");
    }
}
