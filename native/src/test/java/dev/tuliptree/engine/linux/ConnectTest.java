package dev.tuliptree.engine.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Engines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection is made when the system has made it, on every engine, and breaks when the peer has left it. */
@OnLinux
@ParameterizedClass
@ValueSource(strings = {"nio", "epoll", "io_uring-if-allowed"})
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectTest {
    private static final long STEP = Duration.ofMillis(20).toNanos();

    private final String name;
    private Engine engine;
    private ServerSocketChannel server;

    ConnectTest(String name) {
        this.name = name;
    }

    @BeforeEach
    void open() throws IOException {
        engine = Engines.open(name);
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
        server.close();
    }

    private EngineSocket connect() throws IOException {
        return engine.connect(server.getLocalAddress(), null);
    }

    private static void finishWithoutAPoll(EngineSocket socket) throws IOException {
        while (!socket.finishConnect()) Thread.onSpinWait();
    }

    private void acceptAndAbort() throws IOException {
        SocketChannel accepted = server.accept();
        accepted.setOption(StandardSocketOptions.SO_LINGER, 0);
        accepted.close();
    }

    private void readUntilItFails(EngineSocket socket) throws IOException {
        while (socket.read(ByteBuffer.allocate(1)) == 0) engine.poll(STEP, false);
    }

    @Test
    void aConnectionThatIsMadeWaitsForNoPoll() throws IOException {
        EngineSocket socket = connect();
        finishWithoutAPoll(socket);
        assertThat(socket.finishConnect()).isTrue();
        try (SocketChannel accepted = server.accept()) {
            assertThat(socket.write(ByteBuffer.allocate(3))).isEqualTo(3);
            assertThat(accepted.read(ByteBuffer.allocate(10))).isEqualTo(3);
            boolean[] told = {false};
            socket.onWritable(() -> told[0] = true);
            while (!told[0]) engine.poll(STEP, false);
        }
    }

    @Test
    void aPeerThatAbortsAtOnceIsHeardOfByWhoReads() throws IOException {
        EngineSocket socket = connect();
        finishWithoutAPoll(socket);
        acceptAndAbort();
        assertThatThrownBy(() -> readUntilItFails(socket))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }

    @Test
    void aPeerThatAbortsEvenBeforeThatIsHeardOfByWhoConnects() throws IOException {
        EngineSocket socket = connect();
        acceptAndAbort();
        assertThatThrownBy(() -> {
                    finishWithoutAPoll(socket);
                    // The system was slow to hear of it.
                    readUntilItFails(socket);
                })
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Connection reset");
    }
}
