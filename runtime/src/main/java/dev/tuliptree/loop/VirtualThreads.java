package dev.tuliptree.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one place that reaches into the JDK: virtual threads on a scheduler of ours.
 *
 * <p>JDK 25 has a constructor for that which is not public. It can be called if {@code java.base/java.lang} is opened,
 * see {@link #FLAG}. Whether that is so, and whether virtual threads behave as the {@link MountingCarrier} relies on,
 * is tried out once, when the first loop is opened.
 */
final class VirtualThreads {
    /** The option of the {@code java} command that opens what is needed. */
    static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private static final @Nullable MethodHandle BUILDER;
    private static final @Nullable String OBSTACLE;
    private static final @Nullable VarHandle THREAD_LOCALS = threadLocals("threadLocals");
    private static final @Nullable VarHandle INHERITABLE = threadLocals("inheritableThreadLocals");

    static {
        // The JDK's own socket pollers are virtual threads, by default, of the scheduler of whoever blocks on a socket
        // first. If that were one of our loops, closing it would break every blocking socket of the process.
        if (System.getProperty("jdk.pollerMode") == null) System.setProperty("jdk.pollerMode", "1");
        MethodHandle builder = null;
        String obstacle = null;
        try {
            Class<?> type = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
            builder = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class, Executor.class))
                    .asType(MethodType.methodType(Thread.Builder.OfVirtual.class, Executor.class));
            obstacle = selfTest(builder);
        } catch (IllegalAccessException e) {
            obstacle = "start java with " + FLAG + " for faster task switches";
        } catch (Throwable e) {
            obstacle = "this JDK does not offer virtual threads on another scheduler: " + e;
        }
        BUILDER = builder;
        OBSTACLE = obstacle;
    }

    private VirtualThreads() {}

    /** Why virtual threads cannot be mounted by a loop, or null if they can. */
    static @Nullable String obstacle() {
        return OBSTACLE;
    }

    /** Makes virtual threads that a scheduler of ours runs. */
    static ThreadFactory on(Executor scheduler) {
        MethodHandle builder = BUILDER;
        if (builder == null) throw new IllegalStateException(OBSTACLE);
        return factory(builder, scheduler);
    }

    private static ThreadFactory factory(MethodHandle builder, Executor scheduler) {
        try {
            return ((Thread.Builder.OfVirtual) builder.invokeExact(scheduler))
                    .inheritInheritableThreadLocals(false)
                    .factory();
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    private static @Nullable VarHandle threadLocals(String field) {
        try {
            return MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                    .findVarHandle(Thread.class, field, Class.forName("java.lang.ThreadLocal$ThreadLocalMap"));
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Takes away what the calling thread has in thread-locals, as the JDK does when a thread ends.
     *
     * @return false if this JDK does not let us
     */
    static boolean clearThreadLocals(Thread me) {
        VarHandle locals = THREAD_LOCALS;
        VarHandle inheritable = INHERITABLE;
        if (locals == null || inheritable == null) return false;
        if (locals.get(me) != null) locals.set(me, null);
        if (inheritable.get(me) != null) inheritable.set(me, null);
        return true;
    }

    /** Starts, parks, unparks and yields one thread, and looks that the same continuation comes back each time. */
    private static @Nullable String selfTest(MethodHandle builder) {
        if (Thread.currentThread().isVirtual()) return onPlatformThread(builder);
        ArrayDeque<Runnable> submitted = new ArrayDeque<>();
        boolean[] ended = {false};
        Thread thread = factory(builder, submitted::add).newThread(() -> {
            LockSupport.park();
            Thread.yield();
            ended[0] = true;
        });
        thread.start();
        Runnable continuation = submitted.poll();
        if (continuation == null) return "this JDK does not start virtual threads on the scheduler they were given";
        continuation.run();
        LockSupport.unpark(thread);
        for (int resumptions = 0; resumptions < 2; resumptions++) {
            if (submitted.poll() != continuation)
                return "this JDK resumes virtual threads in a way unknown to this library";
            continuation.run();
        }
        return ended[0] ? null : "this JDK suspends virtual threads in a way unknown to this library";
    }

    /** Continuations run on platform threads alone, and the first loop may be opened from a virtual one. */
    private static @Nullable String onPlatformThread(MethodHandle builder) {
        @Nullable String[] result = {null};
        Thread tester = Thread.ofPlatform().daemon().start(() -> result[0] = selfTest(builder));
        try {
            tester.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while trying out virtual threads";
        }
        return result[0];
    }
}
