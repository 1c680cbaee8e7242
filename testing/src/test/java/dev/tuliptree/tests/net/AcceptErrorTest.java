package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.engine.NioEngine;
import dev.tuliptree.engine.Readiness;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.VirtualClockEngine;
import dev.tuliptree.tests.inspect.Log;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the system has no descriptors left, a server waits a little, says so once, and goes on. */
class AcceptErrorTest {
    /** An engine that has no descriptors for the first five connections. */
    private static final class Exhausted implements Engine {
        private final Engine engine;
        private int refusals = 5;

        Exhausted() throws IOException {
            engine = new NioEngine();
        }

        @Override
        public EngineListener listen(SocketAddress address, ListenOptions options) throws IOException {
            EngineListener listener = engine.listen(address, options);
            return new EngineListener() {
                @Override
                public @Nullable EngineSocket accept() throws IOException {
                    if (refusals-- > 0) throw new IOException("Too many open files");
                    return listener.accept();
                }

                @Override
                public void onAcceptable(@Nullable Readiness readiness) {
                    listener.onAcceptable(readiness);
                }

                @Override
                public SocketAddress localAddress() {
                    return listener.localAddress();
                }

                @Override
                public void close() {
                    listener.close();
                }
            };
        }

        @Override
        public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException {
            return engine.connect(address, local);
        }

        @Override
        public String name() {
            return "exhausted";
        }

        @Override
        public long nanoTime() {
            return engine.nanoTime();
        }

        @Override
        public void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
            engine.poll(timeoutNanos, othersAtWork);
        }

        @Override
        public void wakeup() {
            engine.wakeup();
        }

        @Override
        public void close() throws IOException {
            engine.close();
        }
    }

    @Test
    void acceptingGoesOnWhenThereAreDescriptorsAgain() {
        LoopOptions options = LoopOptions.DEFAULT.engine(() -> new VirtualClockEngine(new Exhausted()));
        try (Log log = new Log()) {
            run(options, () -> {
                TcpListener listener = listenTcp("127.0.0.1", 0);
                nursery(n -> {
                    n.start(() -> listener.serve(stream -> stream.sendAll(new byte[] {1})));
                    try (SocketStream stream = openTcpStream("127.0.0.1", listener.port())) {
                        assertThat(stream.receiveAll()).containsExactly(1);
                    }
                    assertThat(loop().nanoTime())
                            .as("so many pauses")
                            .isEqualTo(millis(500).toNanos());
                    listener.close();
                });
            });
            assertThat(log.about("Too many open files")).hasSize(1);
        }
    }
}
