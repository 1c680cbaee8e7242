/**
 * Tests of programs that run on an event loop: on a virtual clock, under many schedules, on networks that break, always
 * with the same result.
 *
 * <p>{@link dev.tuliptree.testing.LoopTest} turns a JUnit test method into a coroutine. Everything else here is for use
 * inside of such tests, or of programs that want the virtual clock alone:
 * {@link dev.tuliptree.testing.VirtualClockEngine}.
 *
 * <h2>On a simulated network</h2>
 *
 * <p>A test that asks for a network, or takes a {@link dev.tuliptree.testing.SimulatedNetwork}, runs over sockets in
 * memory, in virtual time. The program under test is the same: it listens, connects and sleeps as ever.
 *
 * <pre>{@code
 * @LoopTest(network = Network.ROUGH, schedules = 50)
 * void anOrderIsTakenOnce(SimulatedNetwork network) throws Exception {
 *     SimulatedHost shop = network.host("shop");
 *     try (var listener = shop.run(() -> listenTcp("0.0.0.0", 80))) {
 *         nursery(n -> {
 *             shop.run(() -> n.start(() -> listener.serve(Shop::takeOrders)));
 *             var order = n.start(() -> Customer.order("shop", 80, "tulips"));
 *             sleep(millis(50));
 *             network.partition(network.here(), shop);
 *             sleep(seconds(30));
 *             network.heal();
 *             assertThat(await(order).number()).isEqualTo(1);
 *             n.cancel();
 *         });
 *     }
 * }
 * }</pre>
 *
 * <p>{@code ROUGH} is what TCP allows: every seed draws delays, bandwidths and buffers, has writes taken and reads
 * given in part, packets cut, lost and sent again. {@code HOSTILE} refuses and resets connections besides;
 * {@link dev.tuliptree.testing.LinkConditions} says everything one by one, for all ways or for one. A failure names the
 * system properties that repeat its run exactly, and what happened last in the network.
 *
 * <p>{@link dev.tuliptree.testing.Simulation} runs one program under a thousand seeds, outside of any loop, and returns
 * what they met: {@link dev.tuliptree.testing.Sometimes#assertMet} fails if a fault was never met, and the runs so say
 * nothing about it. Whole programs run on such a network with {@code TULIPTREE_ENGINE=simulated}, and with
 * {@code LoopOptions.DEFAULT.engine(network::open)}.
 *
 * <h2>Contracts</h2>
 *
 * <p>{@link dev.tuliptree.testing.StreamContract} holds streams of one's own to what all streams promise,
 * {@link dev.tuliptree.testing.EngineContract} does so for engines.
 *
 * <p>The runtime's own tests live in this module too, as they need all of it and it needs the runtime: the build makes
 * the runtime first, then this module, and here tests both.
 */
@NullMarked
package dev.tuliptree.testing;

import org.jspecify.annotations.NullMarked;
