package dev.tuliptree.bench.suite;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Who is timed at starting: each with no more on its class path than it needs. */
final class Starts {
    private static final long LONGEST_WRITING_MILLIS = 30_000;

    private Starts() {}

    static List<Entry> entries() {
        List<String> ours = List.of("-cp", jars("tuliptree-"));
        List<String> netty = List.of("-cp", jars("tuliptree-bench", "netty-"));
        List<String> vertx = List.of("-cp", jars("tuliptree-bench", "vertx-", "netty-", "jackson-core-2"));
        List<String> helidon = List.of("-cp", jars("tuliptree-bench", "helidon-"));
        List<String> jetty = List.of("-cp", jars("tuliptree-bench", "jetty-", "slf4j-"));
        Launch plain = Launch.ofClass("tuliptree", ours, "servers.Servers", "http", "%P", "%F");
        Path scripts = Path.of(System.getProperty("tuliptree.bench.root", "."), "bench/src/main/python");
        return List.of(
                new StartEntry(plain),
                new CachedStartEntry(plain),
                new StartEntry(Launch.ofClass("netty-nio", netty, "others.NettyHttp", "%P", "nio", "%F")),
                new StartEntry(Launch.ofClass("vertx-nio", vertx, "others.VertxServers", "http", "%P", "nio", "%F")),
                new StartEntry(Launch.ofClass("helidon", helidon, "others.HelidonHttp", "%P", "%F")),
                new StartEntry(Launch.ofClass("jetty", jetty, "others.JettyHttp", "%P", "%F")),
                new StartEntry(Launch.ofClass("jdk-httpserver", ours, "others.JdkHttp", "%P", "%F")),
                new StartEntry(new Launch(
                        "asyncio", scripts.toFile(), List.of("/usr/bin/python3", "-E", "asyncio_hello.py", "%P"))));
    }

    /** Of the class path, what begins so. */
    private static String jars(String... beginnings) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> Arrays.stream(beginnings)
                        .anyMatch(beginning -> new File(path).getName().startsWith(beginning)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The same with a cache of classes that the JVM has written at the end of an earlier run.
     *
     * @param plain how it is started without
     */
    private record CachedStartEntry(Launch plain) implements Entry {
        @Override
        public String name() {
            return plain.name() + "-aot";
        }

        @Override
        public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
            Path cache = setting.folder().resolveSibling(setting.folder().getFileName() + ".aot");
            cache.toFile().deleteOnExit();
            if (!Files.exists(cache)) {
                try (Running running =
                        Running.start(with("-XX:AOTCacheOutput=" + cache), UnaryOperator.identity(), setting)) {
                    while (!StartEntry.answers(running.port())) {
                        running.checkAlive();
                        Thread.sleep(20);
                    }
                }
                awaitWritten(cache);
            }
            return new StartEntry(with("-XX:AOTCache=" + cache)).take(measure, setting);
        }

        private static void awaitWritten(Path cache) throws IOException, InterruptedException {
            for (long waited = 0; !Files.exists(cache); waited += 100) {
                if (waited > LONGEST_WRITING_MILLIS) throw new IOException("the JVM wrote no cache of classes");
                Thread.sleep(100);
            }
        }

        private Launch with(String option) {
            List<String> command = new java.util.ArrayList<>(plain.command());
            command.add(1, option);
            return new Launch(name(), plain.folder(), command);
        }
    }
}
