package dev.tuliptree.bench;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.run;

import dev.tuliptree.bench.micro.Stopwatch;
import dev.tuliptree.bench.soak.Tally;
import dev.tuliptree.bench.soak.Wave;
import java.util.SplittableRandom;

/**
 * A million tasks, spawned, cancelled at random points and joined, under random deadlines and shields, in nurseries
 * within nurseries: {@code Soak [TASKS [SEED]]}. None may be lost and none left, no timer may stay set, and the heap
 * must be back where it was. The seed decides what the tasks do; when things happen is up to the machine.
 *
 * <p>Ends with exit code 1 if anything is not as it should be.
 */
public final class Soak {
    private static final int TASKS = 1_000_000;

    /** Enough for the classes to be loaded, and for arrays that grow and stay to have grown. */
    private static final int WARM_UP = 50_000;

    /** What the heap may differ by: some caches of the JDK come and go. */
    private static final long TOLERANCE = 512 * 1024;

    private Soak() {}

    /**
     * Runs it.
     *
     * @param arguments how many tasks, and the seed
     */
    public static void main(String[] arguments) {
        int tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TASKS;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        System.out.println("soak of " + tasks + " tasks, seed " + seed + ", carrier "
                + System.getProperty("tuliptree.carrier", "auto"));
        try {
            run(() -> soak(tasks, new SplittableRandom(seed)));
        } catch (Throwable failure) {
            failure.printStackTrace(System.out);
            System.out.println("soak FAILED, seed " + seed);
            System.exit(1);
        }
    }

    private static void soak(int tasks, SplittableRandom random) {
        waves(WARM_UP, random, new Tally());
        long heapBefore = Stopwatch.heapInUse();
        long begin = System.nanoTime();
        Tally tally = new Tally();
        int waves = waves(tasks, random, tally);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long grown = Stopwatch.heapInUse() - heapBefore;
        System.out.println(tally);
        System.out.printf(
                "%d waves in %.1f s; at the end %s, heap %+d bytes%n", waves, seconds, loop().statistics(), grown);
        if (loop().statistics().tasks() != 1) throw new AssertionError("tasks are left");
        if (loop().statistics().timers() != 0) throw new AssertionError("timers are left");
        if (grown > TOLERANCE) throw new AssertionError("the heap has grown by " + grown + " bytes");
        if (!tally.sawEverything()) throw new AssertionError("some ways to end were never taken: " + tally);
        System.out.println("soak passed");
    }

    private static int waves(int tasks, SplittableRandom random, Tally tally) {
        int waves = 0;
        for (; tally.spawned() < tasks; waves++) Wave.run(random.split(), tally);
        return waves;
    }
}
