package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.ExceptionGroup;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.SimulatedHost;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.tests.Carriers.OnEachCarrier;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** A run under one seed is the same run each time: what happens, in which order, and when. */
class ReplayTest {
    private static void echo(SocketStream stream) throws IOException {
        byte[] data;
        while ((data = stream.receiveSome(1_000)).length > 0) stream.sendAll(data);
    }

    private static void ask(int port) throws IOException {
        try (SocketStream stream = openTcpStream("server", port)) {
            nursery(n -> {
                n.start(() -> {
                    for (int i = 0; i < 5; i++) {
                        stream.sendAll(new byte[3_000]);
                        sleep(millis(30));
                    }
                    stream.sendEof();
                });
                stream.receiveAll();
            });
        } catch (IOException | ExceptionGroup broken) {
            // That, too, happens again.
        }
    }

    /** Four clients at once, on a network on which connections break. */
    private static SimulatedNetwork converse(LoopOptions options, long seed) {
        SimulatedNetwork network = new SimulatedNetwork(seed);
        network.conditions(LinkConditions.hostile(network.random()));
        SimulatedHost server = network.host("server");
        run(options.engine(network::open).seed(seed), () -> {
            try (TcpListener listener = server.run(() -> listenTcp("::", 80))) {
                nursery(n -> {
                    server.run(() -> n.start(() -> listener.serve(ReplayTest::echo)));
                    nursery(clients -> {
                        for (int i = 0; i < 4; i++) clients.start(() -> ask(80));
                    });
                    n.cancel();
                });
            }
        });
        return network;
    }

    @OnEachCarrier
    void theSameSeedGivesTheSameTrace(LoopOptions options) {
        for (long seed = 0; seed < 50; seed++) {
            SimulatedNetwork first = converse(options, seed);
            SimulatedNetwork second = converse(options, seed);
            assertThat(second.trace()).isNotEmpty().isEqualTo(first.trace());
            assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        }
    }

    @OnEachCarrier
    void anotherSeedGivesAnother(LoopOptions options) {
        Set<Long> fingerprints = new HashSet<>();
        for (long seed = 0; seed < 50; seed++)
            fingerprints.add(converse(options, seed).fingerprint());
        assertThat(fingerprints).hasSizeGreaterThan(45);
    }
}
