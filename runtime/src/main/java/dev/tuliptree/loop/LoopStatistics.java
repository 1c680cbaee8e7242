package dev.tuliptree.loop;

/**
 * How much an event loop has to do, at one moment.
 *
 * @param tasks how many tasks have not ended, those of nurseries included
 * @param timers how many timers are set: sleeping tasks, deadlines, delayed callbacks
 * @param ready how many tasks and callbacks wait for their turn
 * @param foreign how many things outside are under way that will wake a task: see {@link EventLoop#beginForeign()}
 */
public record LoopStatistics(int tasks, int timers, int ready, int foreign) {}
