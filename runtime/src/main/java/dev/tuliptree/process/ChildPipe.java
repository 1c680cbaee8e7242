package dev.tuliptree.process;

import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;

/**
 * A pipe between this process and a child. It is opened and its child's end is given away in a process thread; then the
 * loop takes this process's end.
 */
interface ChildPipe {
    /** What the child is told to use as its standard stream. */
    ProcessBuilder.Redirect redirect();

    /** The child has been started, and has its end. */
    void started(Process process);

    /** There will be no child. */
    void abandon();

    /** This process's end of a pipe that the child reads. Loop thread only, once. */
    SendStream sender(String what);

    /** This process's end of a pipe that the child writes. Loop thread only, once. */
    ReceiveStream receiver(String what);
}
