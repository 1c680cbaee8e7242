package dev.tuliptree.net;

import dev.tuliptree.engine.EngineSocket;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A connection over TCP. Its operations are those of {@link ByteStream}. */
public final class SocketStream extends EngineStream {
    SocketStream(EngineSocket socket) {
        super(socket, "TCP stream");
    }

    /**
     * This end's address.
     *
     * @return the address
     */
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) socket.localAddress();
    }

    /**
     * The peer's address.
     *
     * @return the address
     */
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) socket.remoteAddress();
    }

    /**
     * Has small pieces sent at once, as they are unless something else is said, or lets the system collect them for a
     * while.
     *
     * @param noDelay true to send at once
     * @throws IOException if the stream is closed
     */
    public void noDelay(boolean noDelay) throws IOException {
        socket.setNoDelay(noDelay);
    }

    /**
     * Has the system probe the connection while it is idle, so that a peer that has vanished is noticed in the end, or
     * not.
     *
     * @param keepAlive true to probe
     * @throws IOException if the stream is closed
     */
    public void keepAlive(boolean keepAlive) throws IOException {
        socket.setKeepAlive(keepAlive);
    }
}
