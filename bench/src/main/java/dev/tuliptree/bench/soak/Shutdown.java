package dev.tuliptree.bench.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the server by SIGTERM while visitors read answers that come in two parts. An answer that has begun must come
 * whole, and a request that was under way be answered.
 */
final class Shutdown {
    private static final int VISITORS = 64;
    private static final long LOAD_MILLIS = 2_000;
    private static final long LONGEST_SECONDS = 30;

    private final int port;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicInteger whole = new AtomicInteger();
    private final AtomicInteger wholeAfter = new AtomicInteger();
    private final List<String> failures = new ArrayList<>();

    private Shutdown(int port) {
        this.port = port;
    }

    /**
     * Does it.
     *
     * @return what went wrong
     */
    static List<String> under(Process server, int port) throws InterruptedException {
        return new Shutdown(port).run(server);
    }

    private List<String> run(Process server) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < VISITORS; i++) threads.add(Thread.startVirtualThread(this::visit));
        Thread.sleep(LOAD_MILLIS);
        ending.set(true);
        server.destroy();
        long begin = System.nanoTime();
        if (!server.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            server.destroyForcibly();
            fail("the server has not ended " + LONGEST_SECONDS + " s after SIGTERM");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (Thread thread : threads) thread.join();
        System.out.printf(
                "SIGTERM under load: %d answers whole, %d of them after it; ended after %.2f s%n",
                whole.get(), wholeAfter.get(), seconds);
        if (wholeAfter.get() == 0) fail("no answer was under way at SIGTERM, so nothing was shown");
        return failures;
    }

    private void visit() {
        // The server hangs up between answers, or does not listen any more.
        while (!ending.get()) {
            try (Talk talk = Talk.to(port)) {
                while (ask(talk)) {}
            } catch (IOException e) {
                if (!ending.get()) fail("before SIGTERM: " + e);
            }
        }
    }

    /** Returns whether the connection can be used again. */
    private boolean ask(Talk talk) throws IOException {
        boolean before = !ending.get();
        long begin = System.nanoTime();
        talk.get("/halting");
        if (!talk.begins()) {
            // A request that crosses the server's farewell is lost, which clients know how to repeat.
            boolean wasUnderWay = before && (System.nanoTime() - begin) / 1_000_000 > SoakedServer.HALT_MILLIS / 2;
            if (wasUnderWay || !ending.get()) fail("a request that was under way was not answered");
            return false;
        }
        try {
            Talk.Answer answer = talk.receive();
            answer.expectStatus(200);
            if (answer.body().length() != SoakedServer.HALTING) throw new IOException("a body that is not whole");
        } catch (IOException e) {
            fail("an answer that had begun was lost: " + e);
            return false;
        }
        whole.incrementAndGet();
        if (ending.get()) wholeAfter.incrementAndGet();
        return !ending.get();
    }

    private synchronized void fail(String what) {
        failures.add("shutdown: " + what);
    }
}
