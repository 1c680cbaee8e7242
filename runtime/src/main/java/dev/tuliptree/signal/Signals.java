package dev.tuliptree.signal;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.ProcessSignals;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hears signals that are sent to this process. Names are those of the system, with or without SIG: {@code INT},
 * {@code TERM}, {@code HUP}, {@code USR1}, {@code WINCH}. Loop thread only; nothing here is a checkpoint but receiving.
 *
 * <p>The JVM keeps some for itself: SEGV, FPE, ILL, BUS and USR2, with which it finds out about its own faults and
 * stops its threads, and QUIT, on which it prints a thread dump; nobody can have KILL and STOP. A JVM started with
 * {@code -Xrs} keeps INT, TERM and HUP from programs too. One that the process was started to ignore, as {@code nohup}
 * does with HUP, stays ignored.
 */
public final class Signals {
    private Signals() {}

    /**
     * Hears signals until it is closed. After Trio's {@code open_signal_receiver}.
     *
     * <pre>{@code
     * try (SignalReceiver signals = Signals.receive("HUP", "TERM")) {
     *     for (String name : signals) {
     *         if (name.equals("TERM")) break;
     *         reload();
     *     }
     * }
     * }</pre>
     *
     * @param names the signals, at least one
     * @return what receives them, to be closed
     * @throws IllegalArgumentException if there is no such signal, or the JVM keeps it for itself
     */
    public static SignalReceiver receive(String... names) {
        return new SignalReceiver(List.of(names));
    }

    /** A callback that is called when a signal comes. */
    @FunctionalInterface
    public interface Handling extends AutoCloseable {
        /** Ends that. Idempotent. Not a checkpoint. */
        @Override
        void close();
    }

    /**
     * Has a callback called on the loop whenever a signal comes. After asyncio's {@code add_signal_handler}. It must
     * not suspend; what it throws goes to the loop's exception handler.
     *
     * @param name the signal
     * @param callback what to call
     * @return what to close in the end
     * @throws IllegalArgumentException if there is no such signal, or the JVM keeps it for itself
     */
    public static Handling onSignal(String name, Runnable callback) {
        EventLoop loop = EventLoop.current();
        AtomicBoolean due = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        Runnable call = () -> {
            due.set(false);
            if (!ended.get()) callback.run();
        };
        ProcessSignals.Hearing hearing = ProcessSignals.hear(plain(name), () -> {
            if (due.compareAndSet(false, true)) leave(loop, call);
        });
        return () -> {
            ended.set(true);
            hearing.close();
        };
    }

    private static void leave(EventLoop loop, Runnable call) {
        try {
            loop.callSoonThreadsafe(call);
        } catch (IllegalStateException e) {
            // The loop is closed. Whoever wanted to hear has forgotten to say that it does so no more.
        }
    }

    /** The name without SIG. */
    static String plain(String name) {
        return name.startsWith("SIG") ? name.substring(3) : name;
    }
}
