package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.MembershipKey;
import org.jspecify.annotations.Nullable;

/** Datagrams of another engine. They may be lost: that something is on its way is never more than perhaps. */
final class TrackedDatagrams implements EngineDatagrams {
    private final Traffic traffic;
    private final EngineDatagrams socket;
    private final Object reading = new Object();
    private final Object writing = new Object();

    TrackedDatagrams(Traffic traffic, EngineDatagrams socket) {
        this.traffic = traffic;
        this.socket = socket;
        traffic.opened(this);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        socket.connect(address);
    }

    @Override
    public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
        return socket.receive(target);
    }

    @Override
    public boolean send(ByteBuffer source, @Nullable SocketAddress address) throws IOException {
        return socket.send(source, address);
    }

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface on, @Nullable InetAddress source) throws IOException {
        return socket.join(group, on, source);
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        socket.setOption(option, value);
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        socket.onReadable(traffic.waiting(reading, readiness, () -> Traffic.Expected.PERHAPS));
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        socket.onWritable(traffic.waiting(writing, readiness, () -> Traffic.Expected.SOMETHING));
    }

    @Override
    public SocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public void close() {
        traffic.stopWaiting(reading);
        traffic.stopWaiting(writing);
        traffic.closed(this);
        socket.close();
    }

    @Override
    public String toString() {
        return "socket for datagrams";
    }
}
