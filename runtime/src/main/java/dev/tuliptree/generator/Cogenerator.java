package dev.tuliptree.generator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes values in and hands values out, at each stop of a body of code. After Python's generators with {@code send}.
 *
 * <pre>{@code
 * Cogenerator<Integer, Double> average = Cogenerator.of(io -> {
 *     double sum = 0;
 *     for (int count = 1; ; count++) sum += io.yield(sum / count);
 * });
 * }</pre>
 *
 * <p>It begins with {@link #next()}, which runs the body to its first yield; each {@link #send} then has that yield
 * return a value, and runs the body to the next one. About closing, threads and loops, what is said of
 * {@link Generator} holds here too.
 *
 * @param <I> the type of what goes in
 * @param <O> the type of what comes out
 */
public sealed class Cogenerator<I extends @Nullable Object, O extends @Nullable Object> extends Face
        implements AutoCloseable permits Cogenerator.Returning {
    private Cogenerator(Conversation conversation) {
        super(conversation);
    }

    /**
     * The code of a cogenerator.
     *
     * @param <I> the type of what goes in
     * @param <O> the type of what comes out
     */
    @FunctionalInterface
    public interface Body<I extends @Nullable Object, O extends @Nullable Object> {
        /**
         * Runs from the first stop to the last.
         *
         * @param io where values come in and go out
         * @throws Exception whatever it fails with; whoever had it go on gets it as it is
         */
        void run(Yielder<I, O> io) throws Exception;
    }

    /**
     * The code of a cogenerator that returns something in the end.
     *
     * @param <I> the type of what goes in
     * @param <O> the type of what comes out
     * @param <R> the type of the result
     */
    @FunctionalInterface
    public interface ReturningBody<I extends @Nullable Object, O extends @Nullable Object, R extends @Nullable Object> {
        /**
         * Runs from the first stop to the result.
         *
         * @param io where values come in and go out
         * @return the result
         * @throws Exception whatever it fails with; whoever had it go on gets it as it is
         */
        R run(Yielder<I, O> io) throws Exception;
    }

    /**
     * Where values go into and come out of the body of a cogenerator. To be used in the body's own thread.
     *
     * @param <I> the type of what goes in
     * @param <O> the type of what comes out
     */
    public static final class Yielder<I extends @Nullable Object, O extends @Nullable Object> {
        private final Conversation conversation;

        private Yielder(Conversation conversation) {
            this.conversation = conversation;
        }

        /**
         * Hands out a value, and stops until the cogenerator is to go on.
         *
         * @param value the value
         * @return what was sent in; null if it was {@link #next()} that had it go on
         * @throws GeneratorExit if the cogenerator is closed instead; what {@link #raise} is given is thrown as it is
         * @throws IllegalStateException if called elsewhere than in the body's own thread, or inside a cancel scope or
         *     a nursery that the body has opened
         */
        @SuppressWarnings("unchecked") // What send(I) was given.
        public @Nullable I yield(O value) {
            return (I) conversation.yield(value);
        }

        /**
         * Lets another cogenerator take and hand out the values until it has ended. It is closed when this one is, and
         * what is raised in this one is raised in the other.
         *
         * @param other the other
         * @throws IllegalStateException as {@link #yield} does, and if the other is running
         */
        public void yieldFrom(Cogenerator<? super I, ? extends O> other) {
            conversation.yieldFrom(other, other.conversation());
        }

        /**
         * As {@link #yieldFrom(Cogenerator)}, for the result of the other.
         *
         * @param other the other
         * @param <R> the type of its result
         * @return its result
         */
        @SuppressWarnings({"unchecked", "NullAway"}) // What its body has returned.
        public <R extends @Nullable Object> R yieldFrom(Returning<? super I, ? extends O, R> other) {
            return (R) conversation.yieldFrom(other, other.conversation());
        }
    }

    /**
     * A cogenerator that returns something in the end.
     *
     * @param <I> the type of what goes in
     * @param <O> the type of what comes out
     * @param <R> the type of the result
     */
    public static final class Returning<
                    I extends @Nullable Object, O extends @Nullable Object, R extends @Nullable Object>
            extends Cogenerator<I, O> {
        private Returning(Conversation conversation) {
            super(conversation);
        }

        /**
         * What its body has returned.
         *
         * @return the result
         * @throws IllegalStateException if it has not come to its end, or was closed, or has failed
         */
        @SuppressWarnings({"unchecked", "NullAway"}) // What its body has returned.
        public R result() {
            if (!conversation().hasReturned()) throw new IllegalStateException(this + " has not returned");
            return (R) conversation().result();
        }
    }

    /**
     * Makes a cogenerator. Nothing runs yet.
     *
     * @param body its code
     * @param <I> the type of what goes in
     * @param <O> the type of what comes out
     * @return the cogenerator
     */
    public static <I extends @Nullable Object, O extends @Nullable Object> Cogenerator<I, O> of(Body<I, O> body) {
        return new Cogenerator<>(new Conversation(conversation -> {
            body.run(new Yielder<>(conversation));
            return null;
        }));
    }

    /**
     * Makes a cogenerator that returns something in the end. Nothing runs yet.
     *
     * @param body its code
     * @param <I> the type of what goes in
     * @param <O> the type of what comes out
     * @param <R> the type of the result
     * @return the cogenerator
     */
    public static <I extends @Nullable Object, O extends @Nullable Object, R extends @Nullable Object>
            Returning<I, O, R> returning(ReturningBody<I, O, R> body) {
        return new Returning<>(new Conversation(conversation -> body.run(new Yielder<>(conversation))));
    }

    /**
     * Has the body begin, or go on with nothing sent in, to its next stop. No checkpoint by itself; the body may
     * contain some.
     *
     * @return what it hands out
     * @throws EndOfGenerator if it has come to its end
     * @throws IllegalStateException if it is running already, or has begun on another loop; what the body fails with is
     *     thrown as it is, checked or not, with this place added to its trace
     */
    public O next() {
        return goOn(null, null);
    }

    /**
     * Has the body go on to its next stop with a value. Otherwise as {@link #next()}.
     *
     * @param value what the yield returns at which it has stopped
     * @return what it hands out
     * @throws EndOfGenerator if it has come to its end
     * @throws IllegalStateException also if it has not begun: no yield is there yet to return the value
     */
    public O send(I value) {
        if (value != null && conversation().isNew()) {
            throw new IllegalStateException("nothing can be sent before next() has brought it to its first yield");
        }
        return goOn(value, null);
    }

    /**
     * Has the body go on with an exception. Otherwise as {@link #next()}. If it has not begun, it never will.
     *
     * @param exception what the yield throws, as it is, at which it has stopped
     * @return what it hands out next, if it has dealt with the exception
     * @throws EndOfGenerator if it has come to its end, having dealt with the exception
     */
    public O raise(Throwable exception) {
        return goOn(null, Objects.requireNonNull(exception, "exception"));
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // What the body has yielded.
    private O goOn(@Nullable Object value, @Nullable Throwable raise) {
        if (!proceed(value, raise)) throw new EndOfGenerator();
        return (O) conversation().output();
    }

    /**
     * Whether its body has come to its end. Any thread.
     *
     * @return true once it has
     */
    public final boolean done() {
        return conversation().isEnded();
    }

    /**
     * Raises {@link GeneratorExit} in the body where it has stopped, and waits until it has ended: see
     * {@link Generator#close()}.
     */
    @Override
    public final void close() {
        closeBody();
    }

    @Override
    public String toString() {
        return "cogenerator" + (done() ? ", ended" : "");
    }
}
