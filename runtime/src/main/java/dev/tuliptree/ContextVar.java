package dev.tuliptree;

import dev.tuliptree.loop.Context;
import org.jspecify.annotations.Nullable;

/**
 * A variable that every task has a value of its own for: a request's id, a user's language. After Python's
 * {@code contextvars}: a task starts with a copy of the values its creator had then, a callback runs with those of
 * whoever scheduled it, and what either sets is seen by nobody else. Outside of loops, each thread has values of its
 * own; work handed to a worker thread takes along those of the task.
 *
 * <p>Any thread. Nothing here is a checkpoint. Make variables once, as constants.
 *
 * @param <T> the type of the values
 */
public final class ContextVar<T> {
    private final String name;
    private final @Nullable T fallback;

    private ContextVar(String name, @Nullable T fallback) {
        this.name = name;
        this.fallback = fallback;
    }

    /**
     * Makes a variable without a default.
     *
     * @param name what traces call it
     * @param <T> the type of the values
     * @return the variable
     */
    public static <T> ContextVar<T> of(String name) {
        return new ContextVar<>(name, null);
    }

    /**
     * Makes a variable with a default.
     *
     * @param name what traces call it
     * @param fallback the value where none was set
     * @param <T> the type of the values
     * @return the variable
     */
    public static <T> ContextVar<T> of(String name, T fallback) {
        return new ContextVar<>(name, fallback);
    }

    /**
     * What {@link #set} replaced, for {@link #reset}.
     *
     * @param variable the variable
     * @param before the value before, null if there was none
     * @param <T> the type of the values
     */
    public record Token<T>(ContextVar<T> variable, @Nullable T before) {}

    /**
     * The value in the current context, or the default.
     *
     * @return the value
     * @throws IllegalStateException if none was set and there is no default
     */
    public T get() {
        T value = getOrNull();
        if (value == null) throw new IllegalStateException("the context variable " + name + " has no value here");
        return value;
    }

    /**
     * The value in the current context, or the default, or null.
     *
     * @return the value, null if none was set and there is no default
     */
    @SuppressWarnings("unchecked") // A context holds for a variable what its set() was given.
    public @Nullable T getOrNull() {
        Object value = Context.current().get(this);
        return value == null ? fallback : (T) value;
    }

    /**
     * Sets the value in the current context.
     *
     * @param value the value
     * @return what {@link #reset} takes to undo it
     */
    @SuppressWarnings("unchecked") // A context holds for a variable what its set() was given.
    public Token<T> set(T value) {
        Context context = Context.current();
        Context.setCurrent(context.with(this, value));
        return new Token<>(this, (T) context.get(this));
    }

    /**
     * Sets the value back to what it was.
     *
     * @param token what {@link #set} returned
     */
    public void reset(Token<T> token) {
        if (token.variable() != this) throw new IllegalArgumentException("the token is one of " + token.variable());
        Context.setCurrent(Context.current().with(this, token.before()));
    }

    /**
     * Runs a block in which the variable has another value.
     *
     * @param value the value
     * @param body the block
     * @param <R> the type of the block's value
     * @param <X> what the block may throw
     * @return the block's value
     * @throws X as the block does
     */
    public <R extends @Nullable Object, X extends Exception> R with(T value, Body<R, X> body) throws X {
        Token<T> token = set(value);
        try {
            return body.run();
        } finally {
            reset(token);
        }
    }

    @Override
    public String toString() {
        return "context variable " + name;
    }
}
