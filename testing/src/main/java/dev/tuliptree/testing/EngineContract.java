package dev.tuliptree.testing;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.loop.LoopOptions.EngineFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Checks that an engine keeps what {@link Engine} and its sockets promise, whatever is under it: a JUnit test for each
 * promise, without a loop, so that a failure points at the engine alone.
 *
 * <pre>{@code
 * class NioEngineTest {
 *     @TestFactory
 *     Stream<DynamicNode> keepsTheContractOfEngines() {
 *         return EngineContract.tests(NioEngine::new);
 *     }
 * }
 * }</pre>
 *
 * <p>The promises: the clock never goes back; a wake-up from any thread is never lost; connections are made, refused
 * and accepted; bytes arrive in order, and an operation that has nothing to give says so instead of waiting; whoever
 * asks to be told is told once, from within a poll, and not after closing; an end, a close and an abort are heard as
 * what they are; closing the engine closes all. Sockets in the Unix domain, datagrams and watched channels are checked
 * where the engine has them; where it throws {@link UnsupportedOperationException}, these tests are skipped.
 *
 * <p>An engine may tell of a readiness that turns out wrong, take a part of what is written and give a part of what has
 * arrived: no promise is checked that forbids it. Its network must let packets between two addresses of this machine
 * through, datagrams too.
 */
public final class EngineContract {
    private EngineContract() {}

    /** One promise of engines. */
    @FunctionalInterface
    interface Promise {
        void check(EngineBench bench) throws Exception;
    }

    /** Promises by what they say. */
    static final class Promises {
        private final Map<String, Promise> all = new LinkedHashMap<>();

        Promises add(String sentence, Promise promise) {
            all.put(sentence, promise);
            return this;
        }
    }

    /**
     * The tests, for a method annotated with JUnit's {@code @TestFactory}. Each opens an engine of its own, and closes
     * it.
     *
     * @param factory opens an engine
     * @return the tests, in groups
     */
    public static Stream<DynamicNode> tests(EngineFactory factory) {
        return Stream.of(
                group("clock and wake-up", ClockPromises.all(), factory),
                group("connecting", ConnectPromises.all(), factory),
                group("reading and writing", TransferPromises.all(), factory),
                group("readiness", ReadinessPromises.all(), factory),
                group("ends", EndPromises.all(), factory),
                group("datagrams", DatagramPromises.all(), factory),
                group("Unix domain", UnixPromises.all(), factory),
                group("watched channels", WatchPromises.all(), factory));
    }

    private static DynamicNode group(String name, Promises promises, EngineFactory factory) {
        return DynamicContainer.dynamicContainer(
                name,
                promises.all.entrySet().stream()
                        .map(each -> DynamicTest.dynamicTest(
                                each.getKey(), () -> EngineBench.check(factory, each.getValue()))));
    }
}
