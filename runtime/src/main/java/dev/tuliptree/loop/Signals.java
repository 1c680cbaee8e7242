package dev.tuliptree.loop;

import dev.tuliptree.Task;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * While a program runs, SIGINT and SIGTERM cancel its main task, so that it ends in order; a second one ends the
 * process at once. After asyncio's {@code Runner}. A program that thereupon ends with its cancellation ends the process
 * with the exit code the signal stands for; one that comes to its end all the same goes on.
 *
 * <p>Of several programs that run in a process at once, the first one has the signals. One that hears them itself is
 * not cancelled by them.
 */
final class Signals implements AutoCloseable {
    private static final List<String> HANDLED = List.of("INT", "TERM");

    private final Task<?> main;
    private final List<ProcessSignals.Hearing> handled = new ArrayList<>();
    private volatile @Nullable String received;

    private Signals(Task<?> main) {
        this.main = main;
    }

    static Signals cancelling(Task<?> main, boolean enabled) {
        Signals signals = new Signals(main);
        if (enabled) HANDLED.forEach(signals::install);
        return signals;
    }

    private void install(String name) {
        ProcessSignals.Hearing hearing = ProcessSignals.fallback(name, () -> handle(name));
        if (hearing != null) handled.add(hearing);
    }

    private void handle(String name) {
        if (received != null) Runtime.getRuntime().halt(exitCode(name));
        received = name;
        try {
            main.loop().callSoonThreadsafe(() -> main.cancel("SIG" + name));
        } catch (IllegalStateException e) {
            // The loop has just closed, the program is at its end.
        }
    }

    private static int exitCode(String name) {
        return ProcessSignal.find(name).exitCode();
    }

    /** Ends the process if a signal has ended the program. */
    void exitIfSignalled() {
        String name = received;
        if (name != null && main.cancelled()) System.exit(exitCode(name));
    }

    @Override
    public void close() {
        handled.forEach(ProcessSignals.Hearing::close);
    }
}
