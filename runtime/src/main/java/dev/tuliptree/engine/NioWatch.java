package dev.tuliptree.engine;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A channel of a program's own that the {@link NioEngine} watches for it. */
final class NioWatch extends NioDuplex implements EngineWatch {
    private static final int READ_OR_ACCEPT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int WRITE_OR_CONNECT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final SelectableChannel channel;

    NioWatch(NioEngine engine, SelectableChannel channel) {
        super(engine, channel);
        this.channel = channel;
    }

    @Override
    int readInterest() {
        return channel.validOps() & READ_OR_ACCEPT;
    }

    @Override
    int writeInterest() {
        boolean connecting = channel instanceof SocketChannel socket && !socket.isConnected();
        return connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE;
    }

    @Override
    void selected() {
        int ready = readyOperations();
        if ((ready & READ_OR_ACCEPT) != 0) {
            removeInterest(READ_OR_ACCEPT);
            tellReadable();
        }
        if ((ready & WRITE_OR_CONNECT) != 0) {
            removeInterest(WRITE_OR_CONNECT);
            tellWritable();
        }
    }

    @Override
    public void close() {
        forgetRequests();
        deregister();
    }
}
