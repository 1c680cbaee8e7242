package dev.tuliptree.loop;

/** A callback that {@link EventLoop#callLater} or {@link EventLoop#callAt} scheduled. Loop thread only. */
public final class TimerHandle extends Handle {
    private final EventLoop loop;
    private final Timer timer = new Timer() {
        @Override
        void fire() {
            loop.ready.add(TimerHandle.this);
        }
    };

    TimerHandle(EventLoop loop, Runnable callback) {
        super(callback);
        this.loop = loop;
    }

    void set(long when) {
        loop.timers.set(timer, when);
    }

    /**
     * When the callback is due.
     *
     * @return nanoseconds of the loop's clock
     */
    public long when() {
        return timer.when;
    }

    @Override
    public void cancel() {
        super.cancel();
        loop.timers.remove(timer);
    }
}
