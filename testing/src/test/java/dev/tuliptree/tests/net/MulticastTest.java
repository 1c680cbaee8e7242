package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.MulticastMembership;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Members of a multicast group receive what is sent to it; skipped where the machine sends nothing to itself. */
class MulticastTest extends MulticastGroup {
    private static final InetAddress GROUP = InetAddress.ofLiteral("239.255.77.77");

    /** Found once; null if the machine has none. */
    private static final @Nullable NetworkInterface WORKING = MulticastInterfaces.working(GROUP);

    MulticastTest() {
        super(GROUP, "0.0.0.0", 0, WORKING);
    }

    private static Optional<InetAddress> addressOf(NetworkInterface candidate) {
        return candidate.inetAddresses().filter(Inet4Address.class::isInstance).findFirst();
    }

    @LoopTest
    void everyMemberReceivesWhatIsSentToTheGroup() throws IOException {
        try (UdpSocket sender = sender();
                UdpSocket one = open(0);
                UdpSocket other = open(one.localAddress().getPort());
                MulticastMembership first = one.joinGroup(GROUP, on);
                MulticastMembership second = other.joinGroup(GROUP, on)) {
            sender.send(bytes("to all"), group(one));
            assertReceives(one, "to all");
            assertReceives(other, "to all");
            assertThat(List.of(first, second)).allSatisfy(each -> {
                assertThat(each.isActive()).isTrue();
                assertThat(each.group()).isEqualTo(GROUP);
                assertThat(each.networkInterface()).isEqualTo(on);
                assertThat(each.source()).isNull();
            });
        }
    }

    @LoopTest
    void whoHasLeftReceivesNothing() throws IOException {
        try (UdpSocket sender = sender();
                UdpSocket member = open(0)) {
            MulticastMembership membership = member.joinGroup(GROUP, on);
            sender.send(bytes("before"), group(member));
            assertReceives(member, "before");
            membership.close();
            membership.close();
            assertThat(membership.isActive()).isFalse();
            assertThat(membership.toString()).contains(GROUP.getHostAddress()).contains("ended");
            sender.send(bytes("after"), group(member));
            assertReceivesNothing(member);
            try (var _ = member.joinGroup(GROUP, on)) {
                sender.send(bytes("again"), group(member));
                assertReceives(member, "again");
            }
        }
    }

    @LoopTest
    void oneMayReceiveFromASingleSender() throws IOException {
        InetAddress here = addressOf(on).orElseThrow();
        InetAddress stranger = InetAddress.ofLiteral("192.0.2.1");
        try (UdpSocket sender = sender();
                UdpSocket member = open(0)) {
            try (MulticastMembership other = member.joinGroup(GROUP, on, stranger)) {
                assertThat(other.source()).isEqualTo(stranger);
                assertThat(other.toString()).contains("192.0.2.1");
                sender.send(bytes("not heard"), group(member));
                assertReceivesNothing(member);
                try (var _ = member.joinGroup(GROUP, on, here)) {
                    sender.send(bytes("heard"), group(member));
                    assertReceives(member, "heard");
                    assertThatIllegalStateException().isThrownBy(() -> member.joinGroup(GROUP, on));
                }
            }
        }
    }

    @LoopTest
    void aSenderMayBeBlockedAndUnblocked() throws IOException {
        InetAddress here = addressOf(on).orElseThrow();
        try (UdpSocket sender = sender();
                UdpSocket member = open(0);
                MulticastMembership membership = member.joinGroup(GROUP, on)) {
            membership.block(here);
            sender.send(bytes("blocked"), group(member));
            assertReceivesNothing(member);
            membership.unblock(here);
            assertThatIllegalStateException().isThrownBy(() -> membership.unblock(here));
            sender.send(bytes("heard"), group(member));
            assertReceives(member, "heard");
        }
    }

    @LoopTest
    void closingTheSocketEndsItsMemberships() throws IOException {
        UdpSocket member = open(0);
        MulticastMembership membership = member.joinGroup(GROUP, on);
        member.close();
        assertThat(membership.isActive()).isFalse();
        membership.close();
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> member.joinGroup(GROUP, on));
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> member.multicastTtl(1));
    }

    @LoopTest
    void whatMakesNoSenseIsRefused() throws IOException {
        try (UdpSocket member = open(0)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> member.joinGroup(InetAddress.ofLiteral("192.0.2.1"), on));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> member.multicastTtl(256))
                    .withMessageContaining("255");
            assertThatExceptionOfType(BindException.class)
                    .as("a port is shared only by those that say so")
                    .isThrownBy(
                            () -> openUdpSocket("0.0.0.0", member.localAddress().getPort()));
        }
    }
}
