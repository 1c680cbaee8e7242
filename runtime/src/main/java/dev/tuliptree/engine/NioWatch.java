package dev.tuliptree.engine;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A channel of a program's own that the {@link NioEngine} watches for it. */
final class NioWatch extends NioChannel implements EngineWatch {
    private static final int READ_OR_ACCEPT = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int WRITE_OR_CONNECT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final SelectableChannel channel;
    private @Nullable Readiness readable;
    private @Nullable Readiness writable;

    NioWatch(NioEngine engine, SelectableChannel channel) {
        super(engine, channel);
        this.channel = channel;
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        readable = replace(readable, readiness);
        if (readiness != null) addInterest(channel.validOps() & READ_OR_ACCEPT);
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        writable = replace(writable, readiness);
        if (readiness == null) return;
        boolean connecting = channel instanceof SocketChannel socket && !socket.isConnected();
        addInterest(connecting ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE);
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

    private void tellReadable() {
        Readiness told = readable;
        readable = replace(readable, null);
        if (told != null) told.ready();
    }

    private void tellWritable() {
        Readiness told = writable;
        writable = replace(writable, null);
        if (told != null) told.ready();
    }

    @Override
    void readyForError() {
        tellReadable();
        tellWritable();
    }

    @Override
    public void close() {
        readable = replace(readable, null);
        writable = replace(writable, null);
        deregister();
    }
}
