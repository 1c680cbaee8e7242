package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.MembershipKey;
import java.nio.channels.MulticastChannel;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket's membership in a multicast group. Loop thread only. */
final class LinuxMembership extends MembershipKey {
    private final LinuxDatagrams socket;
    private final InetAddress group;
    private final NetworkInterface on;
    private final @Nullable InetAddress source;
    private final Set<InetAddress> blocked = new HashSet<>();
    private boolean dropped;

    LinuxMembership(LinuxDatagrams socket, InetAddress group, NetworkInterface on, @Nullable InetAddress source) {
        this.socket = socket;
        this.group = group;
        this.on = on;
        this.source = source;
    }

    boolean isOf(InetAddress otherGroup, NetworkInterface other) {
        return isValid() && group.equals(otherGroup) && on.equals(other);
    }

    @Override
    public boolean isValid() {
        return !dropped && !socket.isClosed();
    }

    @Override
    public void drop() {
        if (!isValid()) return;
        dropped = true;
        socket.leave(this);
    }

    @Override
    public MembershipKey block(InetAddress sender) throws IOException {
        requireAnySource();
        if (!blocked.contains(sender)) {
            socket.block(this, sender);
            blocked.add(sender);
        }
        return this;
    }

    @Override
    public MembershipKey unblock(InetAddress sender) {
        requireAnySource();
        if (!blocked.remove(sender)) throw new IllegalStateException(sender.getHostAddress() + " is not blocked");
        socket.unblock(this, sender);
        return this;
    }

    private void requireAnySource() {
        if (!isValid()) throw new IllegalStateException("the membership has ended");
        if (source != null) throw new IllegalStateException("only " + source.getHostAddress() + " is received from");
    }

    /** There is none. */
    @Override
    public MulticastChannel channel() {
        throw new UnsupportedOperationException("the sockets of this engine are no channels");
    }

    @Override
    public InetAddress group() {
        return group;
    }

    @Override
    public NetworkInterface networkInterface() {
        return on;
    }

    @Override
    public @Nullable InetAddress sourceAddress() {
        return source;
    }
}
