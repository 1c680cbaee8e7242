package dev.tuliptree.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A listening socket of the {@link NioEngine}. */
final class NioListener extends NioChannel implements EngineListener {
    private final NioEngine engine;
    private final ServerSocketChannel channel;
    private final SocketAddress localAddress;
    private @Nullable Readiness acceptable;

    NioListener(NioEngine engine, ServerSocketChannel channel) throws IOException {
        super(engine, channel);
        this.engine = engine;
        this.channel = channel;
        this.localAddress = channel.getLocalAddress();
    }

    @Override
    public @Nullable EngineSocket accept() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) return null;
        try {
            NioSocket socket = new NioSocket(engine, accepted);
            engine.opened(socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            accepted.close();
            throw e;
        }
    }

    @Override
    public void onAcceptable(@Nullable Readiness readiness) {
        acceptable = replace(acceptable, readiness);
        if (readiness != null) addInterest(SelectionKey.OP_ACCEPT);
    }

    @Override
    void selected() {
        if (acceptable == null) removeInterest(SelectionKey.OP_ACCEPT);
        else readyForError();
    }

    @Override
    void readyForError() {
        Readiness told = acceptable;
        acceptable = replace(acceptable, null);
        if (told != null) told.ready();
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public void close() {
        acceptable = replace(acceptable, null);
        closeChannel();
        try {
            engine.releaseClosed();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
