package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import org.jspecify.annotations.Nullable;

/** What the system is told of multicast, by options of sockets: see ip(7), ipv6(7) and RFC 3678. */
final class Multicast {
    private static final int JOIN_GROUP = 42;
    private static final int BLOCK_SOURCE = 43;
    private static final int UNBLOCK_SOURCE = 44;
    private static final int LEAVE_GROUP = 45;
    private static final int JOIN_SOURCE_GROUP = 46;
    private static final int LEAVE_SOURCE_GROUP = 47;

    private static final int IP_MULTICAST_IF = 32;
    private static final int IP_MULTICAST_TTL = 33;
    private static final int IP_MULTICAST_LOOP = 34;
    private static final int IPV6_MULTICAST_IF = 17;
    private static final int IPV6_MULTICAST_HOPS = 18;
    private static final int IPV6_MULTICAST_LOOP = 19;

    // The structures group_req and group_source_req: an interface, and one or two of sockaddr_storage.
    private static final int GROUP = 8;
    private static final int STORAGE = 128;

    /** The structure ip_mreqn. */
    private static final int REQUEST = 12;

    private static final int REQUEST_INTERFACE = 8;

    private final Calls calls;
    private final int descriptor;
    private final int family;

    Multicast(Calls calls, int descriptor, int family) {
        this.calls = calls;
        this.descriptor = descriptor;
        this.family = family;
    }

    /** Refuses what is no group, or no sender, or of another family than the socket. */
    void check(InetAddress group, @Nullable InetAddress source) {
        if (!group.isMulticastAddress()) {
            throw new IllegalArgumentException(group.getHostAddress() + " is no address of a multicast group");
        }
        requireFamily(group);
        if (source != null) check(source);
    }

    /** Refuses what is no sender's address, or of another family than the socket. */
    void check(InetAddress source) {
        if (source.isAnyLocalAddress() || source.isMulticastAddress()) {
            throw new IllegalArgumentException(source.getHostAddress() + " is no address of a sender");
        }
        requireFamily(source);
    }

    private void requireFamily(InetAddress address) {
        if (address instanceof Inet4Address != (family == SocketAddresses.IPV4)) {
            throw new IllegalArgumentException(
                    address.getHostAddress() + " is of another family than the socket: open that at an address of it");
        }
    }

    void join(LinuxMembership membership) throws IOException {
        InetAddress source = membership.sourceAddress();
        require(request(source == null ? JOIN_GROUP : JOIN_SOURCE_GROUP, membership, source));
    }

    /** What keeps it from that, such as an interface that is gone, has ended the membership, too. */
    void leave(LinuxMembership membership) throws IOException {
        InetAddress source = membership.sourceAddress();
        request(source == null ? LEAVE_GROUP : LEAVE_SOURCE_GROUP, membership, source);
    }

    void block(LinuxMembership membership, InetAddress source) throws IOException {
        require(request(BLOCK_SOURCE, membership, source));
    }

    void unblock(LinuxMembership membership, InetAddress source) throws IOException {
        require(request(UNBLOCK_SOURCE, membership, source));
    }

    private int request(int name, LinuxMembership membership, @Nullable InetAddress source) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            int length = GROUP + (source == null ? 1 : 2) * STORAGE;
            MemorySegment request = arena.allocate(length, 8);
            request.set(ValueLayout.JAVA_INT, 0, membership.networkInterface().getIndex());
            write(membership.group(), request.asSlice(GROUP));
            if (source != null) write(source, request.asSlice(GROUP + STORAGE));
            return calls.set(descriptor, level(), name, request);
        }
    }

    private void write(InetAddress address, MemorySegment target) throws IOException {
        SocketAddresses.write(new InetSocketAddress(address, 0), family, target);
    }

    private int level() {
        return family == SocketAddresses.IPV4 ? SocketOptions.IPPROTO_IP : SocketOptions.IPPROTO_IPV6;
    }

    void setOption(SocketOption<?> option, Object value) throws IOException {
        if (option.equals(StandardSocketOptions.IP_MULTICAST_IF)) {
            setInterface(((NetworkInterface) value).getIndex());
        } else if (option.equals(StandardSocketOptions.IP_MULTICAST_TTL)) {
            set(IP_MULTICAST_TTL, IPV6_MULTICAST_HOPS, (Integer) value);
        } else if (option.equals(StandardSocketOptions.IP_MULTICAST_LOOP)) {
            set(IP_MULTICAST_LOOP, IPV6_MULTICAST_LOOP, (Boolean) value ? 1 : 0);
        } else {
            throw new UnsupportedOperationException("no option of multicast: " + option.name());
        }
    }

    private void setInterface(int index) throws IOException {
        int result;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST, 4);
            request.set(ValueLayout.JAVA_INT, REQUEST_INTERFACE, index);
            result = calls.set(descriptor, SocketOptions.IPPROTO_IP, IP_MULTICAST_IF, request);
        }
        if (family == SocketAddresses.IPV6) {
            result = calls.set(descriptor, SocketOptions.IPPROTO_IPV6, IPV6_MULTICAST_IF, index);
        }
        require(result);
    }

    /** A socket of IPv6 sends to groups of IPv4 as well, and has options for each. */
    private void set(int name, int nameOfIpv6, int value) throws IOException {
        int result = calls.set(descriptor, SocketOptions.IPPROTO_IP, name, value);
        if (family == SocketAddresses.IPV6) {
            result = calls.set(descriptor, SocketOptions.IPPROTO_IPV6, nameOfIpv6, value);
        }
        require(result);
    }

    private static void require(int result) throws IOException {
        if (result < 0) throw Errno.whenOpening(-result);
    }
}
