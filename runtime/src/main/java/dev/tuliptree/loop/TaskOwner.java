package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the tasks that were started in it for as long as they run, and hears of their end. */
abstract class TaskOwner {
    private @Nullable LoopTask<?> firstChild;
    private int children;

    /** The scope that the tasks' own scopes hang below. */
    abstract @Nullable LoopScope ownerScope();

    /** A child's outcome is there, and it is no longer one of the {@link #children()}. */
    abstract void childEnded(LoopTask<?> child);

    /** Somebody has looked at the failure of a child that has ended. */
    void failureSeen(LoopTask<?> child) {}

    final int children() {
        return children;
    }

    /** The children there are now, the youngest first. */
    final List<LoopTask<?>> snapshot() {
        List<LoopTask<?>> tasks = new ArrayList<>(children);
        for (LoopTask<?> child = firstChild; child != null; child = child.siblingAfter) tasks.add(child);
        return tasks;
    }

    final <T extends @Nullable Object> LoopTask<T> launch(EventLoop loop, Coroutine<T> coroutine) {
        LoopTask<T> child = new LoopTask<>(loop, this, coroutine);
        attach(child);
        child.queue();
        return child;
    }

    final void attach(LoopTask<?> child) {
        LoopTask<?> sibling = firstChild;
        child.siblingAfter = sibling;
        if (sibling != null) sibling.siblingBefore = child;
        firstChild = child;
        children++;
    }

    final void detach(LoopTask<?> child) {
        LoopTask<?> before = child.siblingBefore;
        LoopTask<?> after = child.siblingAfter;
        if (before == null) firstChild = after;
        else before.siblingAfter = after;
        if (after != null) after.siblingBefore = before;
        child.siblingBefore = null;
        child.siblingAfter = null;
        children--;
    }
}
