package dev.tuliptree.engine.linux;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Engines;
import dev.tuliptree.engine.ListenOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is said with the exceptions that NIO throws. */
@OnLinux
@ParameterizedClass
@ValueSource(strings = {"epoll", "io_uring-if-allowed"})
class ErrorsTest {
    private static final long STEP = Duration.ofMillis(20).toNanos();

    private final String name;
    private Engine engine;
    private EngineListener listener;

    ErrorsTest(String name) {
        this.name = name;
    }

    @BeforeEach
    void open() throws IOException {
        engine = Engines.open(name);
        listener = engine.listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), ListenOptions.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        engine.close();
    }

    private EngineSocket connected() throws IOException {
        EngineSocket socket = engine.connect(listener.localAddress(), null);
        while (!socket.finishConnect()) engine.poll(STEP, false);
        return socket;
    }

    private EngineSocket accepted() throws IOException {
        while (true) {
            EngineSocket socket = listener.accept();
            if (socket != null) return socket;
            engine.poll(STEP, false);
        }
    }

    @Test
    void nobodyListens() {
        SocketAddress address = listener.localAddress();
        listener.close();
        assertThatThrownBy(() -> {
                    EngineSocket socket = engine.connect(address, null);
                    while (!socket.finishConnect()) engine.poll(STEP, false);
                })
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
    }

    @Test
    void anAddressIsTaken() {
        assertThatThrownBy(() -> engine.listen(listener.localAddress(), ListenOptions.DEFAULT))
                .isInstanceOf(BindException.class)
                .hasMessage("Address already in use");
    }

    @Test
    void thePeerResets() throws IOException {
        EngineSocket here = connected();
        accepted().abort();
        assertThatThrownBy(() -> {
                    while (here.read(ByteBuffer.allocate(1)) == 0) engine.poll(STEP, false);
                })
                .isInstanceOf(SocketException.class)
                .hasMessage("Connection reset");
        // The signal that goes with it would have ended the process.
        assertThatThrownBy(() -> here.write(ByteBuffer.allocate(1)))
                .isInstanceOf(SocketException.class)
                .hasMessage("Broken pipe");
    }

    @Test
    void itIsClosed() throws IOException {
        EngineSocket socket = connected();
        socket.close();
        assertThatThrownBy(() -> socket.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        engine.close();
        assertThatThrownBy(() -> listener.accept()).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aPathIsTooLong() {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of("/tmp/" + "x".repeat(103));
        assertThatThrownBy(() -> engine.listen(address, ListenOptions.DEFAULT))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("at most 107 bytes, and this one has 108");
    }

    @Test
    void aNameIsNotResolved() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("somewhere.invalid", 1);
        assertThatThrownBy(() -> engine.connect(address, null)).isInstanceOf(UnresolvedAddressException.class);
    }
}
