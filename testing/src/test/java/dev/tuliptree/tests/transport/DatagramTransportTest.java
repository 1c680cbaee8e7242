package dev.tuliptree.tests.transport;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.transport.Transports.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ConnectedUdpSocket;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.net.transport.DatagramProtocol;
import dev.tuliptree.net.transport.DatagramTransport;
import dev.tuliptree.net.transport.Endpoint;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A protocol is told of each message, and of errors, which do not end its transport. */
class DatagramTransportTest {
    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Remembers what it is told. */
    private static class Messages implements DatagramProtocol {
        final List<String> calls = new ArrayList<>();
        final List<IOException> errors = new ArrayList<>();

        @Nullable
        DatagramTransport transport;

        @Nullable
        InetSocketAddress sender;

        @Override
        public void connectionMade(DatagramTransport transport) {
            this.transport = transport;
            calls.add("made");
        }

        @Override
        public void datagramReceived(ByteBuffer data, InetSocketAddress from) throws Exception {
            sender = from;
            calls.add(UTF_8.decode(data).toString());
        }

        @Override
        public void errorReceived(IOException failure) {
            errors.add(failure);
        }

        @Override
        public void connectionLost(@Nullable Throwable failure) {
            calls.add(failure == null ? "lost" : "lost: " + failure.getMessage());
        }
    }

    private static Endpoint<Messages> open() throws IOException {
        return createDatagramEndpoint(Messages::new, "127.0.0.1", 0);
    }

    private static InetSocketAddress address(Endpoint<?> endpoint) {
        InetSocketAddress address = (InetSocketAddress) endpoint.transport().localAddress();
        assertThat(address).isNotNull();
        return address;
    }

    private static void close(Endpoint<?>... endpoints) {
        for (Endpoint<?> endpoint : endpoints) endpoint.transport().close();
        settle();
    }

    @LoopTest
    void messagesArriveWholeAndWithTheirSender() throws IOException {
        Endpoint<Messages> here = open();
        Endpoint<Messages> there = open();
        here.transport().sendTo(bytes("one"), address(there));
        here.transport().sendTo(new byte[0], address(there));
        here.transport().sendTo(bytes("three"), address(there));
        while (there.protocol().calls.size() < 4) sleep(millis(1));
        assertThat(there.protocol().calls).containsExactly("made", "one", "", "three");
        assertThat(there.protocol().sender).isEqualTo(address(here));
        assertThat(there.transport().extraInfo(UdpSocket.class)).isNotNull();
        assertThat(there.transport().peerAddress()).isNull();
        close(here, there);
        assertThat(there.protocol().calls).endsWith("lost");
    }

    @LoopTest
    void manyMessagesAreReceivedInTurns() throws IOException {
        Endpoint<Messages> here = open();
        Endpoint<Messages> there = open();
        for (int i = 0; i < 50; i++) here.transport().sendTo(bytes("x"), address(there));
        while (there.protocol().calls.size() < 51) sleep(millis(1));
        close(here, there);
    }

    @LoopTest
    void aConnectedOneHasOnePeer() throws IOException {
        Endpoint<Messages> server = open();
        ConnectedUdpSocket socket =
                openConnectedUdpSocket("127.0.0.1", address(server).getPort());
        Endpoint<Messages> client = createDatagramEndpoint(Messages::new, socket);
        assertThat(client.transport().peerAddress()).isEqualTo(address(server));
        client.transport().sendTo(bytes("hello"), null);
        client.transport().sendTo(bytes("again"), address(server));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.transport().sendTo(bytes("you"), new InetSocketAddress("127.0.0.1", 9)))
                .withMessageContaining("connected to");
        while (server.protocol().calls.size() < 3) sleep(millis(1));
        assertThat(server.protocol().calls).containsExactly("made", "hello", "again");
        close(server, client);
    }

    @LoopTest
    void withoutAPeerSomebodyHasToBeNamed() throws IOException {
        Endpoint<Messages> endpoint = open();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.transport().sendTo(bytes("x"), null))
                .withMessageContaining("whom");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.transport().sendTo(bytes("x"), InetSocketAddress.createUnresolved("a", 1)))
                .withMessageContaining("look up");
        close(endpoint);
    }

    @LoopTest
    void errorsAreToldInATurnOfTheirOwnAndItGoesOn() throws IOException {
        Endpoint<Messages> here = open();
        Endpoint<Messages> there = open();
        here.transport().sendTo(new byte[65_508], address(there));
        assertThat(here.protocol().errors).isEmpty();
        settle();
        assertThat(here.protocol().errors).hasSize(1);
        here.transport().sendTo(bytes("shorter"), address(there));
        while (there.protocol().calls.size() < 2) sleep(millis(1));
        assertThat(there.protocol().calls).containsExactly("made", "shorter");
        close(here, there);
    }

    @LoopTest
    void ofManyErrorsAtOnceItIsToldSome() throws IOException {
        Endpoint<Messages> here = open();
        for (int i = 0; i < 1_000; i++) here.transport().sendTo(new byte[65_508], address(here));
        settle();
        assertThat(here.protocol().errors.size()).isBetween(1, 100);
        close(here);
    }

    @LoopTest
    void aPeerThatIsNotThereIsAnError() throws IOException {
        Endpoint<Messages> gone = open();
        int port = address(gone).getPort();
        close(gone);
        Endpoint<Messages> client = createDatagramEndpoint(Messages::new, openConnectedUdpSocket("127.0.0.1", port));
        client.transport().sendTo(bytes("anybody there?"), null);
        while (client.protocol().errors.isEmpty()) sleep(millis(1));
        assertThat(client.protocol().errors.getFirst()).isInstanceOf(PortUnreachableException.class);
        assertThat(client.transport().isClosing()).isFalse();
        close(client);
    }

    @LoopTest
    void anAddressOfTheWrongFamilyIsAnErrorToo() throws IOException {
        Endpoint<Messages> here = open();
        here.transport().sendTo(bytes("x"), new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 9));
        settle();
        assertThat(here.protocol().errors).hasSize(1);
        close(here);
    }

    @LoopTest
    void closedItSendsNothingAndIsToldOnce() throws IOException {
        Endpoint<Messages> here = open();
        here.transport().close();
        here.transport().close();
        here.transport().abort();
        assertThat(here.protocol().calls).containsExactly("made");
        here.transport().sendTo(bytes("too late"), address(here));
        settle();
        assertThat(here.protocol().calls).containsExactly("made", "lost");
        assertThat(here.transport().isClosing()).isTrue();
    }

    @LoopTest
    void aProtocolThatThrowsIsAborted() throws IOException {
        List<String> told = new ArrayList<>();
        loop().setExceptionHandler((what, failure) -> told.add(failure.getMessage()));
        Messages protocol = new Messages() {
            @Override
            public void datagramReceived(ByteBuffer data, InetSocketAddress from) throws Exception {
                throw new Exception("broken");
            }
        };
        Endpoint<Messages> here = createDatagramEndpoint(() -> protocol, "127.0.0.1", 0);
        here.transport().sendTo(bytes("x"), address(here));
        here.transport().sendTo(bytes("y"), address(here));
        while (!protocol.calls.contains("lost: broken")) sleep(millis(1));
        assertThat(told).containsExactly("broken");
        assertThat(protocol.calls).containsExactly("made", "lost: broken");
    }

    @LoopTest
    void cancelledAtAnyPointOpeningLeavesNothingOpen() {
        int points = CancelEverywhere.run(victim -> {
            Messages protocol = new Messages();
            victim.run(() -> createDatagramEndpoint(() -> protocol, "127.0.0.1", 0));
            settle();
            if (protocol.transport != null) protocol.transport.close();
            settle();
            assertThat(protocol.calls).isSubsetOf("made", "lost");
        });
        assertThat(points).isPositive();
    }
}
