package dev.tuliptree.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/** A socket of the {@link NioEngine} that sends and receives datagrams. */
final class NioDatagrams extends NioDuplex implements EngineDatagrams {
    private final DatagramChannel channel;

    NioDatagrams(NioEngine engine, DatagramChannel channel) throws IOException {
        super(engine, channel);
        this.channel = channel;
        channel.configureBlocking(false);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        channel.connect(address);
    }

    @Override
    public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
        return channel.receive(target);
    }

    @Override
    public boolean send(ByteBuffer source, @Nullable SocketAddress address) throws IOException {
        boolean empty = !source.hasRemaining();
        try {
            int sent = address == null ? channel.write(source) : channel.send(source, address);
            return sent > 0 || empty;
        } catch (UnsupportedAddressTypeException e) {
            throw new IOException("a socket at " + localAddress() + " cannot send to " + address, e);
        }
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface on, @Nullable InetAddress source) throws IOException {
        return source == null ? channel.join(group, on) : channel.join(group, on, source);
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
    }

    @Override
    int readInterest() {
        return SelectionKey.OP_READ;
    }

    @Override
    int writeInterest() {
        return SelectionKey.OP_WRITE;
    }

    @Override
    void selected() {
        int ready = readyOperations();
        removeInterest(ready);
        if ((ready & SelectionKey.OP_READ) != 0) tellReadable();
        if ((ready & SelectionKey.OP_WRITE) != 0) tellWritable();
    }

    @Override
    public SocketAddress localAddress() {
        return localAddress(channel);
    }

    @Override
    public void close() {
        forgetRequests();
        closeChannel();
    }
}
