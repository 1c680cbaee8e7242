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

    private record Step(long time, String what, Object where) {
        @Override
        public String toString() {
            return Duration.ofNanos(time).toString().substring(2) + " " + where + ": " + what;
        }
    }

    void add(long time, String what, Object where) {
        if (steps.size() == MOST_STEPS) steps.remove();
        steps.add(new Step(time, what, where));
        // Where it is follows from the order of what happens; to put that in words each time would take too long.
        fingerprint = 31 * (31 * fingerprint + time) + what.hashCode();
    }

    List<String> steps() {
        return steps.stream().map(Step::toString).toList();
    }

    long fingerprint() {
        return fingerprint;
    }
}
