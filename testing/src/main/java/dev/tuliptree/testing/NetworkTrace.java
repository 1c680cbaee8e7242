package dev.tuliptree.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** What has happened in a simulated network: the last of it in words, and all of it in a number. */
final class NetworkTrace {
    private static final int MOST_STEPS = 1_000;

    private final Queue<Step> steps = new ArrayDeque<>();
    private long fingerprint;

    private record Step(long time, Object what, Object where) {
        @Override
        public String toString() {
            return Duration.ofNanos(time) + " " + what + ", " + where;
        }
    }

    void add(long time, Object what, Object where) {
        if (steps.size() == MOST_STEPS) steps.remove();
        Step step = new Step(time, what, where);
        steps.add(step);
        // Sockets are told by the order of what happens; their own hash codes differ from run to run.
        fingerprint = 31 * (31 * fingerprint + time) + what.toString().hashCode();
    }

    List<String> steps() {
        return steps.stream().map(Step::toString).toList();
    }

    long fingerprint() {
        return fingerprint;
    }
}
