package dev.tuliptree.loop;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The fast carrier: the loop is the scheduler of its virtual threads, and mounts them on its own thread.
 *
 * <p>The JDK hands a virtual thread's continuation to the scheduler whenever that thread may run on. It is one and the
 * same object for the whole life of the thread, so it is kept with the task when the thread is started. To give a
 * parked task its turn, the loop unparks it, takes the continuation that comes back at once, and runs it. What the JDK
 * hands in at other times comes from calls that are none of ours: a lock released, a socket readable, a
 * {@code Thread.sleep} over.
 */
final class MountingCarrier extends Carrier {
    /** How many threads may wait for their next task. */
    private static final int IDLE_THREADS = 256;

    private final EventLoop loop;
    private final Scheduler scheduler = new Scheduler();
    private final ThreadFactory threads;

    /** One that never starts: it shows what threads have in the beginning. */
    private final Thread pattern;

    /** Tasks that wait in calls that are none of ours, by their continuations. */
    private final IdentityHashMap<Runnable, LoopTask<?>> blocked = new IdentityHashMap<>();

    private final ArrayDeque<CoroutineThread> idle = new ArrayDeque<>();

    /** The task that is being started or unparked by the loop right now. */
    private @Nullable LoopTask<?> capturing;

    /** Whether the running task goes on in another of its threads as soon as this one has parked. */
    private boolean switching;

    private volatile boolean closed;

    MountingCarrier(EventLoop loop) {
        this.loop = loop;
        this.threads = VirtualThreads.on(scheduler);
        this.pattern = threads.newThread(() -> {});
    }

    @Override
    void run(LoopTask<?> first) {
        loop.current = first;
        loop.countStep();
        if (first.thread == null) begin(first);
        LoopTask<?> task = first;
        do {
            switching = false;
            mount(task, Objects.requireNonNull(task.thread));
            // One that has ended may have handed its thread on.
            task = loop.current;
        } while (switching);
        loop.current = null;
        loop.currentThread = null;
        if (task.phase == LoopTask.Phase.RUNNING) {
            blocked.put(task.continuation, task);
            task.blockedInCall();
        }
    }

    /** Gives a task that has not begun its thread. */
    private void begin(LoopTask<?> task) {
        CoroutineThread employed = idle.poll();
        boolean isNew = employed == null;
        if (employed == null) employed = new CoroutineThread(this);
        employed.employ(task);
        Thread thread = employed.thread();
        task.thread = thread;
        task.grantHere();
        task.continuation = employed.continuation;
        capturing = task;
        if (isNew) {
            thread.start();
        } else {
            lendClassLoader(thread);
            LockSupport.unpark(thread);
        }
        capturing = null;
        employed.continuation = task.continuation;
        task.resume = LoopTask.Resume.CONTINUE;
    }

    /** What a thread runs next, whose task has ended; null if it is to end, too. Called by that thread. */
    @Nullable
    LoopTask<?> nextFor(CoroutineThread free) {
        LoopTask<?> next = loop.nextToBegin();
        if (next != null) {
            lendClassLoader(free.thread());
            next.thread = free.thread();
            next.continuation = free.continuation;
            next.phase = LoopTask.Phase.RUNNING;
            next.grantHere();
            loop.current = next;
            loop.countStep();
            return next;
        }
        if (closed || idle.size() >= IDLE_THREADS) return null;
        idle.push(free);
        return free.awaitTask();
    }

    /** Whether nobody has given the thread a name or a handler. */
    boolean isAsStarted(Thread thread) {
        return thread.getUncaughtExceptionHandler() == pattern.getUncaughtExceptionHandler()
                && thread.getName().equals(pattern.getName());
    }

    /** A thread begins with the class loader of the thread that runs the loop, which is not always the same. */
    private void lendClassLoader(Thread thread) {
        ClassLoader usual = loop.thread().getContextClassLoader();
        if (thread.getContextClassLoader() != usual) thread.setContextClassLoader(usual);
    }

    private void mount(LoopTask<?> task, Thread thread) {
        loop.currentThread = thread;
        task.phase = LoopTask.Phase.RUNNING;
        switch (task.resume) {
            case START -> {
                capturing = task;
                thread.start();
                capturing = null;
            }
            case UNPARK -> {
                task.grantHere();
                capturing = task;
                LockSupport.unpark(thread);
                capturing = null;
            }
            case YIELDED -> task.grantHere();
            case CONTINUE -> {}
        }
        Runnable continuation = task.continuation;
        if (continuation == null) throw new IllegalStateException("the JDK did not schedule " + task);
        continuation.run();
    }

    @Override
    Thread newThread(Runnable body) {
        return threads.newThread(body);
    }

    @Override
    void switchThread(LoopTask<?> task) {
        switching = true;
    }

    @Override
    void park(LoopTask<?> task, Object blocker) {
        Interrupts.parkUntilGranted(task, blocker);
    }

    @Override
    void yield(LoopTask<?> task) {
        Thread.yield();
        if (task.takeGrant(Thread.currentThread())) return;
        // Somebody had unparked the thread before, and so has made the JDK run it before its turn. It parks now, and is
        // to be brought back accordingly.
        task.resume = LoopTask.Resume.UNPARK;
        Interrupts.parkUntilGranted(task, task);
    }

    @Override
    void ended() {}

    @Override
    @Nullable
    LoopTask<?> claim(Runnable continuation) {
        LoopTask<?> task = blocked.remove(continuation);
        if (task != null) task.resume = LoopTask.Resume.CONTINUE;
        else continuation.run();
        return task;
    }

    @Override
    boolean hasBlocked() {
        return !blocked.isEmpty();
    }

    @Override
    void close() {
        closed = true;
        idle.forEach(CoroutineThread::dismiss);
    }

    /**
     * What the JDK takes for a pool. It asks a scheduler that is a {@link ForkJoinPool} for timed waits too, so that
     * {@code Thread.sleep} in a coroutine ends up in the loop's timers. No thread of the pool is ever started.
     */
    private final class Scheduler extends ForkJoinPool {
        Scheduler() {
            super(1);
        }

        /**
         * Never refuses, and never runs what it is given: the JDK loses a refused thread, and calls this from yields.
         */
        @Override
        public void execute(Runnable continuation) {
            if (closed) {
                Stepper.elsewhere(continuation);
                return;
            }
            Thread caller = Thread.currentThread();
            if (loop.isTurnedBy(caller)) submittedByLoop(continuation);
            else if (caller == loop.currentThread) loop.ready.add(continuation);
            else if (!loop.leave(continuation)) Stepper.elsewhere(continuation);
        }

        private void submittedByLoop(Runnable continuation) {
            LoopTask<?> captured = capturing;
            LoopTask<?> mounted = loop.current;
            if (captured != null) {
                captured.continuation = continuation;
            } else if (mounted != null && mounted.continuation == continuation) {
                // It yields. If that is our yield or park, it is queued where it belongs already.
                if (mounted.phase == LoopTask.Phase.RUNNING) {
                    mounted.phase = LoopTask.Phase.QUEUED;
                    mounted.resume = LoopTask.Resume.CONTINUE;
                    loop.ready.add(mounted);
                }
            } else {
                loop.ready.add(continuation);
            }
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            // The JDK looks at its own clock before it believes that the time is over: a virtual one would never do.
            if (!loop.isTurnedBy(Thread.currentThread()) || loop.engine().isVirtual())
                return ForkJoinPool.commonPool().schedule(command, delay, unit);
            JdkTimer timer = new JdkTimer(loop, command);
            loop.timers.set(timer, loop.nanoTime() + unit.toNanos(delay));
            return timer;
        }
    }
}
