package dev.tuliptree.combine;

import dev.tuliptree.BodyOf;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Future;
import dev.tuliptree.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The results of a function called on each of many inputs in other threads, in the order of the inputs: see
 * {@link dev.tuliptree.Async#mapInExecutor}. Loop thread only.
 *
 * @param <A> the type of the inputs
 * @param <R> the type of the results
 */
public final class Mapped<A extends @Nullable Object, R extends @Nullable Object>
        implements Iterable<R>, AutoCloseable {
    private final EventLoop loop = EventLoop.current();
    private final @Nullable Executor executor;
    private final int ahead;
    private final Iterator<? extends A> inputs;
    private final BodyOf<? super A, ? extends R, ?> function;
    private final ArrayDeque<Future<R>> calls = new ArrayDeque<>();
    private boolean closed;

    /**
     * Calls nothing yet. See {@link dev.tuliptree.Async#mapInExecutor}.
     *
     * @param executor who calls the function; null for the loop's default executor
     * @param ahead how many calls are ahead of the iteration at most, at least one
     * @param inputs what to call it on
     * @param function what to call
     */
    public Mapped(
            @Nullable Executor executor,
            int ahead,
            Iterable<? extends A> inputs,
            BodyOf<? super A, ? extends R, ?> function) {
        if (ahead < 1) throw new IllegalArgumentException("at least one call must be ahead, not " + ahead);
        this.executor = executor;
        this.ahead = ahead;
        this.inputs = inputs.iterator();
        this.function = function;
    }

    @Override
    public Iterator<R> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                fill();
                return !calls.isEmpty();
            }

            // A checkpoint: suspends until the next result is there.
            @Override
            public R next() {
                fill();
                Future<R> call = calls.peek();
                if (call == null) throw new NoSuchElementException();
                return take(call);
            }
        };
    }

    private void fill() {
        while (!closed && calls.size() < ahead && inputs.hasNext()) {
            A input = inputs.next();
            calls.add(loop.runInExecutor(executor, () -> function.run(input)));
        }
    }

    private R take(Future<R> call) {
        R result;
        try {
            result = call.await();
        } catch (Cancelled cancelled) {
            // The task was; the call stays in line.
            throw cancelled;
        } catch (Throwable failure) {
            calls.remove(call);
            close();
            throw failure;
        }
        calls.remove(call);
        return result;
    }

    /** Takes back the calls that have not begun, and abandons those that have. Idempotent. */
    @Override
    public void close() {
        closed = true;
        for (Future<R> call : calls) call.cancel("nobody iterates over the results any more");
        calls.clear();
    }
}
