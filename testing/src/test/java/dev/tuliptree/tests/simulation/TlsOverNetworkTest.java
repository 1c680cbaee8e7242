package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Over TLS, too, all that a server has sent arrives, and its end, however little a connection holds. */
class TlsOverNetworkTest {
    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("localhost");
    private static final TlsServerOptions SERVER = TlsServerOptions.of(IDENTITY);
    private static final TlsClientOptions CLIENT = TlsClientOptions.DEFAULT.trust(IDENTITY.certificate());
    private static final int MUCH = 100_000;

    private static void trySendAll(TlsStream stream) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(new byte[MUCH]);
        while (all.hasRemaining()) if (stream.trySend(all) == 0) stream.awaitWritable();
    }

    private static byte[] receiveAll(int port) throws IOException {
        SocketStream socket = openTcpStream("127.0.0.1", port);
        try (TlsStream stream = startTls(socket, "localhost", CLIENT)) {
            return stream.receiveAll();
        }
    }

    @Test
    void theLastOfWhatAHandlerHasSentIsNotLostWhenItReturns() {
        Simulation.run(20, random -> LinkConditions.rough(random).buffer(5_000), _ -> {
            try (TlsListener listener = listenTls("127.0.0.1", 0, SERVER)) {
                nursery(n -> {
                    n.start(() -> listener.serve(TlsOverNetworkTest::trySendAll));
                    assertThat(receiveAll(listener.port())).hasSize(MUCH);
                    n.cancel();
                });
            }
        });
    }

    @LoopTest
    void whoHasClosedMayWaitUntilAllHasLeft(SimulatedNetwork network) throws IOException {
        network.conditions(LinkConditions.IDEAL.buffer(5_000).latency(millis(10), Duration.ZERO));
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> {
                    TlsStream stream = startTls(listener.accept(), SERVER);
                    assertThatIllegalStateException().isThrownBy(() -> stream.waitClosed());
                    trySendAll(stream);
                    stream.close();
                    long closed = loop().nanoTime();
                    stream.waitClosed();
                    assertThat(loop().nanoTime()).isGreaterThan(closed);
                });
                assertThat(receiveAll(listener.port())).hasSize(MUCH);
            });
        }
    }
}
