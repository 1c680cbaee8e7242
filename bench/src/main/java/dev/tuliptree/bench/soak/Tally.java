package dev.tuliptree.bench.soak;

/** What is counted. One loop's tasks count, one at a time, so these are plain numbers. */
public final class Tally {
    int spawned;
    int begun;
    int ended;
    int returned;
    int cancelled;
    int failed;
    int shieldsEntered;
    int shieldsLeft;
    int scopesCaught;
    int deadlinesMet;
    int cancelsOrdered;

    /** Makes one. */
    public Tally() {}

    /**
     * How many tasks were started so far.
     *
     * @return the number
     */
    public int spawned() {
        return spawned;
    }

    /** Compares what must be the same, when no task is left. */
    void check() {
        same("tasks begun", begun, spawned);
        same("bodies ended", ended, spawned);
        same("outcomes", returned + cancelled + failed, spawned);
        same("shields left", shieldsLeft, shieldsEntered);
    }

    private static void same(String what, int actual, int expected) {
        if (actual != expected) throw new AssertionError(what + ": " + actual + ", not " + expected);
    }

    /**
     * Whether every way to end was taken, so that the run has shown something.
     *
     * @return true if so
     */
    public boolean sawEverything() {
        return returned > 0
                && cancelled > 0
                && failed > 0
                && shieldsLeft > 0
                && scopesCaught > 0
                && deadlinesMet > 0
                && cancelsOrdered > 0;
    }

    @Override
    public String toString() {
        return spawned + " tasks: " + returned + " returned, " + cancelled + " were cancelled, " + failed + " failed; "
                + cancelsOrdered + " cancels of single tasks, " + scopesCaught + " scopes caught their cancel, "
                + deadlinesMet + " deadlines passed, " + shieldsLeft + " shields held";
    }
}
