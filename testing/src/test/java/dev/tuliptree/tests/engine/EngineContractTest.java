package dev.tuliptree.tests.engine;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.NioEngine;
import dev.tuliptree.testing.DatagramFaults;
import dev.tuliptree.testing.EngineContract;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.VirtualClockEngine;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every engine keeps one contract. */
class EngineContractTest {
    @TestFactory
    Stream<DynamicNode> theNioEngineKeepsIt() {
        return EngineContract.tests(NioEngine::new);
    }

    @TestFactory
    Stream<DynamicNode> theVirtualClockKeepsIt() {
        return EngineContract.tests(VirtualClockEngine::new);
    }

    @TestFactory
    Stream<DynamicNode> theSimulatedEngineKeepsIt() {
        return EngineContract.tests(() -> new SimulatedNetwork(1).open());
    }

    @TestFactory
    Stream<DynamicNode> theSimulatedEngineKeepsItUnderAllThatTcpAllows() {
        return Stream.iterate(0L, seed -> seed + 1)
                .limit(20)
                .map(seed -> DynamicContainer.dynamicContainer(
                        "seed " + seed, EngineContract.tests(() -> roughButForDatagrams(seed))));
    }

    private static Engine roughButForDatagrams(long seed) throws IOException {
        SimulatedNetwork network = new SimulatedNetwork(seed);
        LinkConditions conditions = LinkConditions.rough(network.random());
        return network.conditions(conditions.datagrams(DatagramFaults.NONE)).open();
    }
}
