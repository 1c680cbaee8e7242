package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Core;
import dev.tuliptree.bench.load.CpuClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A server that runs in a process of its own, on a core of its own. */
final class Running implements AutoCloseable {
    private static final long LONGEST_START_MILLIS = 30_000;
    private static final long LONGEST_END_SECONDS = 10;
    private static final int FEW_LINES = 5;

    private final Process process;
    private final int port;
    private final Path output;
    private final CpuClock cpu;

    private Running(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
        cpu = new CpuClock(process.pid());
    }

    /** Starts one, as the command is changed to hold it to a core, and does not wait. */
    static Running start(Launch launch, UnaryOperator<List<String>> pin, Setting setting) throws IOException {
        int port = freePort();
        Path output = Files.createTempFile("bench-server", ".out");
        ProcessBuilder builder = new ProcessBuilder(pin.apply(launch.commandFor(port, setting)))
                .directory(launch.folder())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME_PEERS", System.getProperty("java.home"));
        return new Running(builder.start(), port, output);
    }

    /** Starts one, and waits until it listens. */
    static Running startAndWait(Launch launch, Core core, Setting setting) throws IOException, InterruptedException {
        return startAndWait(launch, core::pin, setting);
    }

    /** The same, as the command is changed to hold it to cores. */
    static Running startAndWait(Launch launch, UnaryOperator<List<String>> pin, Setting setting)
            throws IOException, InterruptedException {
        Running running = start(launch, pin, setting);
        try {
            long begin = System.nanoTime();
            while (!running.isListening()) {
                running.checkAlive();
                if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MILLIS)) {
                    throw new IOException("does not listen after " + LONGEST_START_MILLIS + " ms");
                }
                Thread.sleep(20);
            }
            return running;
        } catch (IOException | InterruptedException e) {
            running.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Throws with what the server said, if it has ended. */
    void checkAlive() throws IOException {
        if (process.isAlive()) return;
        List<String> said = Files.readAllLines(output).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
                .limit(FEW_LINES)
                .toList();
        throw new IOException("ended with exit code " + process.exitValue() + ": " + String.join(" / ", said));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Seconds of a core that it has taken so far. */
    double cpuSeconds() {
        return cpu.seconds();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(output);
    }
}
