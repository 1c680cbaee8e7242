package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.MulticastMembership;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import org.jspecify.annotations.Nullable;

/** The same over IPv6, whose groups and options the system keeps apart; skipped where the machine has none. */
class Ipv6MulticastTest extends MulticastGroup {
    private static final InetAddress GROUP = InetAddress.ofLiteral("ff02::7777");
    private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("2001:db8::1");

    /** Found once; null if the machine has none. */
    private static final @Nullable NetworkInterface WORKING = MulticastInterfaces.working(GROUP);

    Ipv6MulticastTest() {
        super(GROUP, "::", 1, WORKING);
    }

    @LoopTest
    void everyMemberReceivesWhatIsSentToTheGroup() throws IOException {
        try (UdpSocket sender = sender();
                UdpSocket one = open(0);
                UdpSocket other = open(one.localAddress().getPort());
                MulticastMembership membership = one.joinGroup(GROUP, on);
                var _ = other.joinGroup(GROUP, on)) {
            assertThat(membership.group()).isEqualTo(GROUP);
            assertThat(membership.isActive()).isTrue();
            sender.send(bytes("to all"), group(one));
            assertReceives(one, "to all");
            assertReceives(other, "to all");
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
            sender.send(bytes("after"), group(member));
            assertReceivesNothing(member);
        }
    }

    @LoopTest
    void oneMayReceiveFromASingleSender() throws IOException {
        try (UdpSocket sender = sender();
                UdpSocket member = open(0);
                MulticastMembership other = member.joinGroup(GROUP, on, ELSEWHERE)) {
            assertThat(other.source()).isEqualTo(ELSEWHERE);
            sender.send(bytes("not heard"), group(member));
            assertReceivesNothing(member);
        }
    }

    @LoopTest
    void aSenderMayBeBlockedAndUnblocked() throws IOException {
        try (UdpSocket sender = sender();
                UdpSocket member = open(0);
                MulticastMembership membership = member.joinGroup(GROUP, on)) {
            sender.send(bytes("who am I?"), group(member));
            InetAddress here = member.receive().sender().getAddress();
            membership.block(here);
            sender.send(bytes("blocked"), group(member));
            assertReceivesNothing(member);
            membership.unblock(here);
            sender.send(bytes("heard"), group(member));
            assertReceives(member, "heard");
        }
    }

    @LoopTest
    void aGroupOfTheOtherFamilyIsRefused() throws IOException {
        try (UdpSocket member = openUdpSocket("0.0.0.0", 0)) {
            assertThatIllegalArgumentException().isThrownBy(() -> member.joinGroup(GROUP, on));
        }
    }
}
