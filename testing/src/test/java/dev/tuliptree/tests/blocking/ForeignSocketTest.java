package dev.tuliptree.tests.blocking;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Action;
import dev.tuliptree.ActionOf;
import dev.tuliptree.loop.LoopOptions.CarrierKind;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A coroutine uses {@code java.net}: it suspends itself alone, even if its peer is another coroutine of the same loop;
 * cancelled, it is interrupted, and its socket is closed.
 */
class ForeignSocketTest {
    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aPlainSocketSuspendsOnlyItsCoroutine() throws Exception {
        talk(Foreign.PLAINLY);
    }

    @LoopTest(carriers = CarrierKind.BATON)
    void onThePortableCarrierOneInAThreadDoes() throws Exception {
        talk(Foreign.IN_A_THREAD);
    }

    private static void talk(ActionOf<Action<Exception>, Exception> way) throws Exception {
        Foreign.callToWhoAnswersLater(way, ForeignSocketTest::acceptHello, "there".getBytes(US_ASCII), port -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write("hello".getBytes(US_ASCII));
                assertThat(socket.getInputStream().readAllBytes()).isEqualTo("there".getBytes(US_ASCII));
            }
        });
    }

    private static SocketStream acceptHello(TcpListener listener) throws Exception {
        SocketStream stream = listener.accept();
        assertThat(stream.receiveExactly(5)).isEqualTo("hello".getBytes(US_ASCII));
        return stream;
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void aPlainServerSocketSuspendsOnlyItsCoroutine() throws Exception {
        int[] turns = new int[1];
        try (ServerSocket server = new ServerSocket(0)) {
            Foreign.countingTurns(
                    turns,
                    () -> nursery(n -> {
                        n.start(() -> {
                            try (Socket accepted = server.accept()) {
                                accepted.getOutputStream()
                                        .write(accepted.getInputStream().readNBytes(3));
                            }
                        });
                        Foreign.awaitTurns(turns, 100);
                        try (SocketStream stream = openTcpStream("127.0.0.1", server.getLocalPort())) {
                            stream.sendAll(new byte[] {1, 2, 3});
                            assertThat(stream.receiveAll()).containsExactly(1, 2, 3);
                        }
                    }));
        }
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void cancelledInAReadTheSocketIsClosedAndThePeerSeesTheEnd() throws Exception {
        Socket[] opened = new Socket[1];
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                SocketStream[] peer = new SocketStream[1];
                boolean caught = Foreign.cancelledWhen(
                        () -> {
                            peer[0] = listener.accept();
                            assertThat(peer[0].receiveExactly(1)).containsExactly(7);
                        },
                        () -> {
                            opened[0] = new Socket("127.0.0.1", listener.port());
                            opened[0].getOutputStream().write(7);
                            opened[0].getInputStream().read();
                        });
                assertThat(caught).isTrue();
                assertThat(opened[0].isClosed()).isTrue();
                assertThat(peer[0].receiveAll()).isEmpty();
                peer[0].close();
            });
        }
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void cancelledInAWriteToAPeerThatNeverReadsTheSocketIsClosed() throws Exception {
        Socket[] opened = new Socket[1];
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream[] peer = new SocketStream[1];
            boolean caught = Foreign.cancelledWhen(
                    () -> {
                        peer[0] = listener.accept();
                        peer[0].awaitReadable();
                    },
                    () -> {
                        opened[0] = new Socket("127.0.0.1", listener.port());
                        OutputStream out = opened[0].getOutputStream();
                        while (true) out.write(new byte[100_000]);
                    });
            assertThat(caught).isTrue();
            assertThat(opened[0].isClosed()).isTrue();
            peer[0].close();
        }
    }

    @LoopTest(carriers = CarrierKind.MOUNTING)
    void cancelledInAnAcceptTheServerSocketIsClosed() throws Exception {
        ServerSocket server = new ServerSocket(0);
        assertThat(Foreign.cancelledWhen(() -> checkpoint(), server::accept)).isTrue();
        assertThat(server.isClosed()).isTrue();
    }

    /** What the thread waits for it learns from the socket, which the coroutine closes on its way out. */
    @LoopTest(carriers = CarrierKind.BATON)
    void onThePortableCarrierClosingTheSocketEndsTheAbandonedCall() throws Exception {
        Socket[] opened = new Socket[1];
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            SocketStream[] peer = new SocketStream[1];
            boolean caught = Foreign.cancelledWhen(() -> peer[0] = listener.accept(), () -> {
                try (Socket socket = new Socket("127.0.0.1", listener.port())) {
                    opened[0] = socket;
                    Foreign.ABANDONED.run(() -> socket.getInputStream().read());
                }
            });
            assertThat(caught).isTrue();
            assertThat(opened[0].isClosed()).isTrue();
            assertThat(peer[0].receiveAll()).isEmpty();
            peer[0].close();
        }
    }
}
