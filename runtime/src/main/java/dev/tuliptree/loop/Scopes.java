package dev.tuliptree.loop;

import dev.tuliptree.BodyOf;
import dev.tuliptree.Cancelled;
import org.jspecify.annotations.Nullable;

/** Runs blocks in scopes of their own. Loop thread only. */
public final class Scopes {
    private Scopes() {}

    /** What a scope is given before its block begins. */
    @FunctionalInterface
    public interface Setup {
        /**
         * Sets the deadline or the shield.
         *
         * @param scope the scope, not open yet
         */
        void accept(LoopScope scope);
    }

    /**
     * What became of a block.
     *
     * @param scope the block's scope, left
     * @param value what the block returned; null if the scope caught its cancellation
     * @param <T> the type of the value
     */
    public record Outcome<T extends @Nullable Object>(
            LoopScope scope, @Nullable T value) {}

    /**
     * Runs a block inside a new scope of the current task. Not a checkpoint by itself.
     *
     * @param setup prepares the scope
     * @param body the block
     * @param <T> the type of its value
     * @param <X> what it may throw
     * @return what became of it
     * @throws X as the block does
     */
    public static <T extends @Nullable Object, X extends Exception> Outcome<T> run(
            Setup setup, BodyOf<? super LoopScope, T, X> body) throws X {
        LoopTask<?> host = Loops.requireTask();
        LoopScope scope = new LoopScope(host);
        setup.accept(scope);
        host.enter(scope);
        try {
            return new Outcome<>(scope, body.run(scope));
        } catch (Cancelled cancelled) {
            if (!scope.catches()) throw cancelled;
            return new Outcome<>(scope, null);
        } catch (Throwable failure) {
            Cancelled cancelled = host.cancellationBehind(failure);
            if (cancelled == null) throw failure;
            if (!scope.catches()) throw cancelled;
            return new Outcome<>(scope, null);
        } finally {
            host.leave(scope);
        }
    }
}
