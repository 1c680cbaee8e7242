package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Readiness;
import dev.tuliptree.testing.Traffic.Expected;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A socket of another engine, and how much went in and out of it. */
final class TrackedSocket implements EngineSocket {
    private final Traffic traffic;
    private final EngineSocket socket;
    private final Object reading = new Object();
    private final Object writing = new Object();
    private boolean connected;

    /** How to find the other end; null before it is connected, and in the Unix domain, where ends have no names. */
    private Traffic.@Nullable Route route;

    /** Files are transferred by other threads. */
    private final AtomicLong written = new AtomicLong();

    private long read;
    private boolean ended;
    private boolean closed;

    TrackedSocket(Traffic traffic, EngineSocket socket) {
        this.traffic = traffic;
        this.socket = socket;
        traffic.opened(this);
    }

    boolean isClosed() {
        return closed;
    }

    /** The connection stands, so both its addresses are known. */
    void connected() {
        if (connected) return;
        connected = true;
        if (!(socket.remoteAddress() instanceof InetSocketAddress)) return;
        route = new Traffic.Route(socket.localAddress(), socket.remoteAddress());
        traffic.connected(this, route);
    }

    /** This end's address, or null if the socket has never been connected. */
    @Nullable
    SocketAddress connectedFrom() {
        return route == null ? null : route.local();
    }

    private @Nullable TrackedSocket peer() {
        return route == null ? null : traffic.end(route.reversed());
    }

    private Expected toRead() {
        TrackedSocket peer = peer();
        if (peer == null) return Expected.PERHAPS;
        return peer.written.get() > read || peer.ended ? Expected.SOMETHING : Expected.NOTHING;
    }

    private Expected toWrite() {
        // An attempt to connect succeeds or fails soon.
        if (!connected) return Expected.SOMETHING;
        TrackedSocket peer = peer();
        if (peer == null) return Expected.PERHAPS;
        return peer.closed || peer.read == written.get() ? Expected.SOMETHING : Expected.PERHAPS;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (!socket.finishConnect()) return false;
        connected();
        return true;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int count = socket.read(target);
        if (count > 0) read += count;
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = socket.write(source);
        written.addAndGet(count);
        return count;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long count = socket.write(sources, offset, length);
        written.addAndGet(count);
        return count;
    }

    @Override
    public boolean transfersFiles() {
        return socket.transfersFiles();
    }

    @Override
    public long transferFrom(FileChannel file, long position, long count) throws IOException {
        long moved = socket.transferFrom(file, position, count);
        written.addAndGet(moved);
        return moved;
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        socket.onReadable(traffic.waiting(reading, readiness, this::toRead));
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        socket.onWritable(traffic.waiting(writing, readiness, this::toWrite));
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
        ended = true;
    }

    @Override
    public SocketAddress localAddress() {
        return socket.localAddress();
    }

    @Override
    public SocketAddress remoteAddress() {
        return socket.remoteAddress();
    }

    @Override
    public void setNoDelay(boolean noDelay) throws IOException {
        socket.setNoDelay(noDelay);
    }

    @Override
    public void setKeepAlive(boolean keepAlive) throws IOException {
        socket.setKeepAlive(keepAlive);
    }

    @Override
    public void abort() {
        forget();
        socket.abort();
    }

    @Override
    public void close() {
        forget();
        socket.close();
    }

    private void forget() {
        if (closed) return;
        closed = true;
        ended = true;
        traffic.stopWaiting(reading);
        traffic.stopWaiting(writing);
        traffic.closed(this);
        if (route != null) traffic.disconnected(this, route);
    }

    @Override
    public String toString() {
        if (route == null) return connected ? "socket in the Unix domain" : "socket, not connected";
        return "socket " + route.local() + " to " + route.remote();
    }
}
