package dev.tuliptree.tests.signal;

import static dev.tuliptree.Async.*;

import dev.tuliptree.signal.SignalReceiver;
import dev.tuliptree.signal.Signals;

/** A program that wants to see to SIGTERM itself, once. */
final class SignalledProgram {
    private SignalledProgram() {}

    public static void main(String[] arguments) {
        run(() -> {
            try (SignalReceiver receiver = Signals.receive("TERM")) {
                System.out.println("hears");
                System.out.println("heard " + receiver.receive());
            }
            System.out.println("hears no more");
            try {
                sleepForever();
            } finally {
                System.out.println("tidied up");
            }
        });
    }
}
