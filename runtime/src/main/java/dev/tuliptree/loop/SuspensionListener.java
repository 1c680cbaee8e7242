package dev.tuliptree.loop;

import dev.tuliptree.Task;

/**
 * Hears of the moments at which a cancellation can come to a task of a loop: for tests that let one come at each of
 * them. See {@link EventLoop#setSuspensionListener}.
 *
 * <p>Called on the loop thread, at times between two turns. May cancel scopes and look at tasks; must do nothing else,
 * and must not block, suspend or throw.
 */
public interface SuspensionListener {
    /**
     * A task suspends itself: it begins to wait, or lets others have their turns.
     *
     * @param task the task
     */
    void suspended(Task<?> task);

    /**
     * A task waits for its turn: it was just started, or what it waited for has come.
     *
     * @param task the task
     */
    void queued(Task<?> task);
}
