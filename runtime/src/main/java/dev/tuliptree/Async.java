package dev.tuliptree;

import dev.tuliptree.combine.AsCompleted;
import dev.tuliptree.combine.Gather;
import dev.tuliptree.combine.Mapped;
import dev.tuliptree.combine.Published;
import dev.tuliptree.combine.Publishing;
import dev.tuliptree.combine.Race;
import dev.tuliptree.combine.Sleep;
import dev.tuliptree.combine.Stages;
import dev.tuliptree.combine.Timeouts;
import dev.tuliptree.combine.ToThread;
import dev.tuliptree.combine.Waiting;
import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.Coroutines;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.HostLoop;
import dev.tuliptree.loop.LoopNursery;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.loop.Runner;
import dev.tuliptree.loop.Scopes;
import dev.tuliptree.loop.WorkerThreads;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ConnectOptions;
import dev.tuliptree.net.ConnectedUdpSocket;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpConnector;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UdpSocket;
import dev.tuliptree.net.UnixConnector;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.UnixStream;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the library, to be imported statically: {@code import static dev.tuliptree.Async.*;}. It holds no
 * logic; every method names where that is.
 *
 * <p>{@link #run} may be called from any thread that runs no loop. All others are for coroutines: called from elsewhere
 * they throw {@link IllegalStateException}.
 *
 * <p>Methods that take a block come twice, for blocks with a value and for blocks without. Where the block has a
 * parameter, write it with braces, or the compiler cannot tell which of the two is meant.
 */
public final class Async {
    /** For {@link #waitUntil}: stop when every future is done. */
    public static final WaitFor ALL_COMPLETED = WaitFor.ALL_COMPLETED;

    /** For {@link #waitUntil}: stop when at least one future is done. */
    public static final WaitFor FIRST_COMPLETED = WaitFor.FIRST_COMPLETED;

    /** For {@link #waitUntil}: stop when a future has failed, or all are done. */
    public static final WaitFor FIRST_EXCEPTION = WaitFor.FIRST_EXCEPTION;

    private Async() {}

    // -- programs

    /**
     * Opens an event loop, runs a coroutine on it to its end, and closes it. Tasks that are still running then are
     * cancelled and waited for. SIGINT and SIGTERM cancel the coroutine, so that it ends in order; a second one ends
     * the process at once. After asyncio's {@code run}.
     *
     * @param main the program
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is, checked or not
     * @throws ExceptionGroup if the program succeeded, but background tasks failed and nobody looked at that
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main) {
        return Runner.run(LoopOptions.DEFAULT, main);
    }

    /**
     * As {@link #run(Coroutine)}, for a program without a result.
     *
     * @param main the program
     */
    public static void run(Action<Exception> main) {
        Runner.run(LoopOptions.DEFAULT, Coroutines.of(main));
    }

    /**
     * As {@link #run(Coroutine)}, on a loop opened in a chosen way.
     *
     * @param options how the loop is opened
     * @param main the program
     * @param <T> the type of its result
     * @return its result
     */
    public static <T extends @Nullable Object> T run(LoopOptions options, Coroutine<T> main) {
        return Runner.run(options, main);
    }

    /**
     * As {@link #run(LoopOptions, Coroutine)}, for a program without a result.
     *
     * @param options how the loop is opened
     * @param main the program
     */
    public static void run(LoopOptions options, Action<Exception> main) {
        Runner.run(options, Coroutines.of(main));
    }

    /**
     * The loop the caller runs on. Not a checkpoint.
     *
     * @return the loop
     */
    public static EventLoop loop() {
        return EventLoop.current();
    }

    /**
     * The task the caller runs in. Not a checkpoint.
     *
     * @return the task
     */
    public static Task<?> currentTask() {
        return Checkpoint.currentTask();
    }

    // -- time

    /**
     * A duration.
     *
     * @param seconds how many seconds
     * @return the duration
     */
    public static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /**
     * A duration.
     *
     * @param millis how many thousandths of a second
     * @return the duration
     */
    public static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /**
     * Suspends the current task for a time, or, if that is zero or negative, for one turn of the others. A checkpoint.
     *
     * @param time how long
     * @throws Cancelled if the task is cancelled
     */
    public static void sleep(Duration time) {
        Sleep.sleep(time);
    }

    /**
     * Suspends the current task until a point in time; at once past if it is. A checkpoint.
     *
     * @param nanoTime nanoseconds of the loop's clock
     * @throws Cancelled if the task is cancelled
     */
    public static void sleepUntil(long nanoTime) {
        EventLoop.current().sleepUntil(nanoTime);
    }

    /** Suspends the current task until it is cancelled. A checkpoint. */
    public static void sleepForever() {
        EventLoop.current().sleepUntil(Long.MAX_VALUE);
    }

    /**
     * Notices a cancellation and gives the other ready tasks a turn. For stretches of code that compute for long.
     *
     * <p>Tasks have their turns in the order they became ready, so each that is ready now has its turn first. That is
     * no promise to build on: on a loop with a {@linkplain LoopOptions#seed(long) seed} the order is random, and some
     * may have their turn only after the caller's next one.
     *
     * @throws Cancelled if the task is cancelled
     */
    public static void checkpoint() {
        Checkpoint.checkpoint();
    }

    // -- tasks

    /**
     * Starts a task that belongs to the loop, not to a nursery. It is held until it ends; it is cancelled when the
     * program ends before it. Its failure is never lost: if nobody awaits the task, the loop's exception handler is
     * told, or {@link #run} throws it at the end. Not a checkpoint.
     *
     * @param coroutine what it runs
     * @param <T> the type of its result
     * @return the task
     */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return EventLoop.current().createTask(coroutine);
    }

    /**
     * As {@link #createTask(Coroutine)}, for a task without a result.
     *
     * @param action what it runs
     * @return the task
     */
    public static Task<@Nullable Void> createTask(Action<Exception> action) {
        return EventLoop.current().createTask(action);
    }

    /**
     * Suspends the current task until another one, or a future, is done. A checkpoint.
     *
     * @param awaitable what to wait for
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is, checked or not, with this place added to its trace
     * @throws java.util.concurrent.CancellationException if what was awaited was cancelled
     * @throws Cancelled if the current task is cancelled; what was awaited is left as it is
     */
    public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) {
        return awaitable.await();
    }

    /**
     * As {@link #await(Awaitable)}, and tells the compiler of a checked exception, so that it can be caught.
     *
     * @param awaitable what to wait for
     * @param mayThrow the exception that may be caught
     * @param <T> the type of its result
     * @param <X> the exception that may be caught
     * @return its result
     * @throws X if what was awaited failed with it
     */
    @SuppressWarnings("unused") // The parameter is there for its type.
    public static <T extends @Nullable Object, X extends Exception> T await(Awaitable<T> awaitable, Class<X> mayThrow)
            throws X {
        return awaitable.await();
    }

    /**
     * Suspends the current task until a stage of another library is complete. A checkpoint.
     *
     * @param stage what to wait for
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is
     * @throws Cancelled if the current task is cancelled; the stage is left as it is
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        return Stages.await(stage);
    }

    /**
     * Opens a nursery, runs a block in it, and waits for all tasks that were started in it: see {@link Nursery}. Gives
     * others their turn at its end, but is no point of cancellation by itself.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what the block may throw, for the compiler: it arrives in the group
     * @return the block's value; null if the nursery was cancelled before the block came to its end
     * @throws ExceptionGroup of everything the block and the tasks failed with, if any of them did
     * @throws X never
     */
    public static <T extends @Nullable Object, X extends Exception> T nursery(BodyOf<? super Nursery, T, X> body)
            throws X {
        return LoopNursery.run(body);
    }

    /**
     * As {@link #nursery(BodyOf)}, for a block without a value.
     *
     * @param body the block
     * @param <X> what the block may throw, for the compiler: it arrives in the group
     * @throws ExceptionGroup of everything the block and the tasks failed with, if any of them did
     * @throws X never
     */
    @SuppressWarnings("overloads")
    public static <X extends Exception> void nursery(ActionOf<? super Nursery, X> body) throws X {
        LoopNursery.<@Nullable Void>run(nursery -> {
            body.run(nursery);
            return null;
        });
    }

    // -- combining

    /**
     * Runs coroutines beside each other. When one fails, the others are cancelled and waited for, and its failure is
     * thrown as it is, with those of the others suppressed in it. A checkpoint.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return the results, in the order of the coroutines
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> List<T> gather(Coroutine<? extends T>... coroutines) {
        return Gather.all(List.of(coroutines));
    }

    /**
     * As {@link #gather(Coroutine[])}, for any number of coroutines.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return the results, in the order of the coroutines
     */
    public static <T extends @Nullable Object> List<T> gather(List<? extends Coroutine<? extends T>> coroutines) {
        return Gather.all(coroutines);
    }

    /**
     * As {@link #gather(Coroutine[])}, for coroutines without results.
     *
     * @param actions what to run
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static void gather(Action<Exception>... actions) {
        Gather.all(List.of(actions).stream().map(Coroutines::of).toList());
    }

    /**
     * Runs coroutines beside each other to the end of each, whatever becomes of the others. A checkpoint.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return what became of each, in the order of the coroutines
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> List<Outcome<T>> gatherSettled(Coroutine<? extends T>... coroutines) {
        return Gather.settled(List.of(coroutines));
    }

    /**
     * Runs a coroutine in a task of the loop's own and waits for it. When the caller is cancelled, it stops waiting,
     * and the coroutine goes on. After asyncio's {@code shield}; see {@link #shielded} for code that the caller has to
     * wait for. A checkpoint.
     *
     * @param coroutine what must not be cancelled along
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is
     */
    public static <T extends @Nullable Object> T shield(Coroutine<T> coroutine) {
        return createTask(coroutine).await();
    }

    /**
     * Runs coroutines beside each other until the first one ends; the others are cancelled and waited for. A
     * checkpoint.
     *
     * @param coroutines what to run, at least one
     * @param <T> the type of the results
     * @return the result of the first to end; if it failed, its failure is thrown as it is
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> T race(Coroutine<? extends T>... coroutines) {
        return Race.first(List.of(coroutines));
    }

    /**
     * Starts coroutines as tasks, and iterates over them in the order they end. Each step is a checkpoint.
     *
     * @param coroutines what to run
     * @param <T> the type of the results
     * @return the tasks; every one that the iteration hands out is done
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <T extends @Nullable Object> Iterable<Task<T>> asCompleted(Coroutine<T>... coroutines) {
        return AsCompleted.of(List.of(coroutines));
    }

    /**
     * Iterates over futures, tasks included, in the order they are done. Each step is a checkpoint. To bound the wait
     * in time, iterate in a {@link #timeout}.
     *
     * @param futures what to wait for; may be done already
     * @param <F> their type
     * @return the futures; every one that the iteration hands out is done
     */
    public static <F extends Future<?>> Iterable<F> asCompleted(Collection<F> futures) {
        return AsCompleted.of(futures);
    }

    /**
     * Waits for several futures. Raises nothing of their outcomes, and cancels nothing. A checkpoint.
     *
     * @param when when to stop waiting
     * @param futures what to wait for
     * @param <F> their type
     * @return which are done and which are not
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <F extends Future<?>> WaitResult<F> waitUntil(WaitFor when, F... futures) {
        return Waiting.until(when, List.of(futures));
    }

    /**
     * As {@link #waitUntil(WaitFor, Future[])}, for a limited time.
     *
     * @param when when to stop waiting
     * @param limit how long to wait at most
     * @param futures what to wait for
     * @param <F> their type
     * @return which are done and which are not
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public static <F extends Future<?>> WaitResult<F> waitUntil(WaitFor when, Duration limit, F... futures) {
        return Waiting.until(when, limit, List.of(futures));
    }

    // -- bounds

    /**
     * Runs a block for a limited time. The block is cancelled when the time is over; what it returns all the same is
     * returned. No checkpoint by itself.
     *
     * @param limit how long it may take; zero or less cancels it at its first checkpoint
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     * @throws TimeoutException if the block was cancelled because its time ran out
     */
    public static <T extends @Nullable Object, X extends Exception> T timeout(Duration limit, Body<T, X> body)
            throws X, TimeoutException {
        return Timeouts.fail(limit, body);
    }

    /**
     * As {@link #timeout(Duration, Body)}, for a block without a value.
     *
     * @param limit how long it may take
     * @param body the block
     * @param <X> what it may throw
     * @throws X as the block does
     * @throws TimeoutException if the block was cancelled because its time ran out
     */
    public static <X extends Exception> void timeout(Duration limit, Action<X> body) throws X, TimeoutException {
        Timeouts.<@Nullable Void, X>fail(limit, () -> {
            body.run();
            return null;
        });
    }

    /**
     * Runs a block for a limited time and goes on either way. No checkpoint by itself.
     *
     * @param limit how long it may take
     * @param body the block; does not return null
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value, empty if its time ran out
     * @throws X as the block does
     */
    public static <T, X extends Exception> Optional<T> moveOnAfter(Duration limit, Body<T, X> body) throws X {
        return Optional.ofNullable(Timeouts.run(limit, body).value());
    }

    /**
     * As {@link #moveOnAfter(Duration, Body)}, for a block without a value.
     *
     * @param limit how long it may take
     * @param body the block
     * @param <X> what it may throw
     * @return whether it came to its end in time
     * @throws X as the block does
     */
    public static <X extends Exception> boolean moveOnAfter(Duration limit, Action<X> body) throws X {
        Body<@Nullable Void, X> valued = () -> {
            body.run();
            return null;
        };
        return !Timeouts.run(limit, valued).scope().cancelledCaught();
    }

    /**
     * Runs a block in a scope that can be cancelled and given a deadline: see {@link CancelScope}. No checkpoint by
     * itself.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value, empty if the scope was cancelled
     * @throws X as the block does
     */
    public static <T, X extends Exception> Optional<T> cancelScope(BodyOf<? super CancelScope, T, X> body) throws X {
        return Optional.ofNullable(Scopes.run(_ -> {}, body).value());
    }

    /**
     * As {@link #cancelScope(BodyOf)}, for a block without a value.
     *
     * @param body the block
     * @param <X> what it may throw
     * @return the scope, left, to be asked how it went
     * @throws X as the block does
     */
    @SuppressWarnings("overloads")
    public static <X extends Exception> CancelScope cancelScope(ActionOf<? super CancelScope, X> body) throws X {
        BodyOf<CancelScope, @Nullable Void, X> valued = scope -> {
            body.run(scope);
            return null;
        };
        return Scopes.run(_ -> {}, valued).scope();
    }

    /**
     * Runs a block that cancellations from around it do not reach; they are noticed at the first checkpoint behind it.
     * For cleaning up. Bound it in time, lest it holds up for ever whoever cancelled. No checkpoint by itself.
     *
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    @SuppressWarnings("NullAway") // Null only where T admits it.
    public static <T extends @Nullable Object, X extends Exception> T shielded(Body<T, X> body) throws X {
        BodyOf<CancelScope, T, X> inScope = _ -> body.run();
        return Scopes.run(scope -> scope.shield(true), inScope).value();
    }

    /**
     * As {@link #shielded(Body)}, for a block without a value.
     *
     * @param body the block
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public static <X extends Exception> void shielded(Action<X> body) throws X {
        BodyOf<CancelScope, @Nullable Void, X> inScope = _ -> {
            body.run();
            return null;
        };
        Scopes.run(scope -> scope.shield(true), inScope);
    }

    /**
     * Whether the caller was asked to come to its end, by {@link CancelScope#windDown} of a scope around it, or is
     * cancelled. Not a checkpoint.
     *
     * @return true once it was
     */
    public static boolean windingDown() {
        return Checkpoint.windingDown();
    }

    /**
     * Suspends the current task until it is asked to come to its end, by {@link CancelScope#windDown} of a scope around
     * it. A checkpoint.
     */
    public static void awaitWindDown() {
        Checkpoint.awaitWindDown();
    }

    /**
     * When the caller will be cancelled, as far as is known: the earliest deadline of the scopes around it. Not a
     * checkpoint.
     *
     * @return nanoseconds of the loop's clock; {@link Long#MAX_VALUE} if there is no deadline, {@link Long#MIN_VALUE}
     *     if the caller is cancelled already
     */
    public static long effectiveDeadline() {
        return Checkpoint.effectiveDeadline();
    }

    // -- threads

    /**
     * Runs a block in another thread, for calls that block or compute for long: one of the loop's default executor. Of
     * those it begins with, at most 40 run at once; more wait. A checkpoint; once the block runs it is waited for,
     * cancelled or not.
     *
     * @param body the block, which runs outside of the loop
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     * @throws Cancelled if the task is cancelled before the block begins
     */
    public static <T extends @Nullable Object, X extends Exception> T toThread(Body<T, X> body) throws X {
        return WorkerThreads.run(body);
    }

    /**
     * As {@link #toThread(Body)}, for a block without a value.
     *
     * @param body the block
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public static <X extends Exception> void toThread(Action<X> body) throws X {
        WorkerThreads.<@Nullable Void, X>run(() -> {
            body.run();
            return null;
        });
    }

    /**
     * As {@link #toThread(Body)}, with a limiter or an executor of the caller's, or abandoned when cancelled.
     *
     * @param options how
     * @param body the block, which runs outside of the loop
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     * @throws Cancelled if the task is cancelled before the block begins, or while it runs if it is to be abandoned
     *     then
     */
    public static <T extends @Nullable Object, X extends Exception> T toThread(ThreadOptions options, Body<T, X> body)
            throws X {
        return ToThread.run(options, body);
    }

    /**
     * As {@link #toThread(ThreadOptions, Body)}, for a block without a value.
     *
     * @param options how
     * @param body the block
     * @param <X> what it may throw
     * @throws X as the block does
     */
    public static <X extends Exception> void toThread(ThreadOptions options, Action<X> body) throws X {
        ToThread.<@Nullable Void, X>run(options, () -> {
            body.run();
            return null;
        });
    }

    /**
     * Runs a block that computes for long in another thread, of which there are as many as processors; otherwise as
     * {@link #toThread(Body)}.
     *
     * @param body the block, which runs outside of the loop
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return its value
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> T toProcessor(Body<T, X> body) throws X {
        return WorkerThreads.compute(body);
    }

    /**
     * Calls a function on each of many inputs in other threads, some calls at the same time, and iterates over the
     * results in the order of the inputs; each step is a checkpoint. An input is taken, and its call begun, when fewer
     * than the limit are under way or wait for the iteration to come to their results; so the inputs may be without
     * end. After the {@code map} of Python's executors with its {@code buffersize}.
     *
     * <p>What a call throws is thrown by the step that comes to its result, and ends the iteration: calls that have not
     * begun are taken back, others abandoned. {@link Mapped#close} does the same. A step that is cancelled leaves the
     * calls as they are.
     *
     * @param executor who calls it; null for the loop's default executor
     * @param ahead how many calls are ahead of the iteration at most, at least one
     * @param inputs what to call it on; taken by the iterating task
     * @param function what to call, outside of the loop
     * @param <A> the type of the inputs
     * @param <R> the type of the results
     * @return the results, to be iterated over once
     */
    public static <A extends @Nullable Object, R extends @Nullable Object> Mapped<A, R> mapInExecutor(
            @Nullable Executor executor,
            int ahead,
            Iterable<? extends A> inputs,
            BodyOf<? super A, ? extends R, ?> function) {
        return new Mapped<>(executor, ahead, inputs, function);
    }

    /**
     * Runs a coroutine on the loop of the task that the calling thread works for, and blocks until it has ended. For
     * blocks given to {@link #toThread}. After Trio's {@code from_thread.run}.
     *
     * @param coroutine what to run
     * @param <T> the type of its result
     * @return its result; its failure is thrown as it is
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static <T extends @Nullable Object> T fromThread(Coroutine<T> coroutine) throws InterruptedException {
        return HostLoop.run(coroutine);
    }

    /**
     * Lets a block given to {@link #toThread} notice that the task that waits for it was cancelled. After Trio's
     * {@code from_thread.check_cancelled}.
     *
     * @throws Cancelled if it was
     */
    public static void checkCancelled() {
        HostLoop.checkCancelled();
    }

    // -- other libraries

    /**
     * Subscribes to a publisher, to iterate over what it publishes; each step is a checkpoint. Close it to cancel the
     * subscription.
     *
     * @param publisher what to subscribe to
     * @param ahead how many items to ask for ahead, at least one
     * @param <T> the type of the items
     * @return the items, to be iterated over once
     */
    public static <T> Published<T> iterate(Flow.Publisher<T> publisher, int ahead) {
        return new Published<>(publisher, ahead);
    }

    /**
     * Makes a publisher, for other libraries, of what coroutines hand out: a generator, a memory channel, anything to
     * iterate over, whose steps may suspend. Each subscription is a task of the calling loop that iterates anew and
     * calls the subscriber on the loop, which must not block; it takes one item more than it was asked for. Any thread
     * may subscribe, ask for items and cancel. A failure of the iteration is the subscriber's; so is the end of the
     * loop, as a {@link java.util.concurrent.CancellationException}. Not a checkpoint.
     *
     * @param items what to publish; none of them null
     * @param <T> the type of the items
     * @return the publisher
     */
    public static <T> Flow.Publisher<T> publish(Iterable<? extends T> items) {
        return new Publishing<>(items);
    }

    // -- network

    /**
     * Connects to a TCP server. A checkpoint.
     *
     * @param host its name or address; every address the name has is tried
     * @param port its port
     * @return the connection
     * @throws IOException if no address could be connected to; every attempt's failure is suppressed in it
     */
    public static SocketStream openTcpStream(String host, int port) throws IOException {
        return TcpConnector.connect(host, port);
    }

    /**
     * As {@link #openTcpStream(String, int)}, in a chosen way. Attempts at several addresses overlap: see
     * {@link dev.tuliptree.net.HappyEyeballs}.
     *
     * @param host its name or address
     * @param port its port
     * @param options how to connect
     * @return the connection
     * @throws IOException if no address could be connected to; every attempt's failure is suppressed in it
     */
    public static SocketStream openTcpStream(String host, int port, ConnectOptions options) throws IOException {
        return TcpConnector.connect(host, port, options);
    }

    /**
     * Listens for TCP connections. A checkpoint.
     *
     * @param host the name or address to listen on, {@code ::} for all: see {@link TcpListener#open(List, int,
     *     dev.tuliptree.engine.ListenOptions)}
     * @param port the port, 0 for a free one
     * @return the listener
     * @throws IOException if the address cannot be bound
     */
    public static TcpListener listenTcp(String host, int port) throws IOException {
        return TcpListener.open(host, port);
    }

    /**
     * Connects to a server on this machine in the Unix domain. A checkpoint.
     *
     * @param path its socket file
     * @return the connection
     * @throws IOException if nobody listens there
     */
    public static UnixStream openUnixStream(Path path) throws IOException {
        return UnixConnector.connect(path);
    }

    /**
     * Listens for connections in the Unix domain. A checkpoint.
     *
     * @param path the socket file, which is made, and removed when the listener is closed
     * @return the listener
     * @throws IOException if somebody listens there, or there is another file
     */
    public static UnixListener listenUnix(Path path) throws IOException {
        return UnixListener.open(path);
    }

    /**
     * Opens a socket that sends messages to anyone by UDP, and receives them. A checkpoint.
     *
     * @param host the name or address to receive at; {@code ::} for all, {@code 0.0.0.0} for all of IPv4
     * @param port the port, 0 for a free one
     * @return the socket
     * @throws IOException if the address cannot be bound
     */
    public static UdpSocket openUdpSocket(String host, int port) throws IOException {
        return UdpSocket.open(host, port);
    }

    /**
     * As {@link #openUdpSocket(String, int)}, in a chosen way: for a multicast group, say, which several programs of
     * this machine receive.
     *
     * @param host the name or address to receive at
     * @param port the port, 0 for a free one
     * @param options how to open it
     * @return the socket
     * @throws IOException if the address cannot be bound
     */
    public static UdpSocket openUdpSocket(String host, int port, DatagramOptions options) throws IOException {
        return UdpSocket.open(host, port, options);
    }

    /**
     * Opens a socket that exchanges messages with one peer by UDP. A checkpoint.
     *
     * @param host the peer's name or address
     * @param port its port
     * @return the socket
     * @throws IOException if there is no way there
     */
    public static ConnectedUdpSocket openConnectedUdpSocket(String host, int port) throws IOException {
        return ConnectedUdpSocket.open(host, port);
    }

    /**
     * Connects to a TCP server and begins TLS, with whom the JDK trusts. A checkpoint.
     *
     * @param host its name or address, which its certificate has to show
     * @param port its port
     * @return the connection, after the handshake
     * @throws IOException if it cannot be connected to, or the two do not come to terms
     */
    public static TlsStream openTlsStream(String host, int port) throws IOException {
        return openTlsStream(host, port, TlsClientOptions.DEFAULT);
    }

    /**
     * As {@link #openTlsStream(String, int)}, in a chosen way.
     *
     * @param host its name or address, which its certificate has to show
     * @param port its port
     * @param options how to go about TLS; keep and share them, so that sessions are resumed
     * @return the connection, after the handshake
     * @throws IOException if it cannot be connected to, or the two do not come to terms
     */
    public static TlsStream openTlsStream(String host, int port, TlsClientOptions options) throws IOException {
        return TlsStream.client(TcpConnector.connect(host, port), host, options);
    }

    /**
     * Begins TLS as a client on a connection that was in the clear until now: see {@link TlsStream#client}. A
     * checkpoint.
     *
     * @param stream the connection, which nobody else uses any more
     * @param host the server's name, which its certificate has to show
     * @param options how to go about TLS
     * @return the connection under TLS
     * @throws IOException if the connection broke, or the two do not come to terms; the connection is closed then
     */
    public static TlsStream startTls(ByteStream stream, String host, TlsClientOptions options) throws IOException {
        return TlsStream.client(stream, host, options);
    }

    /**
     * Begins TLS as a server on a connection that was in the clear until now: see {@link TlsStream#server}. A
     * checkpoint.
     *
     * @param stream the connection, which nobody else uses any more
     * @param options how to go about TLS
     * @return the connection under TLS
     * @throws IOException if the connection broke, or the two do not come to terms; the connection is closed then
     */
    public static TlsStream startTls(ByteStream stream, TlsServerOptions options) throws IOException {
        return TlsStream.server(stream, options);
    }

    /**
     * Listens for TLS over TCP. A checkpoint.
     *
     * @param host the name or address to listen on
     * @param port the port, 0 for a free one
     * @param options how to go about TLS
     * @return the listener
     * @throws IOException if the address cannot be bound
     */
    public static TlsListener listenTls(String host, int port, TlsServerOptions options) throws IOException {
        return new TlsListener(TcpListener.open(host, port), options);
    }
}
