package dev.tuliptree.generator;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Hands out values one after the other, made by a body of code that is stopped in between. After Python's generators.
 *
 * <pre>{@code
 * Generator<Integer> upTo(int n) {
 *     return Generator.of(y -> {
 *         for (int i = 0; i < n; i++) y.yield(i);
 *     });
 * }
 *
 * for (int i : upTo(3)) IO.println(i);
 * }</pre>
 *
 * <p>The body begins when the first value is asked for. It can be iterated over once; iterating again goes on where it
 * was left. One that is left before its end should be closed, best by try-with-resources: then its body is ended where
 * it has stopped, and its {@code finally} blocks run. If the program loses the last reference to it instead, the same
 * happens when the garbage collector notices: on its loop if it has one, else in a thread of its own. That is not
 * certain to happen before the program ends, and never happens if the body itself refers to the generator.
 *
 * <p><b>Threads.</b> The body has a thread of its own, in which it runs only while somebody waits for the next value:
 * to both sides that is like an ordinary call, except for what belongs to a thread: thread-locals, and JDK locks, which
 * the body must not take if the caller holds them. A generator may be iterated over in different threads, but by one at
 * a time.
 *
 * <p><b>On a loop</b> the body runs as the task that asks for the next value, in the same turn. Asking is no checkpoint
 * by itself, but the body may contain some: it may await, sleep and receive; it is suspended and cancelled as that
 * task. It cannot yield inside a cancel scope or a nursery of its own, which would then enclose what the caller does
 * next. A generator that has begun on a loop goes on on that loop alone, until that is closed. It must not be used in a
 * static initializer there, which the JVM cannot suspend.
 *
 * @param <T> the type of the values
 */
@SuppressWarnings("IterableAndIterator") // As in Python; that a second loop goes on where the first was left is wanted.
public final class Generator<T extends @Nullable Object> extends Face
        implements Iterator<T>, Iterable<T>, AutoCloseable {
    private boolean fetched;
    private @Nullable Object next;

    private Generator(Conversation conversation) {
        super(conversation);
    }

    /**
     * The code that makes the values.
     *
     * @param <T> their type
     */
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {
        /**
         * Runs from the first value to the last.
         *
         * @param y takes the values
         * @throws Exception whatever it fails with; whoever asked for the next value gets it as it is
         */
        void run(Yielder<T> y) throws Exception;
    }

    /**
     * Takes the values from the body of a generator. To be used in the body's own thread.
     *
     * @param <T> their type
     */
    public static final class Yielder<T extends @Nullable Object> {
        private final Conversation conversation;

        private Yielder(Conversation conversation) {
            this.conversation = conversation;
        }

        /**
         * Hands out a value, and stops until the next one is asked for.
         *
         * @param value the value
         * @throws GeneratorExit if the generator is closed instead
         * @throws IllegalStateException if called elsewhere than in the body's own thread, or inside a cancel scope or
         *     a nursery that the body has opened
         */
        public void yield(T value) {
            conversation.yield(value);
        }

        /**
         * Hands out all values of something else. If that is a generator, it is closed when this one is, and from any
         * depth a value costs the same.
         *
         * @param values the values
         * @throws GeneratorExit if the generator is closed meanwhile
         * @throws IllegalStateException as {@link #yield} does, and if it is a generator that is running
         */
        public void yieldFrom(Iterable<? extends T> values) {
            if (values instanceof Generator<? extends T> generator) {
                if (generator.fetched) conversation.yield(generator.next());
                conversation.yieldFrom(generator, generator.conversation());
            } else {
                for (T value : values) conversation.yield(value);
            }
        }
    }

    /**
     * Makes a generator. Nothing runs yet.
     *
     * @param body makes the values
     * @param <T> their type
     * @return the generator
     */
    public static <T extends @Nullable Object> Generator<T> of(Body<T> body) {
        return new Generator<>(new Conversation(conversation -> {
            body.run(new Yielder<>(conversation));
            return null;
        }));
    }

    /**
     * Runs the body up to its next value.
     *
     * @return false if it has come to its end instead
     * @throws IllegalStateException if it is running already, or has begun on another loop; what the body fails with is
     *     thrown as it is, checked or not, with this place added to its trace
     */
    @Override
    public boolean hasNext() {
        if (fetched) return true;
        if (!proceed(null, null)) return false;
        next = conversation().output();
        fetched = true;
        return true;
    }

    /**
     * The next value. Runs the body as {@link #hasNext()} does, if that was not called before.
     *
     * @return the value
     * @throws NoSuchElementException if the body has come to its end
     */
    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // What the body has yielded.
    public T next() {
        if (!hasNext()) throw new NoSuchElementException("the generator has come to its end");
        T value = (T) next;
        next = null;
        fetched = false;
        return value;
    }

    /**
     * The generator itself.
     *
     * @return this
     */
    @Override
    public Iterator<T> iterator() {
        return this;
    }

    /**
     * The values as a stream, which closes the generator when it is closed.
     *
     * @return the stream, sequential
     */
    public Stream<T> stream() {
        Spliterator<T> values = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
        return StreamSupport.stream(values, false).onClose(this::close);
    }

    /**
     * Raises {@link GeneratorExit} in the body where it has stopped, and waits until it has ended. If it has not begun,
     * it never will. Idempotent. No checkpoint by itself; the body's {@code finally} blocks may contain some.
     *
     * @throws IllegalStateException if it is running, or has yielded in spite of being closed; what the body fails with
     *     is thrown as it is
     */
    @Override
    public void close() {
        fetched = false;
        next = null;
        closeBody();
    }

    @Override
    public String toString() {
        return "generator" + (conversation().isEnded() ? ", ended" : "");
    }
}
