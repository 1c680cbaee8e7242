package dev.tuliptree.bench.bare;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * The least that can run virtual threads: a queue, and the thread that calls {@link #run}. No timers, no poll, nothing
 * from other threads. What the JDK's part of a switch costs is what this costs.
 */
final class BareScheduler implements Executor {
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>(1024);

    /** Makes its threads. */
    final ThreadFactory threads;

    BareScheduler() throws Exception {
        Class<?> type = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
        MethodHandle builder = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .findConstructor(type, MethodType.methodType(void.class, Executor.class))
                .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
        threads = make(builder);
    }

    private ThreadFactory make(MethodHandle builder) throws Exception {
        try {
            return ((Thread.Builder.OfVirtual) builder.invokeExact((Executor) this))
                    .inheritInheritableThreadLocals(false)
                    .factory();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void execute(Runnable continuation) {
        ready.add(continuation);
    }

    /** Starts a thread. */
    Thread start(Runnable body) {
        Thread thread = threads.newThread(body);
        thread.start();
        return thread;
    }

    /** Runs until no thread can go on. */
    void run() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) next.run();
    }
}
