package dev.tuliptree.process;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Sends signals by way of the shell's {@code kill}, which every Unix has. Runs in a process thread. */
final class Kill {
    private Kill() {}

    /**
     * Sends a signal, unless the process has ended.
     *
     * @return false if there is no such signal
     */
    static boolean send(Process target, String signal) throws IOException {
        if (!target.isAlive()) return true;
        Process kill = new ProcessBuilder(
                        "sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(target.pid()))
                .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            // It may have failed because the process has ended in between.
            return kill.waitFor() == 0 || !target.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending a signal", e);
        }
    }
}
