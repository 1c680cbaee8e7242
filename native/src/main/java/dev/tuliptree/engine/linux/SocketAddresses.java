package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as the C library has them: the structures {@code sockaddr_in}, {@code sockaddr_in6}, {@code sockaddr_un}.
 */
final class SocketAddresses {
    static final int UNIX = 1;
    static final int IPV4 = 2;
    static final int IPV6 = 10;

    /** The longest of them, in the Unix domain. */
    static final int MOST_BYTES = 110;

    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV4_LENGTH = 16;
    private static final int IPV6_FLOW = 4;
    private static final int IPV6_ADDRESS = 8;
    private static final int IPV6_SCOPE = 24;
    private static final int IPV6_LENGTH = 28;
    private static final int UNIX_PATH = 2;

    /** A path ends in a zero byte within 108. */
    private static final int LONGEST_PATH = 107;

    /** How an address of IPv4 begins as one of IPv6: RFC 4291, 2.5.5.2. */
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private static final ValueLayout.OfShort NETWORK_SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddresses() {}

    /**
     * The family of a socket that is to have one address or both; an address of IPv4 can be mapped, one of IPv6 not.
     */
    static int family(SocketAddress address, @Nullable SocketAddress other) {
        return switch (address) {
            case UnixDomainSocketAddress _ -> UNIX;
            case InetSocketAddress internet -> isIpv6(internet) || isIpv6(other) ? IPV6 : IPV4;
            default -> throw new UnsupportedAddressTypeException();
        };
    }

    private static boolean isIpv6(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet && internet.getAddress() instanceof Inet6Address;
    }

    /** Writes an address for a socket of a family, and returns its length. */
    static int write(SocketAddress address, int family, MemorySegment target) throws IOException {
        target.set(ValueLayout.JAVA_SHORT, 0, (short) family);
        return switch (address) {
            case UnixDomainSocketAddress unix when family == UNIX -> writePath(unix, target);
            case InetSocketAddress internet when family != UNIX -> writeInternet(internet, family, target);
            default -> throw new UnsupportedAddressTypeException();
        };
    }

    private static int writePath(UnixDomainSocketAddress address, MemorySegment target) throws SocketException {
        byte[] path = address.getPath().toString().getBytes(StandardCharsets.UTF_8);
        if (path.length == 0) throw new SocketException("a socket in the Unix domain needs a path");
        if (path.length > LONGEST_PATH) {
            throw new SocketException("the path of a socket in the Unix domain has at most " + LONGEST_PATH
                    + " bytes, and this one has " + path.length + ": " + address);
        }
        MemorySegment.copy(path, 0, target, ValueLayout.JAVA_BYTE, UNIX_PATH, path.length);
        target.set(ValueLayout.JAVA_BYTE, UNIX_PATH + path.length, (byte) 0);
        return UNIX_PATH + path.length + 1;
    }

    private static int writeInternet(InetSocketAddress address, int family, MemorySegment target)
            throws SocketException {
        InetAddress host = address.getAddress();
        if (host == null) throw new UnresolvedAddressException();
        byte[] bytes = host.getAddress();
        target.set(NETWORK_SHORT, PORT, (short) address.getPort());
        if (family == IPV4) {
            if (bytes.length != 4) throw new SocketException("an address of IPv6 at a socket of IPv4: " + address);
            MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, IPV4_ADDRESS, bytes.length);
            target.asSlice(IPV4_ADDRESS + bytes.length, IPV4_LENGTH - IPV4_ADDRESS - bytes.length)
                    .fill((byte) 0);
            return IPV4_LENGTH;
        }
        target.set(ValueLayout.JAVA_INT, IPV6_FLOW, 0);
        target.set(ValueLayout.JAVA_INT, IPV6_SCOPE, host instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0);
        target.asSlice(IPV6_ADDRESS, 16).fill((byte) 0);
        int mapped = 0;
        // Every address of this machine is spelt alike in both families.
        if (host instanceof Inet4Address && !host.isAnyLocalAddress()) {
            MemorySegment.copy(MAPPED, 0, target, ValueLayout.JAVA_BYTE, IPV6_ADDRESS, MAPPED.length);
            mapped = MAPPED.length;
        } else if (host instanceof Inet4Address) {
            return IPV6_LENGTH;
        }
        MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, IPV6_ADDRESS + mapped, bytes.length);
        return IPV6_LENGTH;
    }

    /** Reads an address that the system has written. */
    static SocketAddress read(MemorySegment source, int length) throws IOException {
        return switch (source.get(ValueLayout.JAVA_SHORT, 0)) {
            case UNIX -> UnixDomainSocketAddress.of(path(source, length));
            case IPV4 -> internet(source, bytes(source, IPV4_ADDRESS, 4), 0);
            case IPV6 ->
                internet(source, bytes(source, IPV6_ADDRESS, 16), source.get(ValueLayout.JAVA_INT, IPV6_SCOPE));
            default -> throw new SocketException("an address of an unknown family");
        };
    }

    private static byte[] bytes(MemorySegment source, int offset, int count) {
        byte[] bytes = new byte[count];
        MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, bytes, 0, count);
        return bytes;
    }

    /** Without a scope, or where the address was mapped, {@link InetAddress} knows what to make of it. */
    private static InetSocketAddress internet(MemorySegment source, byte[] bytes, int scope) throws IOException {
        InetAddress host = scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
        return new InetSocketAddress(host, Short.toUnsignedInt(source.get(NETWORK_SHORT, PORT)));
    }

    /** Empty for an end that has no name. */
    private static String path(MemorySegment source, int length) {
        if (length <= UNIX_PATH) return "";
        byte[] path = bytes(source, UNIX_PATH, Math.min(length, MOST_BYTES) - UNIX_PATH);
        int end = 0;
        while (end < path.length && path[end] != 0) end++;
        return new String(path, 0, end, StandardCharsets.UTF_8);
    }
}
