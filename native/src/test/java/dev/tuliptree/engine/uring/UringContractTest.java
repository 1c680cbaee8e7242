package dev.tuliptree.engine.uring;

import dev.tuliptree.testing.EngineContract;
import dev.tuliptree.testing.VirtualClockEngine;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The engine keeps the contract of engines, for itself and under a virtual clock. */
@WithUring
class UringContractTest {
    @TestFactory
    Stream<DynamicNode> theEngineKeepsIt() {
        return EngineContract.tests(UringEngine::new);
    }

    @TestFactory
    Stream<DynamicNode> theVirtualClockKeepsItOverTheEngine() {
        return EngineContract.tests(() -> new VirtualClockEngine(new UringEngine()));
    }
}
