package dev.tuliptree.loop;

import dev.tuliptree.CancelReason;
import dev.tuliptree.CancelScope;
import dev.tuliptree.Cancelled;
import dev.tuliptree.Task;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one implementation of cancel scopes.
 *
 * <p>Scopes form a tree: each was entered by one task, its <em>host</em>, inside the scope that was the host's
 * innermost at that time; a task's own outermost scope hangs below the scope of the nursery that owns the task. Every
 * scope knows its <em>cause</em>: the cancelled scope that affects it, itself or an unshielded ancestor, so that a
 * checkpoint reads one field. Cancelling walks down the tree once, marks what it reaches, and wakes the tasks whose
 * innermost scope that is. What was reached before keeps its cause, which may lie inside of one that was cancelled
 * later; {@link #cancelled()} goes on from there, from cause to cause, so that a deep tree is not climbed level by
 * level.
 *
 * <p>It is also the timer of its own deadline.
 */
public final class LoopScope extends Timer implements CancelScope {
    private static final CancelReason DEADLINE = new CancelReason("the deadline passed", null);

    private final EventLoop loop;
    private final LoopTask<?> host;
    private @Nullable LoopScope parent;
    private @Nullable LoopScope firstChild;
    private @Nullable LoopScope next;
    private @Nullable LoopScope previous;
    private @Nullable LoopScope cause;
    private @Nullable CancelReason reason;
    private @Nullable CancelReason windDown;
    private long deadline = NEVER;
    private boolean open;
    private boolean left;
    private boolean shielded;
    private boolean caught;

    /** A scope that {@code host} will enter. */
    LoopScope(LoopTask<?> host) {
        this.loop = host.loop;
        this.host = host;
    }

    // -- entering and leaving

    /** Hangs the scope below another one. */
    void open(@Nullable LoopScope below) {
        open = true;
        link(below);
        if (deadline != NEVER) armDeadline();
        cause = causeNow();
    }

    /** Hangs the open scope, with all that is below it, elsewhere. */
    void moveBelow(@Nullable LoopScope below) {
        unlink();
        link(below);
        refresh();
    }

    /** Takes the scope out of the tree; everything inside has ended. */
    void close() {
        open = false;
        left = true;
        loop.timers.remove(this);
        unlink();
    }

    private void link(@Nullable LoopScope below) {
        parent = below;
        if (below == null) return;
        LoopScope sibling = below.firstChild;
        next = sibling;
        if (sibling != null) sibling.previous = this;
        below.firstChild = this;
    }

    private void unlink() {
        LoopScope before = previous;
        LoopScope after = next;
        if (before != null) before.next = after;
        else if (parent != null) parent.firstChild = after;
        if (after != null) after.previous = before;
        previous = null;
        next = null;
    }

    /**
     * Whether the scope catches what was raised in it: it was cancelled, and no scope around it that it can see was. If
     * one was, that one is to catch it.
     */
    boolean catches() {
        caught = reason != null && !affectedFromAbove();
        return caught;
    }

    @Nullable
    LoopScope parent() {
        return parent;
    }

    LoopTask<?> host() {
        return host;
    }

    boolean affectedFromAbove() {
        return !shielded && parent != null && parent.cause != null;
    }

    boolean affected() {
        return cause != null;
    }

    /** What to raise at a checkpoint in this scope: the reason of the outermost cancelled scope that it can see. */
    Cancelled cancelled() {
        LoopScope outermost = cause;
        while (outermost != null && !outermost.shielded && outermost.parent != null) {
            LoopScope further = outermost.parent.cause;
            if (further == null) break;
            outermost = further;
        }
        CancelReason why = outermost == null ? null : outermost.reason;
        return new Cancelled(why == null ? new CancelReason("unknown", null) : why, loop.isDebug());
    }

    // -- cancelling

    @Override
    public void cancel(String reason) {
        loop.checkThread("cancelling a scope");
        if (this.reason == null) cancel(new CancelReason(reason, Origin.caller()));
    }

    void cancel(CancelReason why) {
        if (reason != null || left) return;
        reason = why;
        loop.timers.remove(this);
        if (open && cause == null) spread();
    }

    /** Marks this scope and those below it, as far as shields let it, and wakes their tasks. */
    private void spread() {
        LoopScope scope = this;
        while (true) {
            scope.cause = this;
            if (scope.host.scope() == scope) scope.host.deliverCancel();
            LoopScope down = unaffected(scope.firstChild);
            while (down == null && scope != this) {
                down = unaffected(scope.next);
                if (down == null && scope.parent != null) scope = scope.parent;
            }
            if (down == null) return;
            scope = down;
        }
    }

    /** The first scope from here along the siblings that a cancellation from above reaches now. */
    private static @Nullable LoopScope unaffected(@Nullable LoopScope from) {
        LoopScope scope = from;
        while (scope != null && (scope.cause != null || scope.shielded)) scope = scope.next;
        return scope;
    }

    @Override
    public void windDown(Duration grace, String reason) {
        loop.checkThread("winding down a scope");
        if (windDown != null || this.reason != null || left) return;
        windDown = new CancelReason("the grace period is over after: " + reason, Origin.caller());
        deadlineAt(Math.min(deadline, loop.timeAfter(grace)));
        loop.windDowns.unparkAll();
    }

    @Override
    public boolean windingDown() {
        for (LoopScope scope = this; scope != null; scope = scope.shielded ? null : scope.parent) {
            if (scope.windDown != null || scope.reason != null) return true;
        }
        return false;
    }

    @Override
    public boolean shielded() {
        return shielded;
    }

    @Override
    public void shield(boolean shielded) {
        loop.checkThread("shielding a scope");
        if (this.shielded == shielded) return;
        this.shielded = shielded;
        if (open) refresh();
    }

    /** Finds the causes of this scope and of all below it anew, after the way to those above was changed. */
    private void refresh() {
        LoopScope scope = this;
        while (true) {
            boolean reached = scope.cause == null;
            scope.cause = scope.causeNow();
            if (reached && scope.cause != null && scope.host.scope() == scope) scope.host.deliverCancel();
            LoopScope down = scope.firstChild;
            while (down == null && scope != this) {
                down = scope.next;
                if (down == null && scope.parent != null) scope = scope.parent;
            }
            if (down == null) return;
            scope = down;
        }
    }

    private @Nullable LoopScope causeNow() {
        if (!shielded && parent != null && parent.cause != null) return parent.cause;
        return reason == null ? null : this;
    }

    @Override
    public boolean cancelCalled() {
        return reason != null;
    }

    @Override
    public boolean cancelledCaught() {
        return caught;
    }

    @Override
    public @Nullable CancelReason reason() {
        return reason;
    }

    // -- deadlines

    @Override
    public long deadline() {
        return deadline;
    }

    @Override
    public void deadlineAt(long nanoTime) {
        loop.checkThread("moving a deadline");
        deadline = nanoTime;
        if (open && reason == null) armDeadline();
    }

    @Override
    public void deadlineIn(Duration fromNow) {
        deadlineAt(loop.timeAfter(fromNow));
    }

    private void armDeadline() {
        if (reason != null) return;
        if (deadline == NEVER) loop.timers.remove(this);
        else if (deadline - loop.nanoTime() <= 0) fire();
        else loop.timers.set(this, deadline);
    }

    @Override
    void fire() {
        cancel(windDown == null ? DEADLINE : windDown);
    }

    /** The earliest deadline of this scope and those around it that it can see; in the past if one is cancelled. */
    long effectiveDeadline() {
        if (cause != null) return Long.MIN_VALUE;
        long earliest = NEVER;
        for (LoopScope scope = this; scope != null; scope = scope.shielded ? null : scope.parent) {
            earliest = Math.min(earliest, scope.deadline);
        }
        return earliest;
    }

    // -- looking at the tree

    /**
     * Whether a task is in this scope now, itself or as a child of a nursery in it. Shields do not matter. Loop thread
     * only.
     *
     * @param task the task
     * @return true if it is
     */
    public boolean encloses(Task<?> task) {
        LoopScope scope = ((LoopTask<?>) task).scope();
        while (scope != null && scope != this) scope = scope.parent;
        return scope == this && open;
    }

    /** Adds every task that runs in this scope or below, its host first. */
    void collectTasks(Set<LoopTask<?>> tasks) {
        LoopScope scope = this;
        while (true) {
            tasks.add(scope.host);
            LoopScope down = scope.firstChild;
            while (down == null && scope != this) {
                down = scope.next;
                if (down == null && scope.parent != null) scope = scope.parent;
            }
            if (down == null) return;
            scope = down;
        }
    }
}
