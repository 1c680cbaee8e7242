package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.engine.Readiness;
import org.jspecify.annotations.Nullable;

/** What another engine tells of a channel of the program's own. Whether anything is on its way to that is not known. */
final class TrackedWatch implements EngineWatch {
    private final Traffic traffic;
    private final EngineWatch watch;
    private final Object reading = new Object();
    private final Object writing = new Object();

    TrackedWatch(Traffic traffic, EngineWatch watch) {
        this.traffic = traffic;
        this.watch = watch;
    }

    @Override
    public void onReadable(@Nullable Readiness readiness) {
        watch.onReadable(traffic.waiting(reading, readiness, () -> Traffic.Expected.PERHAPS));
    }

    @Override
    public void onWritable(@Nullable Readiness readiness) {
        watch.onWritable(traffic.waiting(writing, readiness, () -> Traffic.Expected.PERHAPS));
    }

    @Override
    public void close() {
        traffic.stopWaiting(reading);
        traffic.stopWaiting(writing);
        watch.close();
    }
}
