package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ConnectedUdpSocket;
import dev.tuliptree.net.Datagram;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Messages arrive by UDP as they were sent, with the address of whoever sent them. */
class UdpTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static UdpSocket open() throws IOException {
        return openUdpSocket("127.0.0.1", 0);
    }

    @LoopTest
    void aMessageArrivesWholeAndIsAnswered() throws IOException {
        try (UdpSocket here = open();
                UdpSocket there = open()) {
            here.send(bytes("question"), there.localAddress());
            here.send(new byte[0], there.localAddress());
            Datagram question = there.receive();
            assertThat(question).isEqualTo(new Datagram(bytes("question"), here.localAddress()));
            assertThat(question).hasSameHashCodeAs(new Datagram(bytes("question"), here.localAddress()));
            assertThat(question.toString()).startsWith("8 bytes from").contains("127.0.0.1");
            assertThat(there.receive().data()).isEmpty();
            there.send(bytes("answer"), question.sender());
            assertThat(here.receive().data()).isEqualTo(bytes("answer"));
        }
    }

    @LoopTest
    void receivingWaitsForAMessage() throws IOException {
        try (UdpSocket here = open();
                UdpSocket there = open()) {
            nursery(n -> {
                Task<Datagram> receiving = n.start(() -> there.receive());
                sleep(seconds(5));
                assertThat(receiving.done()).isFalse();
                assertThat(receiving.awaiting()).hasToString("a message");
                here.send(bytes("at last"), there.localAddress());
                assertThat(await(receiving).data()).isEqualTo(bytes("at last"));
            });
        }
    }

    @LoopTest(schedules = 0)
    void theLongestMessageArrivesWholeAndALongerOneIsRefused() throws IOException {
        try (UdpSocket here = open();
                UdpSocket there = open()) {
            here.send(new byte[65_507], there.localAddress());
            assertThat(there.receive().data()).hasSize(65_507);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> here.send(new byte[65_508], there.localAddress()));
        }
    }

    @LoopTest(schedules = 0)
    void anAddressOfAnotherFamilyIsRefusedWithAWordOnIt() throws IOException {
        try (UdpSocket socket = open()) {
            InetSocketAddress v6 = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9);
            assertThatIOException()
                    .isThrownBy(() -> socket.send(bytes("x"), v6))
                    .withMessageContaining("127.0.0.1")
                    .withMessageContaining("2001:db8");
        }
    }

    @LoopTest
    void aConnectedSocketHearsItsPeerAlone() throws IOException {
        try (UdpSocket server = open();
                UdpSocket stranger = open();
                ConnectedUdpSocket client = openConnectedUdpSocket(
                        "127.0.0.1", server.localAddress().getPort())) {
            assertThat(client.remoteAddress()).isEqualTo(server.localAddress());
            client.send(bytes("hello"));
            InetSocketAddress sender = server.receive().sender();
            assertThat(sender).isEqualTo(client.localAddress());
            stranger.send(bytes("psst"), sender);
            server.send(bytes("welcome"), sender);
            assertThat(client.receive()).isEqualTo(bytes("welcome"));
        }
    }

    @LoopTest
    void aPeerThatIsNotThereComesToLight() throws IOException {
        int port;
        try (UdpSocket gone = open()) {
            port = gone.localAddress().getPort();
        }
        try (ConnectedUdpSocket client = openConnectedUdpSocket("127.0.0.1", port)) {
            client.send(bytes("anybody there?"));
            assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> client.receive());
        }
    }

    @LoopTest
    void aSecondReceiverIsRefusedAndClosingWakesTheFirst() throws IOException {
        UdpSocket socket = open();
        nursery(n -> {
            Task<String> receiving = n.start(() -> {
                assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> socket.receive());
                return "told";
            });
            settle();
            assertThatIllegalStateException().isThrownBy(() -> socket.receive()).withMessageContaining("another task");
            socket.close();
            socket.close();
            assertThat(await(receiving)).isEqualTo("told");
        });
        List<ThrowingCallable> uses =
                List.of(() -> socket.receive(), () -> socket.send(bytes("x"), new InetSocketAddress("127.0.0.1", 9)));
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(ClosedStreamException.class));
    }

    @LoopTest
    void anAddressThatIsTakenIsToldByItsPort() throws IOException {
        try (UdpSocket socket = open()) {
            int port = socket.localAddress().getPort();
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> openUdpSocket("127.0.0.1", port))
                    .withMessageContaining("port " + port);
        }
    }

    @LoopTest
    void receivingAndSendingAreCheckpoints() throws IOException {
        try (UdpSocket here = open();
                UdpSocket there = open()) {
            here.send(bytes("there already"), there.localAddress());
            LoopAssertions.assertCheckpoints(() -> there.receive());
            LoopAssertions.assertCheckpoints(() -> here.send(bytes("not sent"), there.localAddress()));
            assertThat(there.receive().data()).isEqualTo(bytes("there already"));
            LoopAssertions.assertCheckpoints(() -> open());
            LoopAssertions.assertLetsOthersRun(() -> here.send(bytes("x"), here.localAddress()));
        }
    }

    @LoopTest
    void cancelledAtAnyPointNoMessageIsLost() {
        int points = CancelEverywhere.run(victim -> {
            try (UdpSocket here = open();
                    UdpSocket there = open()) {
                int[] received = new int[1];
                nursery(n -> {
                    n.start(() -> {
                        for (int i = 0; i < 3; i++) {
                            sleep(seconds(1));
                            here.send(bytes("message"), there.localAddress());
                        }
                    });
                    victim.run(() -> {
                        while (received[0] < 3) received[0] += there.receive().data().length / 7;
                    });
                    while (received[0] < 3) received[0] += there.receive().data().length / 7;
                });
                assertThat(received[0]).isEqualTo(3);
            }
        });
        assertThat(points).isGreaterThan(3);
    }
}
