package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a connection takes that has said one thing, been answered, and is silent: of the heap after a collection, and of
 * the process's memory.
 *
 * @param launch how the echo server is started
 */
record IdleEntry(Launch launch) implements Entry {
    private static final int CONNECTIONS = 10_000;
    private static final int WARM_UP = 1_000;
    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    @Override
    public String name() {
        return launch.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        try (Running server = Running.startAndWait(launch, setting.measured(), setting)) {
            // Twice, for what grows at first and stays.
            for (int i = 0; i < 2; i++) close(open(server.port(), WARM_UP));
            long heap = liveBytes(server.pid());
            long resident = residentBytes(server.pid());
            List<SocketChannel> open = open(server.port(), CONNECTIONS);
            double perConnection = (liveBytes(server.pid()) - heap) / (double) CONNECTIONS;
            double residentEach = (residentBytes(server.pid()) - resident) / (double) CONNECTIONS;
            close(open);
            return new Taken(
                    List.of(
                            new Sample(name(), measure, Sample.BYTES, perConnection),
                            new Sample(name(), measure + " resident", Sample.BYTES, residentEach)),
                    0);
        }
    }

    private static List<SocketChannel> open(int port, int count) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        byte[] message = Content.text(64);
        List<SocketChannel> open = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(server);
                open.add(channel);
                channel.write(ByteBuffer.wrap(message));
                ByteBuffer answer = ByteBuffer.allocate(message.length);
                while (answer.hasRemaining() && channel.read(answer) >= 0) {}
                if (!answer.flip().equals(ByteBuffer.wrap(message)))
                    throw new IOException("not what was sent came back");
            }
            return open;
        } catch (IOException e) {
            close(open);
            throw new IOException("connection " + (open.size() + 1) + ": " + e.getMessage(), e);
        }
    }

    private static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) channel.close();
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
