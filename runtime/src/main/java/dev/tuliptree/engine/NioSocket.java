package dev.tuliptree.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** A stream socket of the {@link NioEngine}. */
final class NioSocket extends NioDuplex implements EngineSocket {
    private static final int WRITE_OR_CONNECT = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final SocketChannel channel;

    NioSocket(NioEngine engine, SocketChannel channel) throws IOException {
        super(engine, channel);
        this.channel = channel;
        channel.configureBlocking(false);
        if (isTcp()) channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** In the Unix domain nothing is delayed, probed or reset. */
    private boolean isTcp() {
        return channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY);
    }

    @Override
    public boolean finishConnect() throws IOException {
        return channel.finishConnect();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return HeapPieces.read(channel, target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return HeapPieces.write(channel, source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        return HeapPieces.write(channel, sources, offset, length);
    }

    @Override
    public boolean transfersFiles() {
        return true;
    }

    @Override
    public long transferFrom(FileChannel file, long position, long count) throws IOException {
        return file.transferTo(position, count, channel);
    }

    @Override
    int readInterest() {
        return SelectionKey.OP_READ;
    }

    @Override
    int writeInterest() {
        return channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
    }

    @Override
    void selected() {
        int ready = readyOperations();
        if ((ready & SelectionKey.OP_READ) != 0) {
            if (isReadAwaited()) tellReadable();
            else removeInterest(SelectionKey.OP_READ);
        }
        // Unlike data to read, room to write is there most of the time: interest in it must not stay.
        if ((ready & WRITE_OR_CONNECT) != 0) {
            removeInterest(WRITE_OR_CONNECT);
            tellWritable();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress(channel);
    }

    @Override
    public SocketAddress remoteAddress() {
        try {
            return channel.getRemoteAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setNoDelay(boolean noDelay) throws IOException {
        if (isTcp()) channel.setOption(StandardSocketOptions.TCP_NODELAY, noDelay);
    }

    @Override
    public void setKeepAlive(boolean keepAlive) throws IOException {
        if (isTcp()) channel.setOption(StandardSocketOptions.SO_KEEPALIVE, keepAlive);
    }

    @Override
    public void abort() {
        try {
            if (isTcp()) channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // Closed already, or the peer was quicker: there is nothing left to reset.
        }
        close();
    }

    @Override
    public void close() {
        forgetRequests();
        closeChannel();
    }
}
