package dev.tuliptree.testing;

import java.net.Inet4Address;
import java.net.InetAddress;

/** What simulated hosts know of addresses. */
final class Addresses {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final InetAddress LOOPBACK_IPV6 = InetAddress.ofLiteral("::1");

    private Addresses() {}

    static boolean areOfOneFamily(InetAddress one, InetAddress other) {
        return (one instanceof Inet4Address) == (other instanceof Inet4Address);
    }

    /** Whether who listens at one address hears those who connect to another: {@code ::} is for both families. */
    static boolean covers(InetAddress listening, InetAddress wanted) {
        return listening.isAnyLocalAddress()
                && (!(listening instanceof Inet4Address) || wanted instanceof Inet4Address);
    }
}
