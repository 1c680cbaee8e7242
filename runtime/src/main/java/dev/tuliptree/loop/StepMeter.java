package dev.tuliptree.loop;

import java.util.ArrayList;
import java.util.List;

/** Looks at the time between the steps of a loop, while somebody wants to know it. */
final class StepMeter {
    private final Turns loop;
    private final List<StepTimes> readers = new ArrayList<>();
    private boolean running;
    private long began;

    StepMeter(Turns loop) {
        this.loop = loop;
    }

    StepTimes newTimes() {
        StepTimes times = new StepTimes(this);
        readers.add(times);
        return times;
    }

    void remove(StepTimes times) {
        readers.remove(times);
        if (readers.isEmpty() && loop.stepMeter == this) loop.stepMeter = null;
    }

    /** A step begins, and the one before it, if there is any, ends. */
    void begin(long now) {
        end(now);
        running = true;
        began = now;
    }

    /** No further step follows at once. */
    void end(long now) {
        if (!running) return;
        running = false;
        for (StepTimes times : readers) times.add(now - began);
    }
}
