package dev.tuliptree.loop;

/**
 * Opens the loops of programs: what {@link dev.tuliptree.Async#run} and {@link Runner} ask for the loop of the calling
 * thread. A policy may change the options, and set up the loop before anything runs on it: its exception handler, its
 * default executor, its task factory. Set with {@link LoopPolicies#set}, or offered under a name, to be found through
 * {@link java.util.ServiceLoader}. Any thread.
 */
public interface LoopPolicy {
    /**
     * The name to choose it by.
     *
     * @return a short word in lower case
     */
    String name();

    /**
     * Opens a loop for the calling thread.
     *
     * @param options how the program wants it to be opened
     * @return the loop, not running; {@link EventLoop#open(LoopOptions)} opens one
     */
    EventLoop open(LoopOptions options);
}
