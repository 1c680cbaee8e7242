package dev.tuliptree.bench;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.openTcpStream;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleep;

import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an idle connection takes: {@code Idle [CONNECTIONS]}. Another process makes them; each is served by a task, has
 * said one thing and been answered, and waits for the next. Needs a descriptor for each: {@code ulimit -n}.
 */
public final class Idle {
    private static final int DEFAULT_CONNECTIONS = 19_000;

    private Idle() {}

    /**
     * Measures.
     *
     * @param arguments how many connections; or, in the other process, {@code connect}, the port and how many
     * @throws IOException if connections cannot be made
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3) connect(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        else measure(arguments.length == 0 ? DEFAULT_CONNECTIONS : Integer.parseInt(arguments[0]));
    }

    private static void measure(int connections) {
        run(() -> {
            int[] answered = new int[1];
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                nursery(n -> {
                    // One more, which warms up.
                    ServeOptions options = new ServeOptions(connections + 1);
                    n.start(() -> listener.serve(options, stream -> {
                        stream.sendAll(stream.receiveSome(100));
                        answered[0]++;
                        stream.receiveSome(100);
                    }));
                    try (SocketStream warmUp = openTcpStream("127.0.0.1", listener.port())) {
                        warmUp.sendAll(new byte[1]);
                        warmUp.receiveExactly(1);
                    }
                    long heap = heap();
                    long resident = resident();
                    try (Subprocess other = other(listener.port(), connections)) {
                        while (answered[0] <= connections && other.exitCode().isEmpty()) sleep(millis(20));
                        if (answered[0] <= connections) throw new IOException("only " + answered[0] + " were made");
                        System.out.printf(
                                "%d idle connections: %d bytes of heap each, %d bytes of memory of the process each%n",
                                connections, (heap() - heap) / connections, (resident() - resident) / connections);
                        other.kill();
                    }
                    n.cancel();
                });
            }
        });
    }

    private static Subprocess other(int port, int connections) throws IOException {
        return Subprocess.command(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Idle.class.getName(),
                        "connect",
                        Integer.toString(port),
                        Integer.toString(connections))
                .stdin(Stdio.PIPED)
                .stdout(Stdio.INHERITED)
                .stderr(Stdio.INHERITED)
                .start();
    }

    /** Of the heap, after a collection. */
    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Of the process, as the system counts; 0 where it does not say. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return 0;
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) return 1_024 * Long.parseLong(line.replaceAll("\\D", ""));
        }
        return 0;
    }

    private static void connect(int port, int connections) throws IOException {
        SocketAddress server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        List<SocketChannel> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(server);
            all.add(channel);
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.write(one);
            if (channel.read(one.clear()) < 1) throw new IOException("the server has hung up");
        }
        // Until this process is killed, or its parent is gone.
        System.in.readAllBytes();
        for (SocketChannel channel : all) channel.close();
    }
}
