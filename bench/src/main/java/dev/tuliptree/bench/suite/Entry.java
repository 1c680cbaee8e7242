package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Sample;
import java.io.IOException;
import java.util.List;

/** Someone who takes part in a comparison. */
public interface Entry {
    /** Whose the figures are. */
    String name();

    /**
     * What one taking of figures gave.
     *
     * @param samples the figures
     * @param others which share of the measured core others took meanwhile, from 0 to 1
     */
    record Taken(List<Sample> samples, double others) {}

    /**
     * Takes the figures once.
     *
     * @param measure what the comparison is called
     * @param setting the conditions
     * @throws IOException if there is nothing to measure here, or what it answers is wrong; the message says which
     * @throws InterruptedException if the caller is interrupted
     */
    Taken take(String measure, Setting setting) throws IOException, InterruptedException;
}
