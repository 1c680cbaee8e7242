package dev.tuliptree.bench.suite;

import dev.tuliptree.engine.EngineProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/** How the servers of this module are started: ours on each engine that can be used here, and those of others. */
final class Launches {
    private static final boolean HAS_EPOLL = System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("amd64");

    /** What Netty does best with here. */
    static final String NETTY_BEST = HAS_EPOLL ? "epoll" : "nio";

    private static final List<String> TRANSPORTS = HAS_EPOLL ? List.of("nio", "epoll") : List.of("nio");

    private Launches() {}

    private static List<Launch> ours(String... arguments) {
        List<Launch> launches = new ArrayList<>();
        launches.add(Launch.ofClass("tuliptree", "servers.Servers", arguments));
        for (EngineProvider provider : ServiceLoader.load(EngineProvider.class)) {
            if (provider.obstacle() != null) continue;
            launches.add(Launch.ofClass(
                    "tuliptree-" + provider.name(),
                    List.of("-Dtuliptree.engine=" + provider.name()),
                    "servers.Servers",
                    arguments));
        }
        return launches;
    }

    static List<Launch> echo() {
        return withOtherEchoes(ours("echo", "%P"));
    }

    /** The same, but ours with no buffer for each connection. */
    static List<Launch> frugalEcho() {
        return withOtherEchoes(ours("frugal", "%P"));
    }

    private static List<Launch> withOtherEchoes(List<Launch> launches) {
        for (String transport : TRANSPORTS) {
            launches.add(Launch.ofClass("netty-" + transport, "others.NettyEcho", "echo", "%P", transport));
            launches.add(Launch.ofClass("vertx-" + transport, "others.VertxServers", "echo", "%P", transport, "%F"));
        }
        launches.add(Launch.ofClass("jdk-vthread", "others.JdkEcho", "echo", "%P"));
        return launches;
    }

    static List<Launch> tls() {
        List<Launch> launches = ours("tls", "%P");
        launches.add(Launch.ofClass("netty-nio", "others.NettyEcho", "tls", "%P", "nio"));
        launches.add(Launch.ofClass("jdk-vthread", "others.JdkEcho", "tls", "%P"));
        return launches;
    }

    static List<Launch> http() {
        List<Launch> launches = quickHttp();
        launches.add(Launch.ofClass("jdk-httpserver", "others.JdkHttp", "%P", "%F"));
        return launches;
    }

    /** Those of {@link #http} that are no slower by an order of magnitude. */
    static List<Launch> quickHttp() {
        List<Launch> launches = webSockets();
        launches.add(Launch.ofClass("helidon", "others.HelidonHttp", "%P", "%F"));
        return launches;
    }

    /** Those of {@link #http} that have WebSockets, too. */
    static List<Launch> webSockets() {
        return withOtherWebSockets(ours("http", "%P", "%F"));
    }

    /** The same, but ours with more connections than its limit is, and no heartbeat, as theirs. */
    static List<Launch> silentWebSockets() {
        return withOtherWebSockets(ours("sockets", "%P"));
    }

    private static List<Launch> withOtherWebSockets(List<Launch> launches) {
        for (String transport : TRANSPORTS) {
            launches.add(Launch.ofClass("netty-" + transport, "others.NettyHttp", "%P", transport, "%F"));
            launches.add(Launch.ofClass("vertx-" + transport, "others.VertxServers", "http", "%P", transport, "%F"));
        }
        launches.add(Launch.ofClass("jetty", "others.JettyHttp", "%P", "%F"));
        return launches;
    }
}
