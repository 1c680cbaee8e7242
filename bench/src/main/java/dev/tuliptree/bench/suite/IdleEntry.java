package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.load.Crowd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a connection takes that has said one thing, been answered, and is silent: of the heap after a collection, and of
 * the process's memory; and what it costs the server when each says one thing more.
 *
 * @param launch how the server is started
 * @param traffic what is said
 * @param connections how many there are
 */
record IdleEntry(Launch launch, String traffic, int connections) implements Entry {
    private static final int WARM_UP = 1_000;
    private static final int ROUNDS = 10;
    private static final String PATH = "/ws";
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
            // Twice, for what grows at first and stays.
            for (int i = 0; i < 2; i++) {
                try (Crowd few = Crowd.open(server.port(), traffic, PATH, WARM_UP)) {
                    for (int round = 0; round < ROUNDS; round++) few.round();
                }
            }
            long heap = liveBytes(server.pid());
            long resident = residentBytes(server.pid());
            try (Crowd crowd = Crowd.open(server.port(), traffic, PATH, connections)) {
                double each = (liveBytes(server.pid()) - heap) / (double) connections;
                double residentEach = (residentBytes(server.pid()) - resident) / (double) connections;
                double cpu = server.cpuSeconds();
                for (int round = 0; round < ROUNDS; round++) crowd.round();
                double roundMicros = (server.cpuSeconds() - cpu) * 1e6 / ROUNDS / connections;
                return new Taken(
                        List.of(
                                new Sample(name(), measure, Sample.BYTES, each),
                                new Sample(name(), measure + " resident", Sample.BYTES, residentEach),
                                new Sample(name(), measure + " answer", Sample.CPU_MICROS, roundMicros)),
                        0);
            }
        }
    }

    /** What is alive on the heap; asking for it has the garbage collected. */
    private static long liveBytes(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(JCMD.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        String total = said.lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd does not say how much is alive: " + said));
        return Long.parseLong(total.trim().split(" +", -1)[2]);
    }

    /** What the process takes of the machine's memory, where the system says. */
    private static long residentBytes(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/status");
        if (!Files.exists(status)) return 0;
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) return 1_024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
        return 0;
    }
}
