package dev.tuliptree.loop;

import dev.tuliptree.Coroutine;
import dev.tuliptree.Task;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tasks that belong to a loop and to no nursery: see {@link EventLoop#setTaskFactory}. One that does
 * something of its own first, or names the tasks, or wraps their coroutines, hands over to {@link #DEFAULT} or
 * {@link #EAGER}. Loop thread only.
 */
@FunctionalInterface
public interface TaskFactory {
    /** Tasks have their first turn when it comes. */
    TaskFactory DEFAULT = EventLoop::startTask;

    /** Tasks run to their first suspension at once: see {@link EventLoop#createEagerTask}. */
    TaskFactory EAGER = EventLoop::createEagerTask;

    /**
     * Makes a task. Not a checkpoint.
     *
     * @param loop the loop it will belong to
     * @param coroutine what it runs
     * @param <T> the type of its result
     * @return the task
     */
    <T extends @Nullable Object> Task<T> create(EventLoop loop, Coroutine<T> coroutine);
}
