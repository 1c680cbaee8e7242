package dev.tuliptree;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The failures of several things that ran beside each other. A nursery always throws one of these, even for a single
 * failure, so that code that handles it does not depend on chance. After Python's {@code ExceptionGroup} (PEP 654).
 *
 * <p>Groups nest, as nurseries do. The helpers look at the leaves: {@link #leaves()}, {@link #firstOf},
 * {@link #handle}.
 */
public final class ExceptionGroup extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Throwable> exceptions;

    /**
     * Makes a group.
     *
     * @param message what failed
     * @param exceptions the failures, at least one; the first one is also the cause
     */
    public ExceptionGroup(String message, Collection<? extends Throwable> exceptions) {
        super(message + " (" + count(exceptions) + ")", exceptions.iterator().next());
        this.exceptions = List.copyOf(exceptions);
        this.exceptions.stream().skip(1).forEach(this::addSuppressed);
    }

    private static String count(Collection<?> exceptions) {
        if (exceptions.isEmpty()) throw new IllegalArgumentException("a group needs at least one exception");
        return exceptions.size() == 1 ? "1 failure" : exceptions.size() + " failures";
    }

    /**
     * The failures in the order they happened; a nested nursery's is a group again.
     *
     * @return an unmodifiable list, never empty
     */
    public List<Throwable> exceptions() {
        return exceptions;
    }

    /**
     * The failures that are no groups, with nested groups taken apart, in order.
     *
     * @return an unmodifiable list, never empty
     */
    public List<Throwable> leaves() {
        List<Throwable> leaves = new ArrayList<>();
        collect(this, leaves);
        return List.copyOf(leaves);
    }

    private static void collect(Throwable failure, List<Throwable> leaves) {
        if (failure instanceof ExceptionGroup group) group.exceptions.forEach(inner -> collect(inner, leaves));
        else leaves.add(failure);
    }

    /**
     * The first leaf of a type.
     *
     * @param type the type looked for
     * @param <X> the same
     * @return the exception, or null if there is none
     */
    public <X extends Throwable> @Nullable X firstOf(Class<X> type) {
        for (Throwable leaf : leaves()) {
            if (type.isInstance(leaf)) return type.cast(leaf);
        }
        return null;
    }

    /**
     * The group without the leaves that do not match, with its nesting kept.
     *
     * @param predicate which leaves to keep
     * @return the smaller group, or null if none is left
     */
    public @Nullable ExceptionGroup filter(Predicate<? super Throwable> predicate) {
        List<Throwable> kept = new ArrayList<>();
        for (Throwable failure : exceptions) {
            Throwable rest = failure instanceof ExceptionGroup group
                    ? group.filter(predicate)
                    : predicate.test(failure) ? failure : null;
            if (rest != null) kept.add(rest);
        }
        if (kept.isEmpty()) return null;
        if (kept.equals(exceptions)) return this;
        String message = String.valueOf(getMessage());
        ExceptionGroup smaller = new ExceptionGroup(message.substring(0, message.lastIndexOf(" (")), kept);
        smaller.setStackTrace(getStackTrace());
        return smaller;
    }

    /**
     * Both halves of the group: the leaves that match and those that do not.
     *
     * @param predicate which leaves match
     * @return the halves, each null if it is empty
     */
    public Split split(Predicate<? super Throwable> predicate) {
        return new Split(filter(predicate), filter(predicate.negate()));
    }

    /**
     * Handles the leaves of one type and throws what is left, as Python's {@code except*} does.
     *
     * @param type the type to handle
     * @param handler called with each leaf of that type, in order
     * @param <X> the type to handle
     * @throws ExceptionGroup the leaves of other types, if there are any
     */
    public <X extends Throwable> void handle(Class<X> type, Consumer<? super X> handler) {
        for (Throwable leaf : leaves()) {
            if (type.isInstance(leaf)) handler.accept(type.cast(leaf));
        }
        ExceptionGroup rest = filter(leaf -> !type.isInstance(leaf));
        if (rest != null) throw rest;
    }

    /**
     * The halves of a group.
     *
     * @param matching the leaves that match, or null if none does
     * @param rest the others, or null if there are none
     */
    public record Split(
            @Nullable ExceptionGroup matching, @Nullable ExceptionGroup rest) {}
}
