package dev.tuliptree.testing;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.engine.Readiness;
import dev.tuliptree.loop.LoopOptions.EngineFactory;
import dev.tuliptree.testing.EngineContract.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** An engine under test, and what its tests do often. Everything happens in the one thread that stands for a loop's. */
final class EngineBench {
    /** Where all goes well, nothing comes near it. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(30);

    private static final long STEP = Duration.ofMillis(20).toNanos();

    final Engine engine;
    private final long end = System.nanoTime() + LAST_RESORT.toNanos();
    private boolean polling;

    private EngineBench(Engine engine) {
        this.engine = engine;
    }

    /** Both ends of a connection. */
    record Pair(EngineSocket here, EngineSocket there) {}

    /** Somebody who asks to be told, and counts how often. */
    final class Listening implements Readiness {
        private int count;

        @Override
        public void ready() {
            Expect.that(polling, "nobody is told but from within a poll");
            count++;
        }

        int count() {
            return count;
        }

        boolean wasTold() {
            return count > 0;
        }
    }

    /** A condition that a test waits for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    /** An attempt that comes to nothing at first. */
    interface Attempt<T> {
        @Nullable
        T get() throws IOException;
    }

    /** Checks a promise in a thread of its own, so that an engine that hangs fails its test. */
    static void check(EngineFactory factory, Promise promise) throws Throwable {
        FutureTask<@Nullable Void> run = new FutureTask<>(() -> {
            try (Engine engine = factory.open()) {
                promise.check(new EngineBench(engine));
            }
            return null;
        });
        Thread thread = Thread.ofPlatform().name("engine-test").daemon().start(run);
        try {
            run.get(2 * LAST_RESORT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (TimeoutException e) {
            AssertionError hung = new AssertionError("the engine hangs where this trace begins");
            hung.setStackTrace(thread.getStackTrace());
            thread.interrupt();
            throw hung;
        }
    }

    Listening listening() {
        return new Listening();
    }

    // -- polling

    void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
        polling = true;
        try {
            engine.poll(timeoutNanos, othersAtWork);
        } finally {
            polling = false;
        }
    }

    /** Polls for a moment, in which what is under way has its effects, if any come. */
    void pollForAWhile() throws IOException {
        for (int i = 0; i < 5; i++) poll(STEP, false);
    }

    /** Polls until something is so. */
    void until(String what, Condition condition) throws IOException {
        while (!condition.holds()) pollOnce(what);
    }

    /** Polls until an attempt has come to something, and returns that. */
    <T> T awaited(String what, Attempt<T> attempt) throws IOException {
        while (true) {
            T got = attempt.get();
            if (got != null) return got;
            pollOnce(what);
        }
    }

    private void pollOnce(String what) throws IOException {
        if (System.nanoTime() - end > 0) throw new AssertionError("it never came about that " + what);
        poll(STEP, false);
    }

    // -- connections

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    EngineListener listen() throws IOException {
        return engine.listen(anyPort(), ListenOptions.DEFAULT);
    }

    EngineSocket connect(EngineListener listener) throws IOException {
        EngineSocket socket = engine.connect(listener.localAddress(), null);
        until("an attempt to connect succeeds", socket::finishConnect);
        return socket;
    }

    EngineSocket accept(EngineListener listener) throws IOException {
        return awaited("a connection can be accepted", listener::accept);
    }

    Pair pair() throws IOException {
        return pair(anyPort());
    }

    Pair pair(SocketAddress address) throws IOException {
        EngineListener listener = supported(() -> engine.listen(address, ListenOptions.DEFAULT));
        EngineSocket here = connect(listener);
        EngineSocket there = accept(listener);
        listener.close();
        return new Pair(here, there);
    }

    /** Something to open that not every engine has. */
    interface Opening<T> {
        T open() throws IOException;
    }

    /** Opens something, or skips the test where the engine has nothing of the kind. */
    static <T> T supported(Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (UnsupportedOperationException e) {
            Assumptions.abort(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    // -- bytes

    void write(EngineSocket socket, byte... bytes) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        until("all is written", () -> {
            socket.write(source);
            return !source.hasRemaining();
        });
    }

    /** Reads so many bytes, and not one more. */
    byte[] read(EngineSocket socket, int count) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(count);
        until("so many bytes arrive", () -> {
            Expect.that(!target.hasRemaining() || socket.read(target) >= 0, "the end comes after all bytes");
            return !target.hasRemaining();
        });
        return target.array();
    }

    void expectEnd(EngineSocket socket) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(1);
        int[] count = new int[1];
        until("the end arrives", () -> (count[0] = socket.read(target)) != 0);
        Expect.number(count[0], -1, "nothing but the end is left to read");
    }

    /** Expects that an operation fails in the end, as on a connection that is broken. */
    void expectBroken(String promise, Condition operation) {
        Expect.failure(IOException.class, promise, () -> until(promise, operation));
    }
}
