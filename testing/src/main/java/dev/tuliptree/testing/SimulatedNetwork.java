package dev.tuliptree.testing;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.Engines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A network in memory, in virtual time: several machines in one loop, and between them delays, narrow and broken
 * connections, partitions. The programs on them are the real ones, over the same sockets as ever. Whatever happens by
 * chance is drawn from one seed: a run that failed, fails again.
 *
 * <pre>{@code
 * @LoopTest(network = LoopTest.Network.ROUGH)
 * void theAnswerComesAfterAPartition(SimulatedNetwork network) throws Exception {
 *     SimulatedHost server = network.host("server");
 *     server.run(() -> createTask(() -> ...));
 *     network.partition(network.here(), server);
 *     ...
 *     network.heal();
 * }
 * }</pre>
 *
 * <p>There is one host from the beginning, {@link #here}, which runs whatever {@link SimulatedHost#run} does not have
 * run on another. The names of hosts lead to their addresses, and {@code localhost} to the loopback interface of the
 * host that asks; there are no other names. What goes to an address that nobody has is lost. Faults are everywhere, on
 * the loopback interface too, where conditions say so.
 *
 * <p>Connections keep what TCP promises: bytes arrive in order and once, or the connection breaks. Packets that are
 * lost are sent again after 200 ms, and then after twice as long each time; an attempt to connect is given up after two
 * minutes, a connection after a quarter of an hour. Who listens where as many wait as may is heard of only when one was
 * accepted, as on Linux. Keep-alive probes are not simulated. Sockets in the Unix domain, child processes and watched
 * channels are real.
 *
 * <p>For one loop: see {@link #open}. Loop thread only, or before the loop is opened.
 */
public final class SimulatedNetwork {
    private final long seed;
    private final SplittableRandom random;
    private final NetworkTrace trace = new NetworkTrace();
    private final Map<NetworkEvent, Long> counts = new EnumMap<>(NetworkEvent.class);
    private final Map<String, List<InetAddress>> names = new HashMap<>();
    private final Map<InetAddress, SimulatedHost> owners = new HashMap<>();
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final Map<Way, Link> links = new LinkedHashMap<>();
    private final SimulatedHost here;
    private LinkConditions conditions = LinkConditions.IDEAL;
    private @Nullable VirtualClockEngine clock;

    private record Way(SimulatedHost from, @Nullable SimulatedHost to) {}

    /**
     * Makes a network of one host, with {@link LinkConditions#IDEAL}.
     *
     * @param seed decides whatever is left to chance
     */
    public SimulatedNetwork(long seed) {
        this.seed = seed;
        // Not the very numbers that shuffle the tasks of a test under the same seed.
        random = new SplittableRandom(seed).split();
        here = host("here");
    }

    /**
     * The seed.
     *
     * @return as it was given
     */
    public long seed() {
        return seed;
    }

    /**
     * Opens the engine of the one loop that runs on this network: {@code LoopOptions.DEFAULT.engine(network::open)}.
     *
     * @return the engine
     * @throws IOException if the system refuses what is real in it
     * @throws IllegalStateException if it was opened before
     */
    public Engine open() throws IOException {
        if (clock != null) throw new IllegalStateException("a simulated network is for one loop; make another one");
        VirtualClockEngine opened = new VirtualClockEngine(Engines.open("nio"));
        clock = opened;
        return new SimulatedEngine(this, opened);
    }

    // -- hosts and names

    /**
     * The host on which everything runs that was not put on another.
     *
     * @return the host {@code here}
     */
    public SimulatedHost here() {
        return here;
    }

    /**
     * Adds a host, with an address of each family.
     *
     * @param name its name
     * @return the host
     */
    public SimulatedHost host(String name) {
        int number = hosts.size() + 1;
        return host(name, "10.0." + number / 250 + "." + (number % 250 + 1), "fd00::" + Integer.toHexString(number));
    }

    /**
     * Adds a host.
     *
     * @param name its name
     * @param addresses its addresses, at least one
     * @return the host
     */
    public SimulatedHost host(String name, String... addresses) {
        List<InetAddress> parsed =
                Arrays.stream(addresses).map(InetAddress::ofLiteral).toList();
        if (parsed.isEmpty()) throw new IllegalArgumentException("a host needs an address");
        SimulatedHost host = new SimulatedHost(this, name, parsed);
        for (InetAddress address : parsed) {
            SimulatedHost owner = owners.putIfAbsent(address, host);
            if (owner != null) throw new IllegalArgumentException(address + " is the address of " + owner);
        }
        hosts.add(host);
        name(name, addresses);
        return host;
    }

    /**
     * Has a name lead to addresses, whoever has them, or nobody. It replaces what the name led to.
     *
     * @param name the name; upper and lower case are alike
     * @param addresses the addresses, in the order in which they are to be tried
     */
    public void name(String name, String... addresses) {
        names.put(
                key(name), Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    }

    SimulatedHost ownerOr(InetAddress address, SimulatedHost fallback) {
        return owners.getOrDefault(address, fallback);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    List<InetAddress> lookUp(String name) throws UnknownHostException {
        if (key(name).equals("localhost")) return List.of(Addresses.LOOPBACK, Addresses.LOOPBACK_IPV6);
        List<InetAddress> found = names.get(key(name));
        if (found != null) return found;
        throw new UnknownHostException(name + " is no name of the simulated network, which knows localhost and "
                + String.join(", ", names.keySet().stream().sorted().toList()));
    }

    // -- ways

    LinkConditions conditions() {
        return conditions;
    }

    /**
     * Sets what all ways are like for which nothing else was said, from now on.
     *
     * @param conditions the conditions
     * @return this network
     */
    public SimulatedNetwork conditions(LinkConditions conditions) {
        this.conditions = conditions;
        return this;
    }

    /**
     * Sets what the ways between two hosts are like, in both directions, from now on.
     *
     * @param one a host
     * @param other another, or the same for its loopback interface
     * @param conditions the conditions
     */
    public void conditions(SimulatedHost one, SimulatedHost other, LinkConditions conditions) {
        oneWayConditions(one, other, conditions);
        oneWayConditions(other, one, conditions);
    }

    /**
     * Sets what the way from one host to another is like, from now on.
     *
     * @param from where it begins
     * @param to where it ends
     * @param conditions the conditions
     */
    public void oneWayConditions(SimulatedHost from, SimulatedHost to, LinkConditions conditions) {
        link(from, to).setConditions(conditions);
    }

    /**
     * Lets nothing through between two hosts, in either direction, until {@link #heal}.
     *
     * @param one a host
     * @param other another
     */
    public void partition(SimulatedHost one, SimulatedHost other) {
        cut(one, other);
        cut(other, one);
    }

    /**
     * Lets nothing through from one host to another, until {@link #heal}. The other direction goes on.
     *
     * @param from a host
     * @param to another
     */
    public void cut(SimulatedHost from, SimulatedHost to) {
        note("cut", from + " to " + to);
        link(from, to).cut = true;
    }

    /**
     * Lets everything through again between two hosts.
     *
     * @param one a host
     * @param other another
     */
    public void heal(SimulatedHost one, SimulatedHost other) {
        note("healed", one + " and " + other);
        link(one, other).cut = false;
        link(other, one).cut = false;
    }

    /** Lets everything through again everywhere. */
    public void heal() {
        note("healed", "everywhere");
        for (Link link : links.values()) link.cut = false;
    }

    Link link(SimulatedHost from, @Nullable SimulatedHost to) {
        return links.computeIfAbsent(new Way(from, to), way -> new Link(this, way.from, way.to));
    }

    Link link(SimulatedHost from, InetAddress to) {
        boolean loopback = to.isLoopbackAddress() || to.isAnyLocalAddress();
        return link(from, loopback ? from : owners.get(to));
    }

    // -- what has happened

    /**
     * How often something has happened so far.
     *
     * @param event what
     * @return how often
     */
    public long count(NetworkEvent event) {
        return counts.getOrDefault(event, 0L);
    }

    void count(NetworkEvent event, Object where) {
        counts.merge(event, 1L, Long::sum);
        note(event.name(), where);
    }

    void note(String what, Object where) {
        trace.add(now(), what, where);
    }

    /**
     * The last that has happened, up to a thousand steps, in words for people.
     *
     * @return a line for each step, the latest last
     */
    public List<String> trace() {
        return trace.steps();
    }

    /**
     * A number made of all that has happened and when: two runs of one program under one seed have the same.
     *
     * @return the number
     */
    public long fingerprint() {
        return trace.fingerprint();
    }

    String words(InetSocketAddress address) {
        SimulatedHost owner = owners.get(address.getAddress());
        String host = owner == null ? address.getAddress().getHostAddress() : owner.name();
        return host + ":" + address.getPort();
    }

    // -- chance

    /**
     * What draws whatever is left to chance, for conditions and programs that are to be drawn from the same seed.
     *
     * @return a generator of its own, a new one each time
     */
    public RandomGenerator random() {
        return random.split();
    }

    boolean happens(double chance) {
        return chance > 0 && random.nextDouble() < chance;
    }

    int below(int bound) {
        return bound <= 1 ? 0 : random.nextInt(bound);
    }

    /** A time from none up to one. */
    long draw(long most) {
        return most <= 0 ? 0 : random.nextLong(most + 1);
    }

    void falseAlarm(Request request, Object where, BooleanSupplier isFalse) {
        at(now() + draw(2_000_000), () -> {
            if (request.isOpen() && isFalse.getAsBoolean()) count(NetworkEvent.FALSE_ALARM, where);
            request.tell();
        });
    }

    // -- time, and who waits

    private VirtualClockEngine clock() {
        if (clock == null) throw new IllegalStateException("the network has no loop yet: open its engine first");
        return clock;
    }

    long now() {
        return clock == null ? 0 : clock.nanoTime();
    }

    void at(long time, Timeline.Happening happening) {
        clock().timeline.at(time, happening);
    }

    Traffic traffic() {
        return clock().traffic;
    }

    void opened(Object socket) {
        traffic().opened(socket);
    }

    void closed(Object socket) {
        traffic().closed(socket);
    }

    /** Closes all that is simulated. */
    void closeAll() {
        traffic().closeSimulated();
    }

    /** The virtual clock of its loop, and with it what is open; null before it is opened. */
    @Nullable
    VirtualClockEngine virtualClock() {
        return clock;
    }
}
