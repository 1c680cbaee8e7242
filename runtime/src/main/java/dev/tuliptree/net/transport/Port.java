package dev.tuliptree.net.transport;

import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.net.ConnectedUdpSocket;
import dev.tuliptree.net.UdpSocket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket of either kind.
 *
 * @param socket a {@link UdpSocket} or a {@link ConnectedUdpSocket}
 * @param datagrams the engine's part of it
 * @param peer whom it is connected to; null if to nobody
 */
record Port(
        Object socket, EngineDatagrams datagrams, @Nullable InetSocketAddress peer) {
    void close() {
        switch (socket) {
            case UdpSocket one -> one.close();
            case ConnectedUdpSocket one -> one.close();
            default -> throw new IllegalStateException("no UDP socket: " + socket);
        }
    }
}
