package dev.tuliptree.sync;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.ParkingLot;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of tokens that can be changed, each lent to a borrower that has one at most: the current task, or any object
 * it acts for. After Trio's {@code CapacityLimiter}: fair, and handed over directly.
 *
 * <p>Borrowers are told apart by {@link Object#equals}.
 */
public final class CapacityLimiter {
    /** Handed to waiting tasks instead of a token. */
    private static final Object HAS_ONE = new Object();

    /** Each offers its borrower. */
    private final ParkingLot waiting = new ParkingLot(this);

    private final Set<Object> borrowers = new HashSet<>();
    private int total;

    /**
     * Makes a limiter with all tokens available.
     *
     * @param totalTokens how many, at least 0; {@link Integer#MAX_VALUE} limits nothing
     */
    public CapacityLimiter(int totalTokens) {
        total = atLeastZero(totalTokens);
    }

    private static int atLeastZero(int tokens) {
        if (tokens < 0) throw new IllegalArgumentException("a limiter cannot have " + tokens + " tokens");
        return tokens;
    }

    /** A token that is borrowed; closing it gives it back. */
    public final class Token implements AutoCloseable {
        private @Nullable Object borrower;

        private Token(Object borrower) {
            this.borrower = borrower;
        }

        /**
         * Gives the token back. Idempotent. Not a checkpoint.
         *
         * @throws IllegalStateException if the borrower has given it back otherwise
         */
        @Override
        public void close() {
            Object returning = borrower;
            borrower = null;
            if (returning != null) releaseOnBehalfOf(returning);
        }
    }

    /**
     * What a limiter looks like at one moment.
     *
     * @param totalTokens how many tokens there are
     * @param borrowers who has one
     * @param tasksWaiting how many tasks wait for one
     */
    public record Statistics(int totalTokens, Set<Object> borrowers, int tasksWaiting) {}

    /**
     * Suspends the current task until it has borrowed a token. A checkpoint.
     *
     * <p>Use it as {@code try (var _ = limiter.acquire()) { ... }}.
     *
     * @return the token
     * @throws IllegalStateException if the task has one already
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: it has none then
     */
    public Token acquire() {
        return acquireOnBehalfOf(Checkpoint.currentTask());
    }

    /**
     * Suspends the current task until someone else has borrowed a token through it. A checkpoint.
     *
     * @param borrower who is to have the token
     * @return the token, which any task may give back
     * @throws IllegalStateException if the borrower has one already, or has got one while the task waited
     * @throws dev.tuliptree.Cancelled if the task is cancelled while it waits: the borrower has none then
     */
    public Token acquireOnBehalfOf(Object borrower) {
        Checkpoint.throwIfCancelled();
        if (lend(borrower)) Checkpoint.passTurn();
        else if (waiting.park(borrower) == HAS_ONE) throw hasOne(borrower);
        return new Token(borrower);
    }

    /**
     * Borrows a token for the current task if one is available. Not a checkpoint.
     *
     * @return the token, or null if none is available
     * @throws IllegalStateException if the task has one already
     */
    public @Nullable Token tryAcquire() {
        return tryAcquireOnBehalfOf(Checkpoint.currentTask());
    }

    /**
     * Borrows a token for someone else if one is available. Not a checkpoint.
     *
     * @param borrower who is to have the token
     * @return the token, or null if none is available
     * @throws IllegalStateException if the borrower has one already
     */
    public @Nullable Token tryAcquireOnBehalfOf(Object borrower) {
        return lend(borrower) ? new Token(borrower) : null;
    }

    private boolean lend(Object borrower) {
        Objects.requireNonNull(borrower, "borrower");
        if (borrowers.contains(borrower)) throw hasOne(borrower);
        if (availableTokens() <= 0) return false;
        borrowers.add(borrower);
        return true;
    }

    private IllegalStateException hasOne(Object borrower) {
        return new IllegalStateException(borrower + " has a token of this limiter already");
    }

    /**
     * Gives back the token of the current task. Not a checkpoint.
     *
     * @throws IllegalStateException if the task has none
     */
    public void release() {
        releaseOnBehalfOf(Checkpoint.currentTask());
    }

    /**
     * Gives back someone's token. Not a checkpoint.
     *
     * @param borrower who has the token
     * @throws IllegalStateException if the borrower has none
     */
    public void releaseOnBehalfOf(Object borrower) {
        if (!borrowers.remove(borrower)) throw new IllegalStateException(borrower + " has no token of this limiter");
        lendToThoseWaiting();
    }

    private void lendToThoseWaiting() {
        while (availableTokens() > 0) {
            Object borrower = waiting.firstOffer();
            if (borrower == null) return;
            // Two tasks may wait for the same borrower.
            waiting.unpark(borrowers.add(borrower) ? null : HAS_ONE);
        }
    }

    /**
     * How many tokens there are.
     *
     * @return the number
     */
    public int totalTokens() {
        return total;
    }

    /**
     * Changes how many tokens there are. With fewer than are lent, no more are lent until enough have come back. Not a
     * checkpoint.
     *
     * @param totalTokens how many, at least 0
     */
    public void totalTokens(int totalTokens) {
        total = atLeastZero(totalTokens);
        lendToThoseWaiting();
    }

    /**
     * How many tokens are lent.
     *
     * @return the number
     */
    public int borrowedTokens() {
        return borrowers.size();
    }

    /**
     * How many tokens can be had without waiting.
     *
     * @return the number; negative if more are lent than there are now
     */
    public int availableTokens() {
        return total - borrowers.size();
    }

    /**
     * What it looks like now. Not a checkpoint.
     *
     * @return its figures
     */
    public Statistics statistics() {
        return new Statistics(total, Set.copyOf(borrowers), waiting.size());
    }

    @Override
    public String toString() {
        return "capacity limiter, " + borrowers.size() + " of " + total + " lent, " + waiting.size() + " waiting";
    }
}
