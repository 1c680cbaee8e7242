package dev.tuliptree.tests.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out, with the JDK alone, on which interface messages to a group come back to this machine. */
final class MulticastInterfaces {
    private MulticastInterfaces() {}

    /** The first on which they do; null if the machine has none. */
    static @Nullable NetworkInterface working(InetAddress group) {
        try {
            List<NetworkInterface> candidates = NetworkInterface.networkInterfaces()
                    .filter(each -> isUp(each, group))
                    .toList();
            return candidates.stream()
                    .filter(each -> works(each, group))
                    .findFirst()
                    .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isUp(NetworkInterface candidate, InetAddress group) {
        try {
            return candidate.isUp() && candidate.inetAddresses().anyMatch(each -> each.getClass() == group.getClass());
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean works(NetworkInterface candidate, InetAddress group) {
        boolean v4 = group instanceof Inet4Address;
        try (DatagramChannel channel =
                DatagramChannel.open(v4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6)) {
            channel.bind(new InetSocketAddress(v4 ? "0.0.0.0" : "::", 0)).configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, candidate);
            channel.join(group, candidate);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            channel.send(ByteBuffer.wrap(new byte[] {1}), new InetSocketAddress(group, port));
            for (int i = 0; i < 1_000; i++) {
                if (channel.receive(ByteBuffer.allocate(10)) != null) return true;
                Thread.onSpinWait();
            }
            return false;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
