package dev.tuliptree.loop;

/** What another thread leaves in the inbox for the loop to take note of; it has no turn of its own. */
interface Arrival {
    /** It has arrived. Runs on the bare loop thread. */
    void arrive();
}
