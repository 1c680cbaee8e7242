package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Program;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All comparisons there are, by their names, and groups of them. */
public final class Catalogue {
    private static final List<String> PROGRAMS =
            List.of("switch", "spawn", "pingpong", "callsoon", "external", "sleep", "sleepers", "cancel", "parked");

    /** Of those that measure but one thing. */
    private static final Map<String, String> ABOUT = Map.of(
            "switch", "switch among 1,000 tasks",
            "sleep", "100,000 tasks asleep for up to 1 s",
            "sleepers", "a million tasks asleep",
            "cancel", "cancel one of 100,000 tasks");

    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("programs", PROGRAMS);
        GROUPS.put("bodies", List.of("1k", "1m", "file", "post"));
        GROUPS.put("connections", List.of("connect", "full", "resumed"));
        GROUPS.put(
                "servers",
                List.of("echo", "http", "pipelined", "json", "1k", "1m", "file", "post", "ws", "broadcast", "tls"));
    }

    private final Map<String, Comparison> all = new LinkedHashMap<>();
    private final @Nullable OutsidePeers peers;

    /**
     * Lists them.
     *
     * @param heap how much heap whole programs get
     * @param scripts the folder of our programs for CPython
     * @param peers other runtimes' programs
     * @throws IOException if the lists of peers cannot be read
     */
    public Catalogue(String heap, File scripts, Optional<OutsidePeers> peers) throws IOException {
        this.peers = peers.orElse(null);
        addPrograms(heap, scripts);
        List<Launch> http = Launches.http();
        List<Launch> webSockets = Launches.webSockets();
        addServers("echo", "TCP echo of 64 bytes", Launches.echo(), Demand.of("echo", "/"), "echo");
        Demand greeting = Demand.of("get", "/plaintext");
        addServers("http", "HTTP GET of 13 bytes", http, greeting, "http");
        addServers("pipelined", "the same, pipelined by 16", http, greeting.withDepth(16), "http");
        addServers("json", "HTTP GET of a record as JSON", http, Demand.of("get", "/json"), "");
        addServers("1k", "HTTP GET of 1 KiB", http, Demand.of("get", "/1k"), "");
        addServers("1m", "HTTP GET of 1 MiB", http, Demand.of("get", "/1m"), "");
        addServers("file", "HTTP GET of a file of 64 KiB", http, Demand.of("get", "/static/file"), "");
        addServers("post", "HTTP POST of 1 KiB, which comes back", http, Demand.of("post", "/echo"), "");
        addServers("ws", "WebSocket echo of 64 bytes", webSockets, Demand.of("ws", "/ws"), "ws");
        Demand broadcast = Demand.of("broadcast", "/broadcast").withConnections(1_000);
        addServers("broadcast", "WebSocket broadcast of 64 bytes to 1,000", webSockets, broadcast, "");
        addServers("connect", "TCP connections with one echo each", Launches.echo(), connections("connect"), "");
        addServers("tls", "echo of 64 bytes under TLS", Launches.tls(), connections("tls"), "");
        addServers("full", "TLS connections with one echo each", Launches.tls(), connections("full"), "");
        addServers("resumed", "the same, resuming a session", Launches.tls(), connections("resumed"), "");
        add(
                "climb",
                "HTTP GET of 13 bytes with 1 to 256 connections",
                http.stream()
                        .map(launch -> new ClimbEntry(new ServerEntry(launch, greeting)))
                        .toList());
        Peaks peaks = new Peaks(Launches.quickHttp(), greeting);
        add(
                "latency",
                "HTTP GET of 13 bytes at half of the peak rate",
                Launches.quickHttp().stream()
                        .map(launch -> new LatencyEntry(launch, greeting, peaks))
                        .toList());
        add(
                "fairness",
                "how many times slower 63 become when the 64th pipelines without end",
                Launches.quickHttp().stream().map(FairnessEntry::new).toList());
        add(
                "workers",
                "HTTP GET of 13 bytes, servers and loads on as many cores as there are workers",
                List.of(
                        new WorkersEntry("tuliptree", List.of("servers.Servers", "workers", "%P", "%F", "%N")),
                        new WorkersEntry("netty-nio", List.of("others.NettyHttp", "%P", "nio", "%F", "%N"))));
        addClients();
        add(
                "idle",
                "bytes of a silent connection, of 10,000",
                Launches.frugalEcho().stream()
                        .map(launch -> new IdleEntry(launch, "echo", 10_000))
                        .toList());
        add(
                "idle-ws",
                "bytes of a silent WebSocket, of 19,000",
                Launches.silentWebSockets().stream()
                        .map(launch -> new IdleEntry(launch, "ping", 19_000))
                        .toList());
        add("start", "from starting a web server to its first page", Starts.entries());
    }

    private static Demand connections(String traffic) {
        return Demand.ofConnections(traffic, 16);
    }

    private void add(String name, String about, List<? extends Entry> entries) {
        all.put(name, new Comparison(name, about, List.copyOf(entries)));
    }

    private void addPrograms(String heap, File scripts) throws IOException {
        List<Program> programs = new ArrayList<>(Program.ours(heap, scripts));
        if (peers != null) programs.addAll(peers.programs());
        for (String kind : PROGRAMS) {
            List<Entry> entries = new ArrayList<>();
            for (Program program : programs) {
                for (String group : program.groups()) {
                    if (kind(group).equals(kind)) entries.add(new ProgramEntry(program, group));
                }
            }
            add(kind, ABOUT.getOrDefault(kind, "programs that measure themselves"), entries);
        }
    }

    /** What a group of a peer measures, by our programs' names. */
    private static String kind(String group) {
        if (group.contains("external")) return "external";
        return group.startsWith("callsoon") ? "callsoon" : group;
    }

    /** Of a folder of peers, those of this kind take part, if it has a name. */
    private void addServers(String name, String about, List<Launch> launches, Demand demand, String kindOfPeers)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Launch launch : launches) entries.add(new ServerEntry(launch, demand));
        if (peers != null) {
            for (Launch launch : peers.servers(kindOfPeers)) entries.add(new ServerEntry(launch, demand.atRoot()));
        }
        add(name, about, entries);
    }

    private void addClients() throws IOException {
        List<Entry> entries = new ArrayList<>(List.of(
                new ClientEntry("tuliptree", "clients.HttpClients"),
                new ClientEntry("jdk-http", "others.JdkClient"),
                new ClientEntry("vertx-nio", "others.VertxClient")));
        if (peers != null) entries.addAll(peers.clients());
        add("client", "64 HTTP GETs at a time, the time of the client", entries);
    }

    /** All comparisons, in their order. */
    public List<Comparison> all() {
        return List.copyOf(all.values());
    }

    /** The names of groups, and of what is in them. */
    public Map<String, List<String>> groups() {
        return Map.copyOf(GROUPS);
    }

    /**
     * The comparisons of some names, in the order of all.
     *
     * @param names of comparisons or groups; all if there are none
     * @throws IllegalArgumentException if there is no comparison of a name
     */
    public List<Comparison> named(List<String> names) {
        Set<String> wanted = new LinkedHashSet<>(names.isEmpty() ? all.keySet() : List.of());
        for (String name : names) wanted.addAll(GROUPS.getOrDefault(name, List.of(name)));
        for (String name : wanted) {
            if (!all.containsKey(name)) {
                throw new IllegalArgumentException("there is no comparison '" + name + "'; --list names them all");
            }
        }
        return all.values().stream()
                .filter(comparison -> wanted.contains(comparison.name()))
                .toList();
    }
}
