package dev.tuliptree.loop;

/** Watches, in debug mode, that what belongs to a loop is closed. For what is built on the loop. Loop thread only. */
public final class Closeables {
    private Closeables() {}

    /** Told that something was closed. */
    @FunctionalInterface
    public interface Watch {
        /** It was closed. Idempotent. */
        void closed();
    }

    /**
     * Has it logged, with the place that opened it, if something is collected without having been closed. Does nothing
     * unless the calling loop is in debug mode.
     *
     * @param resource what has to be closed
     * @param description what the log calls it; must not refer to it
     * @return what to tell that it was closed
     */
    public static Watch opened(Object resource, String description) {
        EventLoop loop = Loops.currentLoop();
        if (loop == null || !loop.isDebug()) return () -> {};
        DebugMode.OpenMark mark = DebugMode.opened(resource, description);
        return mark::close;
    }
}
