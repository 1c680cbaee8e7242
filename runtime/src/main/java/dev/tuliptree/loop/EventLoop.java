package dev.tuliptree.loop;

import dev.tuliptree.Action;
import dev.tuliptree.Coroutine;
import dev.tuliptree.Future;
import dev.tuliptree.Task;
import dev.tuliptree.engine.Engine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: runs tasks and callbacks on one thread, one at a time. After asyncio's loop. Most programs never see
 * it: {@link dev.tuliptree.Async#run} opens one, runs a coroutine on it and closes it.
 *
 * <p>A loop runs on the thread that calls {@link #runUntilComplete} or {@link #runForever}; there may be any number of
 * loops in a process, each on its own thread. Methods are for code running on the loop, or for the thread that holds
 * the loop while it does not run, except those that say "any thread"; called from elsewhere, they say so.
 */
public final class EventLoop extends Rounds implements AutoCloseable {
    private static final int SCRATCH_BYTES = 64 * 1024;

    private final Map<WorkerKind, Workers> workers = new HashMap<>();
    private final DebugMode.@Nullable OpenMark openMark;
    private @Nullable ByteBuffer scratch;
    private final ChannelWatches watches = new ChannelWatches(this);
    private final ExceptionHandling exceptionHandling = new ExceptionHandling();
    private final LoopOptions options;
    private TaskFactory taskFactory = TaskFactory.DEFAULT;
    private boolean closing;
    private long tasksMade;

    /** Owns the tasks that belong to no nursery. */
    final BackgroundTasks background = new BackgroundTasks(this);

    /** The failures of those, and of work in other threads, that nobody has looked at. */
    final UnseenFailures unseen = new UnseenFailures(this);

    final FutureNotes.Register unlooked = new FutureNotes.Register();

    final DefaultExecutor defaultExecutor = new DefaultExecutor(this);

    /** Tasks that wait to be asked to wind down. */
    final ParkingLot windDowns = new ParkingLot("being asked to wind down");

    /** Whether callbacks of other threads are refused, although there may be turns yet. */
    volatile boolean refusing;

    private EventLoop(LoopOptions options) throws IOException {
        super(options);
        this.options = options;
        openMark = debug ? DebugMode.opened(this, "an event loop") : null;
    }

    // -- opening and closing

    /**
     * Opens a loop with {@link LoopOptions#DEFAULT}. Any thread.
     *
     * @return the loop
     */
    public static EventLoop open() {
        return open(LoopOptions.DEFAULT);
    }

    /**
     * Opens a loop. Any thread.
     *
     * @param options how
     * @return the loop
     * @throws UncheckedIOException if its engine cannot be opened
     */
    public static EventLoop open(LoopOptions options) {
        try {
            return new EventLoop(options);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open an event loop", e);
        }
    }

    /**
     * Cancels the tasks that are left, waits for them, and releases everything the loop holds. Failures nobody looked
     * at go to the exception handler. Idempotent.
     *
     * @throws IllegalStateException if the loop is running
     */
    @Override
    public void close() {
        if (closed) return;
        if (running) throw new IllegalStateException("a running loop cannot be closed: stop() it first");
        closing = true;
        if (openMark != null) openMark.close();
        new Closing(this).close();
    }

    boolean isClosing() {
        return closing;
    }

    /**
     * Whether the loop was closed. Any thread.
     *
     * @return true once it was
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * How the loop was opened. Any thread.
     *
     * @return the options it was given
     */
    public LoopOptions options() {
        return options;
    }

    // -- running

    /**
     * Runs until a future is done, on the calling thread.
     *
     * @param future what to wait for
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is
     * @throws IllegalStateException if the loop runs already or is closed, the calling thread runs another loop, or
     *     {@link #stop()} ended it before the future was done
     */
    public <T extends @Nullable Object> T runUntilComplete(Future<T> future) {
        stopping = false;
        turnWhile(() -> !stopping && !future.done());
        if (!future.done()) throw new IllegalStateException("the loop was stopped before the future was done");
        return future.result();
    }

    /** Runs until {@link #stop()} is called, on the calling thread; throws as {@link #runUntilComplete} does. */
    public void runForever() {
        stopping = false;
        turnWhile(() -> !stopping);
    }

    /** Ends {@link #runForever()} after the round that is under way. Not a checkpoint. */
    public void stop() {
        checkThread("stop()");
        stopping = true;
    }

    /**
     * Whether the loop runs. Any thread.
     *
     * @return true while it does
     */
    public boolean isRunning() {
        return running;
    }

    /**
     * The thread it runs on, or ran on last. Any thread.
     *
     * @return the thread
     */
    public Thread thread() {
        return thread;
    }

    // -- time

    /**
     * Suspends the current task until a point in time. A checkpoint.
     *
     * @param nanoTime nanoseconds of the loop's clock; {@link Long#MAX_VALUE} for never
     */
    public void sleepUntil(long nanoTime) {
        Sleeper.sleep(Loops.requireTask(), nanoTime);
    }

    /**
     * The loop's clock. Any thread.
     *
     * @return nanoseconds from an arbitrary origin, never going back
     */
    public long nanoTime() {
        return engine.nanoTime();
    }

    /**
     * What the loop's clock showed when the loop last looked for timers that are due. For what is done often and needs
     * to know only that time has passed: unlike {@link #nanoTime()} it does not ask the system. Loop thread only.
     *
     * @return nanoseconds of the loop's clock, in the past by what the loop has done since
     */
    public long roundNanoTime() {
        return roundBegan;
    }

    /**
     * A point in time as far from now as asked for.
     *
     * @param fromNow how far; the past if negative
     * @return nanoseconds of the loop's clock; {@link Long#MAX_VALUE} if that is too far to be told
     */
    public long timeAfter(Duration fromNow) {
        try {
            return Math.addExact(nanoTime(), fromNow.toNanos());
        } catch (ArithmeticException tooFar) {
            return fromNow.isNegative() ? nanoTime() : Timer.NEVER;
        }
    }

    // -- callbacks

    /**
     * Has a callback called in its turn, after those scheduled before. It must not suspend. What it throws goes to the
     * exception handler. Not a checkpoint.
     *
     * @param callback what to call
     * @return a handle to take it back with
     */
    public Handle callSoon(Runnable callback) {
        checkThread("callSoon");
        return schedule(callback);
    }

    Handle schedule(Runnable callback) {
        Handle handle = new Handle(callback);
        ready.add(handle);
        return handle;
    }

    /**
     * As {@link #callSoon}. Any thread. What is not refused is called, even if the loop is being closed meanwhile.
     *
     * @param callback what to call
     * @return a handle to take it back with
     * @throws IllegalStateException if the loop is closed
     */
    public Handle callSoonThreadsafe(Runnable callback) {
        Handle handle = new Handle(callback);
        if (refusing || !inbox.add(handle)) throw new IllegalStateException("the loop is closed");
        return handle;
    }

    /**
     * Leaves a continuation or a waiter for the loop. Any thread.
     *
     * @return false if the loop is closed
     */
    boolean leave(Object item) {
        return inbox.add(item);
    }

    /**
     * Has a callback called later; otherwise as {@link #callSoon}.
     *
     * @param delay how long from now
     * @param callback what to call
     * @return a handle to take it back with
     */
    public TimerHandle callLater(Duration delay, Runnable callback) {
        return callAt(timeAfter(delay), callback);
    }

    /**
     * Has a callback called at a point in time; otherwise as {@link #callSoon}.
     *
     * @param nanoTime nanoseconds of the loop's clock
     * @param callback what to call
     * @return a handle to take it back with
     */
    public TimerHandle callAt(long nanoTime, Runnable callback) {
        checkThread("callAt");
        TimerHandle handle = new TimerHandle(this, callback);
        handle.set(nanoTime);
        return handle;
    }

    // -- futures and tasks

    /**
     * Makes a future. Not a checkpoint.
     *
     * @param <T> the type of its result
     * @return the future
     */
    public <T extends @Nullable Object> Future<T> createFuture() {
        return new LoopFuture<>(this);
    }

    /**
     * Makes a future with a name, for whoever looks at what tasks wait for. Not a checkpoint.
     *
     * @param name the name
     * @param <T> the type of its result
     * @return the future
     */
    public <T extends @Nullable Object> Future<T> createFuture(String name) {
        return new NamedFuture<>(this, name);
    }

    /**
     * Makes a future of one of the JDK's: of an executor's, of a {@link CompletableFuture}. It has the same outcome,
     * and cancelling it cancels the other, which interrupts the thread that works for it if there is one. Not a
     * checkpoint. After asyncio's {@code wrap_future}; {@link Future#toCompletableFuture} is the way back.
     *
     * @param future the other future
     * @param <T> the type of its result
     * @return the future
     */
    public <T extends @Nullable Object> Future<T> wrapFuture(java.util.concurrent.Future<? extends T> future) {
        checkThread("wrapFuture");
        return WrappedFuture.of(this, future);
    }

    /**
     * Starts a task that belongs to the loop. Not a checkpoint. If it fails and nobody looks at the failure, the
     * exception handler is told a second later, or the end of the run throws it; it is never lost.
     *
     * @param coroutine what it runs
     * @param <T> the type of its result
     * @return the task
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        checkThread("createTask");
        return taskFactory.create(this, coroutine);
    }

    /** Starts a task, whatever the task factory. */
    <T extends @Nullable Object> Task<T> startTask(Coroutine<T> coroutine) {
        checkThread("createTask");
        return background.launch(this, coroutine);
    }

    /**
     * Sets what makes the tasks of {@link #createTask}, of {@link #runCoroutineThreadsafe} and of whatever else starts
     * tasks that belong to the loop. Children of nurseries are made by their nurseries, and not by it. After asyncio's
     * {@code set_task_factory}.
     *
     * @param factory what makes tasks, null for {@link TaskFactory#DEFAULT}
     */
    public void setTaskFactory(@Nullable TaskFactory factory) {
        checkThread("setTaskFactory");
        taskFactory = factory == null ? TaskFactory.DEFAULT : factory;
    }

    /**
     * What makes the tasks of {@link #createTask}.
     *
     * @return the factory that was set, or {@link TaskFactory#DEFAULT}
     */
    public TaskFactory taskFactory() {
        return taskFactory;
    }

    /**
     * Starts a task that belongs to the loop, and lets it run to its first suspension before this returns. After
     * asyncio's {@code eager_start}. Not a checkpoint: no other task runs meanwhile. From a callback it is started like
     * any other.
     *
     * @param coroutine what it runs
     * @param <T> the type of its result
     * @return the task, possibly done already
     */
    public <T extends @Nullable Object> Task<T> createEagerTask(Coroutine<T> coroutine) {
        checkThread("createEagerTask");
        LoopTask<?> creator = Loops.currentTask();
        if (creator == null) return background.launch(this, coroutine);
        LoopTask<T> task = new LoopTask<>(this, background, coroutine);
        background.attach(task);
        creator.letFirst(task);
        return task;
    }

    /**
     * Starts a task that belongs to the loop and has no result; otherwise as {@link #createTask(Coroutine)}.
     *
     * @param action what it runs
     * @return the task
     */
    public Task<@Nullable Void> createTask(Action<Exception> action) {
        return createTask(Coroutines.of(action));
    }

    /**
     * Every task of the loop that has not ended.
     *
     * @return the tasks, each before those it owns
     */
    public Set<Task<?>> allTasks() {
        checkThread("allTasks");
        Set<LoopTask<?>> tasks = new LinkedHashSet<>();
        for (LoopTask<?> task : background.snapshot().reversed()) task.collectOwned(tasks);
        return Collections.unmodifiableSet(tasks);
    }

    /**
     * Starts a task from another thread. Any thread.
     *
     * @param coroutine what it runs
     * @param <T> the type of its result
     * @return the task's outcome; cancelling it cancels the task
     * @throws IllegalStateException if the loop is closed
     */
    public <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadsafe(Coroutine<T> coroutine) {
        return CompletableFutures.run(this, coroutine);
    }

    long nextTaskNumber() {
        return ++tasksMade;
    }

    long tasksMade() {
        return tasksMade;
    }

    /**
     * How much the loop has to do. Loop thread only.
     *
     * @return the numbers as they are now
     */
    public LoopStatistics statistics() {
        return new LoopStatistics(allTasks().size(), timers.size(), ready.size(), foreign);
    }

    // -- channels of java.nio

    /**
     * Has a callback called whenever a channel can be read from, or has a connection to accept, again and again until
     * {@link #removeReader}. Replaces the reader the channel had. The callback must not suspend; what it throws goes to
     * the exception handler, and it is called again. Not a checkpoint. After asyncio's {@code add_reader}.
     *
     * <p>For protocols and libraries that bring channels of their own; streams suspend instead. The channel stays the
     * caller's: closing the loop leaves it open, and who closes it has its callbacks removed first, or does it in one
     * of them.
     *
     * @param channel the channel, set not to block
     * @param callback what to call
     * @throws IllegalArgumentException if the channel blocks, is closed or cannot be read from
     * @throws UnsupportedOperationException if the engine cannot watch channels of {@code java.nio}
     */
    public void addReader(SelectableChannel channel, Runnable callback) {
        checkThread("addReader");
        watches.addReader(channel, callback);
    }

    /**
     * Calls no more what {@link #addReader} set, not even if the channel was found ready already. A channel without
     * reader and writer may be made to block again. Not a checkpoint.
     *
     * @param channel the channel
     * @return false if it has no reader
     */
    public boolean removeReader(SelectableChannel channel) {
        checkThread("removeReader");
        return watches.removeReader(channel);
    }

    /**
     * Has a callback called whenever a channel can be written to, or its attempt to connect has come to an end, again
     * and again until {@link #removeWriter}. Otherwise as {@link #addReader}.
     *
     * @param channel the channel, set not to block
     * @param callback what to call
     * @throws IllegalArgumentException if the channel blocks, is closed or cannot be written to
     * @throws UnsupportedOperationException if the engine cannot watch channels of {@code java.nio}
     */
    public void addWriter(SelectableChannel channel, Runnable callback) {
        checkThread("addWriter");
        watches.addWriter(channel, callback);
    }

    /**
     * Calls no more what {@link #addWriter} set; otherwise as {@link #removeReader}.
     *
     * @param channel the channel
     * @return false if it has no writer
     */
    public boolean removeWriter(SelectableChannel channel) {
        checkThread("removeWriter");
        return watches.removeWriter(channel);
    }

    /**
     * Suspends the current task until a channel can be read from, or has a connection to accept. A checkpoint;
     * cancelled, it has taken nothing. After Trio's {@code wait_readable}.
     *
     * <p>As with {@link #addReader} the channel stays the caller's; afterwards it may be made to block again. One task
     * at a time may wait in each direction, and none where there is a callback.
     *
     * @param channel the channel, set not to block
     * @throws ClosedChannelException if {@link #notifyClosing} was called meanwhile
     * @throws IllegalArgumentException if the channel blocks, is closed or cannot be read from
     * @throws IllegalStateException if another task waits, or there is a reader
     * @throws UnsupportedOperationException if the engine cannot watch channels of {@code java.nio}
     */
    public void waitReadable(SelectableChannel channel) throws ClosedChannelException {
        watches.awaitReadable(channel);
    }

    /**
     * Suspends the current task until a channel can be written to, or its attempt to connect has come to an end;
     * otherwise as {@link #waitReadable}. After Trio's {@code wait_writable}.
     *
     * @param channel the channel, set not to block
     * @throws ClosedChannelException if {@link #notifyClosing} was called meanwhile
     * @throws IllegalArgumentException if the channel blocks, is closed or cannot be written to
     * @throws IllegalStateException if another task waits, or there is a writer
     * @throws UnsupportedOperationException if the engine cannot watch channels of {@code java.nio}
     */
    public void waitWritable(SelectableChannel channel) throws ClosedChannelException {
        watches.awaitWritable(channel);
    }

    /**
     * Says that a channel is about to be closed: tasks that wait for it get a {@link ClosedChannelException}, and its
     * reader and writer are removed. The system tells nobody that waits for a channel that it was closed. Not a
     * checkpoint. After Trio's {@code notify_closing}.
     *
     * @param channel the channel
     */
    public void notifyClosing(SelectableChannel channel) {
        checkThread("notifyClosing");
        watches.tellClosing(channel);
    }

    // -- other threads

    /**
     * Has a function called by another thread. Not a checkpoint; awaiting what is returned is one. After asyncio's
     * {@code run_in_executor}.
     *
     * <p>Cancelling the future takes the call back if it has not begun; if it has, the future is cancelled at once and
     * the call abandoned: it goes on to its end unheard, unless it looks at {@link dev.tuliptree.Async#checkCancelled}.
     * A task that is cancelled while it awaits the future leaves it as it is. To wait for the end of the call even
     * then, use {@link dev.tuliptree.Async#toThread(dev.tuliptree.ThreadOptions, dev.tuliptree.Body)}.
     *
     * <p>A failure that nobody looks at is told to the exception handler a second later, or thrown by the end of the
     * run, as that of a task is.
     *
     * @param executor who calls it; null for the default executor
     * @param callable the function
     * @param <T> the type of its result
     * @return its outcome
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more work
     * @throws IllegalStateException if the default executor is meant and was shut down
     */
    public <T extends @Nullable Object> Future<T> runInExecutor(
            @Nullable Executor executor, Callable<? extends T> callable) {
        checkThread("runInExecutor");
        return ExecutorFuture.submit(this, executor == null ? defaultExecutor.get() : executor, callable);
    }

    /**
     * Sets who does the work of {@link #runInExecutor} and {@link dev.tuliptree.Async#toThread} for which no executor
     * is named; before, it is threads of the loop's own, of which there are 40 at most. It is the loop's from now on:
     * {@link #close()} shuts it down, and does not wait for what it still has at work. One that was set before is its
     * caller's again.
     *
     * @param executor the default executor
     */
    public void setDefaultExecutor(ExecutorService executor) {
        checkThread("setDefaultExecutor");
        defaultExecutor.set(executor);
    }

    /**
     * Has the default executor take no more work, and suspends the current task until all it has taken is done. A
     * checkpoint. From now on {@link #runInExecutor} and {@link dev.tuliptree.Async#toThread} need an executor named,
     * or another one set.
     *
     * @param limit how long to wait at most
     * @return false if the time was over before the work was done; it goes on unheard
     * @throws dev.tuliptree.Cancelled if the task is cancelled; the executor is shut down all the same
     */
    public boolean shutdownDefaultExecutor(Duration limit) {
        checkThread("shutdownDefaultExecutor");
        return defaultExecutor.shutdown(limit);
    }

    /** The threads for one kind of blocking work. */
    Workers workers(WorkerKind kind) {
        return workers.computeIfAbsent(kind, _ -> new Workers(kind));
    }

    void closeWorkers() {
        workers.values().forEach(Workers::close);
        defaultExecutor.close();
    }

    /**
     * Says that the outside, another thread say, has begun something that will wake a task of this loop through
     * {@link Waiter#wakeThreadsafe}. Until {@link #endForeign()} a virtual clock does not jump.
     */
    public void beginForeign() {
        foreign++;
    }

    /** Says that what {@link #beginForeign()} announced has come to its end. */
    public void endForeign() {
        foreign--;
    }

    /**
     * Says that a task waits for what a plain thread may do at any time, or never. Until {@link #endOutsideWait()} a
     * virtual clock does not jump, and nobody speaks of a deadlock. Other than with {@link #beginForeign()}, nothing is
     * known to be under way, so {@link #waitAllTasksBlocked()} does not wait for it.
     */
    public void beginOutsideWait() {
        outsideWaits++;
    }

    /** Says that what {@link #beginOutsideWait()} announced has come to its end. */
    public void endOutsideWait() {
        outsideWaits--;
    }

    /**
     * A buffer of 64 KiB outside of the heap that is everybody's, empty, until the caller's next checkpoint. For
     * reading from a socket what is copied elsewhere at once.
     *
     * @return the buffer, cleared
     */
    public ByteBuffer scratch() {
        ByteBuffer buffer = scratch;
        // Not before it is needed: many loops never touch a socket.
        if (buffer == null) {
            buffer = ByteBuffer.allocateDirect(SCRATCH_BYTES);
            scratch = buffer;
        }
        return buffer.clear();
    }

    /**
     * The seam to the operating system, for what is built on top of the loop. Any thread.
     *
     * @return the engine
     */
    public Engine engine() {
        return engine;
    }

    /**
     * Suspends the current task until no other one can go on before a timer fires or the outside world acts, to which
     * other processes belong; what other threads do for the loop's tasks, as far as it knows of it, is waited for. For
     * tests. A checkpoint.
     */
    public void waitAllTasksBlocked() {
        idleWatch.await();
    }

    /**
     * Sets who hears of every suspension of a task. For tests.
     *
     * @param listener the listener, or null for none
     */
    public void setSuspensionListener(@Nullable SuspensionListener listener) {
        checkThread("setSuspensionListener");
        suspensionListener = listener;
    }

    /**
     * Begins to measure how long the steps of the loop's coroutines take. While somebody measures, the loop looks at
     * the time once for each step; otherwise it costs nothing. Not a checkpoint.
     *
     * @return counts from now on; to be closed
     */
    public StepTimes measureSteps() {
        checkThread("measureSteps");
        if (stepMeter == null) stepMeter = new StepMeter(this);
        return stepMeter.newTimes();
    }

    /**
     * Switches debug mode on or off: more is checked and remembered, at some cost. On from the beginning if the
     * environment variable {@code TULIPTREE_DEBUG} is 1, or the system property {@code tuliptree.debug} is true. Any
     * thread.
     *
     * @param debug true to switch it on
     */
    public void setDebug(boolean debug) {
        this.debug = debug;
    }

    /**
     * Whether debug mode is on. Any thread.
     *
     * @return true if it is
     */
    public boolean isDebug() {
        return debug;
    }

    // -- what goes wrong

    /**
     * Sets who is told of failures that concern nobody in particular: what a callback throws, and what a background
     * task fails with and nobody looks at. Should the handler fail itself, that is logged, with what it was told of.
     *
     * @param handler called on the loop with a sentence and the failure; must not suspend. Null for
     *     {@link #defaultExceptionHandler}.
     */
    public void setExceptionHandler(@Nullable BiConsumer<String, Throwable> handler) {
        checkThread("setExceptionHandler");
        exceptionHandling.set(handler);
    }

    /**
     * Who is told of failures that concern nobody in particular.
     *
     * @return the handler that was set; null if none was, or the default one again
     */
    public @Nullable BiConsumer<String, Throwable> exceptionHandler() {
        return exceptionHandling.handler();
    }

    /**
     * Tells the exception handler of a failure; throws nothing of its own. For what has no caller to throw to. Not a
     * checkpoint.
     *
     * @param what what has failed, as a sentence
     * @param failure the failure
     */
    public void callExceptionHandler(String what, Throwable failure) {
        checkThread("callExceptionHandler");
        exceptionHandling.call(what, failure);
    }

    /**
     * What is done with a failure if no handler was set: it is logged as an error. For handlers that want that besides
     * what they do. Any thread.
     *
     * @param what what has failed, as a sentence
     * @param failure the failure
     */
    public void defaultExceptionHandler(String what, Throwable failure) {
        ExceptionHandling.log(what, failure);
    }

    // -- the loop of the caller

    /**
     * The loop the calling code runs on.
     *
     * @return the loop
     * @throws IllegalStateException if the caller is not running on one
     */
    public static EventLoop current() {
        EventLoop loop = Loops.currentLoop();
        if (loop == null) {
            throw new IllegalStateException("no event loop is running in " + Thread.currentThread()
                    + ": call this from a coroutine, inside run(...)");
        }
        return loop;
    }

    @Override
    public String toString() {
        return "event loop on " + thread.getName() + " (" + engine.name() + ")";
    }
}
