package dev.tuliptree.bench.load;

import java.util.Arrays;
import java.util.Collection;

/** How long each of many things took, in nanoseconds. One thread at a time. */
public final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    /** Makes an empty one. */
    public Latencies() {}

    /** Adds one. */
    public void add(long time) {
        if (count == nanos.length) nanos = Arrays.copyOf(nanos, 2 * count);
        nanos[count++] = time;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** All that several have. */
    public static Latencies of(Collection<Latencies> parts) {
        Latencies all = new Latencies();
        for (Latencies part : parts) for (int i = 0; i < part.count; i++) all.add(part.nanos[i]);
        return all;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /**
     * The times that these parts of all do not exceed.
     *
     * @param parts from 0 to 1
     * @return microseconds; 0 if there are no times
     */
    public double[] micros(double... parts) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        double[] micros = new double[parts.length];
        for (int i = 0; i < parts.length && count > 0; i++) micros[i] = sorted[(int) ((count - 1) * parts[i])] / 1e3;
        return micros;
    }
}
