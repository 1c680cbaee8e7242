package dev.tuliptree.loop;

/** Makes loops that are cheap enough to be made a million times. */
final class Loop {
    private Loop() {}

    static EventLoop open() {
        return EventLoop.open(LoopOptions.DEFAULT.engine(WakeupRecorder::new));
    }
}
