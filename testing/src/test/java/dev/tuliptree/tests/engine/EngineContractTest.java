package dev.tuliptree.tests.engine;

import dev.tuliptree.engine.NioEngine;
import dev.tuliptree.testing.EngineContract;
import dev.tuliptree.testing.VirtualClockEngine;
import java.util.stream.Stream;
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
}
