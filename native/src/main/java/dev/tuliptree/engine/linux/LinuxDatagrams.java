package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.EngineDatagrams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.MembershipKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A socket of a {@link LinuxEngine} that sends and receives datagrams. */
final class LinuxDatagrams extends LinuxHandle implements EngineDatagrams {
    private final int family;
    private final Multicast multicast;
    private final List<LinuxMembership> memberships = new ArrayList<>();
    private boolean connected;

    LinuxDatagrams(LinuxEngine engine, int descriptor, int family) {
        super(engine, descriptor);
        this.family = family;
        multicast = new Multicast(engine.calls, descriptor, family);
    }

    @Override
    public void connect(SocketAddress address) throws IOException {
        requireOpen();
        requireFamily(address);
        int length = SocketAddresses.write(address, family, engine.calls.address);
        int result = engine.calls.connect(descriptor, length);
        if (result < 0) throw Errno.whenOpening(-result);
        connected = true;
    }

    /** Bound to every address, it gets one of them by connecting. */
    @Override
    boolean isBound() {
        return connected;
    }

    @Override
    public @Nullable SocketAddress receive(ByteBuffer target) throws IOException {
        requireOpen();
        int count = engine.calls.receiveFrom(descriptor, target);
        if (count == -Errno.EAGAIN) {
            nothingToRead();
            return null;
        }
        if (count < 0) throw Errno.whenSending(-count);
        target.position(target.position() + count);
        return engine.addressOf(0);
    }

    @Override
    public boolean send(ByteBuffer source, @Nullable SocketAddress address) throws IOException {
        requireOpen();
        int sent;
        if (address == null) {
            sent = engine.calls.send(descriptor, source, source.remaining());
        } else {
            requireFamily(address);
            int length = SocketAddresses.write(address, family, engine.calls.address);
            sent = engine.calls.sendTo(descriptor, source, length);
        }
        if (sent == -Errno.EAGAIN) {
            noRoomToWrite();
            return false;
        }
        if (sent < 0) throw Errno.whenSending(-sent);
        source.position(source.limit());
        return true;
    }

    // -- multicast

    @Override
    public MembershipKey join(InetAddress group, NetworkInterface on, @Nullable InetAddress source) throws IOException {
        requireOpen();
        multicast.check(group, source);
        for (LinuxMembership each : memberships) {
            if (!each.isOf(group, on)) continue;
            InetAddress received = each.sourceAddress();
            if (Objects.equals(received, source)) return each;
            if (received == null || source == null) {
                throw new IllegalStateException("the socket is a member already, of "
                        + (received == null ? "whatever is sent" : "what " + received.getHostAddress() + " sends"));
            }
        }
        LinuxMembership membership = new LinuxMembership(this, group, on, source);
        multicast.join(membership);
        memberships.add(membership);
        return membership;
    }

    void leave(LinuxMembership membership) {
        memberships.remove(membership);
        try {
            multicast.leave(membership);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void block(LinuxMembership membership, InetAddress source) throws IOException {
        multicast.check(source);
        multicast.block(membership, source);
    }

    void unblock(LinuxMembership membership, InetAddress source) {
        try {
            multicast.unblock(membership, source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        requireOpen();
        multicast.setOption(option, Objects.requireNonNull(value));
    }

    private void requireFamily(SocketAddress address) throws SocketException {
        if (family == SocketAddresses.IPV4
                && address instanceof InetSocketAddress internet
                && internet.getAddress() instanceof Inet6Address) {
            throw new SocketException("the socket at " + localAddress() + " is of IPv4, and cannot send to " + address);
        }
    }
}
