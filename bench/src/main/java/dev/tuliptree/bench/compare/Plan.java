package dev.tuliptree.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * In which order programs are run. Those that measure the same follow each other, so that the machine's moods hit all
 * alike; who begins changes from round to round.
 */
public final class Plan {
    private static final List<String> KINDS =
            List.of("switch", "spawn", "pingpong", "callsoon", "external", "sleep", "cancel", "parked");

    private Plan() {}

    /**
     * One run.
     *
     * @param program the program
     * @param group its group
     */
    public record Step(Program program, String group) {
        /** What it measures, by our programs' names. */
        private int kind() {
            if (group.contains("external")) return KINDS.indexOf("external");
            if (group.startsWith("callsoon")) return KINDS.indexOf("callsoon");
            int kind = KINDS.indexOf(group);
            return kind < 0 ? KINDS.size() : kind;
        }

        @Override
        public String toString() {
            return program.name() + " " + group;
        }
    }

    /**
     * Makes the order of one round.
     *
     * @param programs the programs
     * @param options which groups
     * @param round which round, from 0
     * @return the runs
     */
    public static List<Step> round(List<Program> programs, Options options, int round) {
        List<Program> rotated = new ArrayList<>(programs);
        Collections.rotate(rotated, -round * Math.max(1, programs.size() / Math.max(1, options.rounds())));
        List<Step> steps = new ArrayList<>();
        for (int kind = 0; kind <= KINDS.size(); kind++) {
            for (Program program : rotated) {
                for (String group : program.groups()) {
                    Step step = new Step(program, group);
                    if (step.kind() == kind && options.groups().matcher(group).find()) steps.add(step);
                }
            }
        }
        return steps;
    }
}
