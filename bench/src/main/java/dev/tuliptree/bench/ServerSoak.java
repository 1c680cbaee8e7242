package dev.tuliptree.bench;

import dev.tuliptree.bench.soak.ServerTrial;
import java.io.IOException;

/**
 * Good, slow and bad clients, mixed at random, visit our web server for some minutes: {@code ServerSoak [MINUTES
 * [SEED]]}. Every request that deserves an answer must get the right one, what breaks the rules be refused, and what is
 * too slow be let go. Whenever all have left, nothing of them may be left; what the server holds in the last quarter of
 * the time must be what it held in the first. At last SIGTERM comes in the midst of answers, none of which may be lost.
 * The seed decides what visitors do; when things happen is up to the machine.
 *
 * <p>Ends with exit code 1 if anything is not as it should be.
 */
public final class ServerSoak {
    private static final double MINUTES = 5;

    private ServerSoak() {}

    /**
     * Runs it.
     *
     * @param arguments how many minutes, and the seed
     * @throws IOException if the server cannot be started
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        double minutes;
        long seed;
        try {
            minutes = arguments.length > 0 ? Double.parseDouble(arguments[0]) : MINUTES;
            seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        } catch (NumberFormatException e) {
            System.err.println("usage: soak-server [MINUTES [SEED]]; " + e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("soak of the web server for " + minutes + " minutes, seed " + seed);
        boolean passed = new ServerTrial(minutes, seed).run();
        System.out.println(passed ? "soak passed" : "soak FAILED, seed " + seed);
        System.exit(passed ? 0 : 1);
    }
}
