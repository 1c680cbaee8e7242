package dev.tuliptree.loop;

/** How a suspended task is got out of its wait when it is cancelled. */
interface Abort {
    /**
     * Undoes what was set up for the task's being woken. Runs on the bare loop thread.
     *
     * @return true if the task can be let go, false if it must wait until it is woken
     */
    boolean abortWait();
}
