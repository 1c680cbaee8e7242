package dev.tuliptree.loop;

import dev.tuliptree.Task;
import org.jspecify.annotations.Nullable;

/**
 * Who has a thing that one task at a time can have. If that task ends without giving it up, the thing hears of it:
 * those who wait for it would wait for ever. Taking and giving up allocate nothing. Loop thread only.
 */
public abstract class Ownership extends LoopFuture.Listener {
    private @Nullable LoopTask<?> owner;

    /** Makes one of a thing nobody has. */
    protected Ownership() {}

    /**
     * Whose the thing is.
     *
     * @return the task, also when it has ended; null if nobody has it
     */
    public final @Nullable Task<?> owner() {
        return owner;
    }

    /**
     * Whether the owner has ended without giving the thing up.
     *
     * @return true once it has, and for ever
     */
    public final boolean isOrphaned() {
        return owner != null && owner.done();
    }

    /**
     * Gives the thing to a task, or to nobody.
     *
     * @param to whose it is from now on, a task that has not ended; null for nobody's
     */
    public final void pass(@Nullable Task<?> to) {
        if (owner != null) owner.removeListener(this);
        owner = (LoopTask<?>) to;
        if (owner != null) owner.addListener(this);
    }

    @Override
    final void done() {
        ownerEnded();
    }

    /** The owner has ended without giving the thing up. Runs on the loop thread; must not suspend. */
    protected abstract void ownerEnded();
}
