package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** A group, its members and who sends to it, of either family; and what is the same for both to the word. */
abstract class MulticastGroup {
    private final InetAddress group;
    private final String anyAddress;
    private final int ttl;
    private final @Nullable NetworkInterface working;

    /** Where messages to a group come back to this machine. */
    NetworkInterface on;

    /** For tests of a group, on the interface that was found to work, if any. */
    MulticastGroup(InetAddress group, String anyAddress, int ttl, @Nullable NetworkInterface working) {
        this.group = group;
        this.anyAddress = anyAddress;
        this.ttl = ttl;
        this.working = working;
    }

    @BeforeEach
    void needAnInterface() {
        if (working == null) abort("no interface of this machine hands messages to " + group + " back to it");
        on = working;
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    UdpSocket open(int port) throws IOException {
        return openUdpSocket(anyAddress, port, DatagramOptions.DEFAULT.reuseAddress(true));
    }

    UdpSocket sender() throws IOException {
        UdpSocket socket = openUdpSocket(anyAddress, 0);
        socket.multicastInterface(on);
        socket.multicastTtl(ttl);
        return socket;
    }

    InetSocketAddress group(UdpSocket member) {
        return new InetSocketAddress(group, member.localAddress().getPort());
    }

    static void assertReceives(UdpSocket member, String text) throws IOException {
        assertThat(member.receive().data()).isEqualTo(bytes(text));
    }

    static void assertReceivesNothing(UdpSocket member) throws IOException {
        assertThat(moveOnAfter(seconds(1), () -> {
                    member.receive();
                }))
                .isFalse();
    }

    @LoopTest
    void withoutLoopbackThisMachineReceivesNothing() throws IOException {
        try (UdpSocket sender = sender();
                UdpSocket member = open(0);
                var _ = member.joinGroup(group, on)) {
            sender.multicastLoopback(false);
            sender.send(bytes("not here"), group(member));
            assertReceivesNothing(member);
            sender.multicastLoopback(true);
            sender.send(bytes("here"), group(member));
            assertReceives(member, "here");
        }
    }
}
