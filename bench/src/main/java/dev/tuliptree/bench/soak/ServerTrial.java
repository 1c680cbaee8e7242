package dev.tuliptree.bench.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A server in a process of its own, visitors in this one, and a census each time that all have left. */
public final class ServerTrial {
    /** The first is for classes to be loaded and pools to grow, and does not count. */
    private static final int SLICES = 13;

    private static final int VISITORS = 64;
    private static final long LEAVING_MILLIS = 10L * SoakedServer.PATIENCE_MILLIS;

    /** What the heap may differ by: compiled code and some caches of the JDK come and go. */
    private static final long HEAP_TOLERANCE = 512 << 10;

    private static final long DIRECT_TOLERANCE = 256 << 10;
    private static final long DESCRIPTOR_TOLERANCE = 1;

    private final double secondsEach;
    private final SplittableRandom random;
    private final Visits visits = new Visits();
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param minutes how long visitors come
     * @param seed decides what they do
     */
    public ServerTrial(double minutes, long seed) {
        secondsEach = minutes * 60 / SLICES;
        random = new SplittableRandom(seed);
    }

    /**
     * Runs it, and prints what comes of it.
     *
     * @return whether all was as it should be
     * @throws IOException if the server cannot be started, or has died
     * @throws InterruptedException if the caller is interrupted
     */
    public boolean run() throws IOException, InterruptedException {
        Process server = start();
        try {
            int port = portOf(server);
            List<Census> censuses = new ArrayList<>();
            long tasks = tasks(port);
            for (int i = 0; i < SLICES; i++) {
                visits.pay(port, VISITORS, secondsEach, random);
                awaitAllLeft(port, tasks);
                Census census = census(port);
                System.out.printf("%2d of %d: %s; %d visits%n", i + 1, SLICES, census, visits.total());
                if (i > 0) censuses.add(census);
            }
            compare(censuses);
            failures.addAll(visits.failures());
            failures.addAll(Shutdown.under(server, port));
        } finally {
            server.destroyForcibly();
        }
        System.out.println(visits);
        failures.forEach(failure -> System.out.println("FAILED: " + failure));
        return failures.isEmpty();
    }

    /** With the options of this JVM, so that it can be tried on any carrier and engine. */
    private static Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SoakedServer.class.getName()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int portOf(Process server) throws IOException {
        BufferedReader said = server.inputReader();
        String line = said.readLine();
        if (line == null) throw new IOException("the server has ended without a word");
        return Integer.parseInt(line);
    }

    private static String ask(int port, String path) throws IOException {
        try (Talk talk = Talk.to(port)) {
            talk.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            Talk.Answer answer = talk.receive();
            answer.expectStatus(200);
            return answer.body();
        } catch (ConnectException e) {
            throw new IOException("the server has died", e);
        }
    }

    private static long tasks(int port) throws IOException {
        return Long.parseLong(ask(port, "/tasks"));
    }

    private static Census census(int port) throws IOException {
        return Census.parse(ask(port, "/census"));
    }

    private void awaitAllLeft(int port, long tasks) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long left = tasks(port);
        while (left > tasks) {
            if ((System.nanoTime() - begin) / 1_000_000 > LEAVING_MILLIS) {
                failures.add(left - tasks + " tasks are left " + LEAVING_MILLIS + " ms after the last visitor");
                return;
            }
            Thread.sleep(50);
            left = tasks(port);
        }
    }

    private void compare(List<Census> censuses) {
        int quarter = Math.max(1, censuses.size() / 4);
        Census first = Census.median(censuses.subList(0, quarter));
        Census last = Census.median(censuses.subList(censuses.size() - quarter, censuses.size()));
        System.out.println("first quarter: " + first);
        System.out.println("last quarter:  " + last);
        flat("bytes of heap", first.heap(), last.heap(), HEAP_TOLERANCE);
        flat("bytes of direct memory", first.direct(), last.direct(), DIRECT_TOLERANCE);
        flat("descriptors", first.descriptors(), last.descriptors(), DESCRIPTOR_TOLERANCE);
        flat("tasks", first.tasks(), last.tasks(), 0);
        flat("timers", first.timers(), last.timers(), 0);
    }

    private void flat(String what, long first, long last, long tolerance) {
        if (last - first > tolerance) {
            failures.add("the server held " + first + " " + what + " in the first quarter of the time, and " + last
                    + " in the last");
        }
    }
}
