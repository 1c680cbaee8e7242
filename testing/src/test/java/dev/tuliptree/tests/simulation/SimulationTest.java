package dev.tuliptree.tests.simulation;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.Engines;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.LoopTest.Network;
import dev.tuliptree.testing.NetworkEvent;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.Simulation;
import dev.tuliptree.testing.Sometimes;
import dev.tuliptree.testing.StreamFaults;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How tests get a simulated network, and what they are told of it. */
class SimulationTest {
    @AfterEach
    void forgetWhatWasAskedFor() {
        System.clearProperty("tuliptree.test.seed");
    }

    private static void sendAByte() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0);
                SocketStream here = openTcpStream("127.0.0.1", listener.port());
                SocketStream there = listener.accept()) {
            here.sendAll(new byte[] {1});
            assertThat(there.receiveExactly(1)).containsExactly(1);
        }
    }

    @LoopTest
    void aParameterIsEnough(SimulatedNetwork network) throws IOException {
        assertThat(loop().engine().name()).isEqualTo("simulated");
        network.conditions(LinkConditions.IDEAL.latency(seconds(1), Duration.ZERO));
        sendAByte();
        assertThat(loop().nanoTime())
                .as("a handshake, and a byte")
                .isEqualTo(seconds(4).toNanos());
        assertThat(network.count(NetworkEvent.CONNECTED)).isEqualTo(1);
    }

    @LoopTest(network = Network.ROUGH)
    void anAttributeIsEnough() throws IOException {
        assertThat(loop().engine().name()).isEqualTo("simulated");
        sendAByte();
    }

    @LoopTest
    void withoutEitherSocketsAreReal() {
        assertThat(loop().engine().name()).doesNotContain("simulated");
    }

    @LoopTest(network = Network.IDEAL)
    void theClockJumpsOverWhatNeverComes() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            assertThat(moveOnAfter(seconds(100_000), () -> listener.accept())).isEmpty();
        }
        assertThat(loop().nanoTime()).isEqualTo(seconds(100_000).toNanos());
    }

    @LoopTest(network = Network.IDEAL)
    void workInOtherThreadsIsWaitedFor() {
        assertThat(toThread(() -> "done")).isEqualTo("done");
        assertThat(loop().nanoTime()).isZero();
    }

    @Test
    void aFailureNamesItsSeedAndTellsWhatHasHappened() {
        List<Long> seeds = new ArrayList<>();
        assertThatThrownBy(() -> Simulation.run(10, LinkConditions::rough, network -> {
                    seeds.add(network.seed());
                    sendAByte();
                    if (network.seed() == 7) throw new IOException("as told");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("under seed 7")
                .hasMessageContaining("-Dtuliptree.test.seed=7")
                .hasMessageContaining("as told")
                .cause()
                .satisfies(cause -> assertThat(cause.getSuppressed())
                        .anySatisfy(hint -> assertThat(hint).hasMessageContaining("CONNECTED")));
        assertThat(seeds).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aSeedThatIsGivenIsRunAlone() {
        System.setProperty("tuliptree.test.seed", "42");
        List<Long> seeds = new ArrayList<>();
        Simulation.run(10, LinkConditions::rough, network -> seeds.add(network.seed()));
        assertThat(seeds).isNotEmpty().containsOnly(42L);
    }

    @Test
    void whatIsLeftOpenFailsTheRun() {
        assertThatThrownBy(() -> Simulation.run(1, LinkConditions::rough, _ -> listenTcp("127.0.0.1", 80)))
                .hasMessageContaining("an open listener on 127.0.0.1:80");
    }

    @Test
    void aFaultThatWasNeverMetIsNamed() {
        Sometimes met = Simulation.run(3, _ -> LinkConditions.IDEAL, _ -> sendAByte());
        met.assertMet(NetworkEvent.CONNECTED);
        assertThat(met.count(NetworkEvent.CONNECTED)).isEqualTo(3);
        assertThatThrownBy(() -> met.assertMet(NetworkEvent.CONNECTED, NetworkEvent.RESENT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("never met: [RESENT]")
                .hasMessageContaining("in 3 runs")
                .hasMessageContaining("CONNECTED=3");
    }

    @Test
    void theEngineIsFoundByItsName() throws IOException {
        try (Engine engine = Engines.open("simulated")) {
            assertThat(engine.name()).isEqualTo("simulated");
            assertThat(engine.isVirtual()).isTrue();
        }
        run(LoopOptions.DEFAULT.engine(() -> Engines.open("simulated")), () -> sendAByte());
    }

    @Test
    void aNetworkIsForOneLoop() throws IOException {
        SimulatedNetwork network = new SimulatedNetwork(1);
        network.open().close();
        assertThatIllegalStateException().isThrownBy(() -> network.open()).withMessageContaining("one loop");
    }

    @Test
    void conditionsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamFaults.NONE.reset(1.5))
                .withMessageContaining("from 0 to 1, not 1.5");
        assertThatIllegalArgumentException().isThrownBy(() -> LinkConditions.IDEAL.buffer(0));
        assertThatIllegalArgumentException().isThrownBy(() -> LinkConditions.IDEAL.bytesPerSecond(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamFaults(0, 0, 0, 0, 1, 0, 0));
    }
}
