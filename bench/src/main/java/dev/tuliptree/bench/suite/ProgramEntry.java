package dev.tuliptree.bench.suite;

import dev.tuliptree.bench.compare.Program;
import dev.tuliptree.bench.compare.Run;
import dev.tuliptree.bench.compare.Sample;
import java.io.IOException;
import java.util.List;

/**
 * A program that measures itself, and prints figures.
 *
 * @param program the program
 * @param group which of its groups of measurements
 */
record ProgramEntry(Program program, String group) implements Entry {
    @Override
    public String name() {
        return program.name();
    }

    @Override
    public Taken take(String measure, Setting setting) throws IOException, InterruptedException {
        Run run = Run.of(program.commandFor(group), program.folder(), setting.heap(), setting.measured());
        List<Sample> samples = run.samples();
        if (run.exitCode() != 0 || samples.isEmpty()) throw new IOException(run.problem());
        return new Taken(samples, run.others());
    }
}
