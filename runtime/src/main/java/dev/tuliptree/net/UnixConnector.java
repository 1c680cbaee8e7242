package dev.tuliptree.net;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Opens connections in the Unix domain. */
public final class UnixConnector {
    private UnixConnector() {}

    /**
     * See {@link dev.tuliptree.Async#openUnixStream}.
     *
     * @param path the socket file
     * @return the connection
     * @throws IOException if nobody listens there; says where
     */
    public static UnixStream connect(Path path) throws IOException {
        Checkpoint.throwIfCancelled();
        try {
            return new UnixStream(connected(UnixDomainSocketAddress.of(path)));
        } catch (IOException e) {
            throw new ConnectException("cannot connect to " + path + ": " + e.getMessage());
        }
    }

    private static EngineSocket connected(UnixDomainSocketAddress address) throws IOException {
        EngineSocket socket = EventLoop.current().engine().connect(address, null);
        try {
            SocketWaiter connected = SocketWaiter.writable(socket);
            while (!socket.finishConnect()) connected.awaitReady();
            Checkpoint.passTurn();
            return socket;
        } catch (Throwable e) {
            socket.close();
            throw e;
        }
    }
}
