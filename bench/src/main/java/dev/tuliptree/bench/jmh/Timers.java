package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.loop;

import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.loop.TimerHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Setting a timer and taking it back, as every timeout does that does not run out. */
public class Timers extends OnLoop {
    private static final long HOUR = 3_600_000_000_000L;
    private static final int DELAYS = 1024;

    /** How many other timers are set. */
    @Param({"0", "100000"})
    public int others;

    private final List<TimerHandle> set = new ArrayList<>();
    private final long[] delays = new long[DELAYS];
    private int next;

    /** For JMH. */
    public Timers() {}

    /** Sets the others. */
    @Setup(Level.Trial)
    public void begin() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < DELAYS; i++) delays[i] = HOUR + random.nextLong(HOUR);
        EventLoop loop = loop();
        for (int i = 0; i < others; i++) set.add(loop.callAt(loop.nanoTime() + HOUR + random.nextLong(HOUR), () -> {}));
    }

    /** Takes the others back. */
    @TearDown(Level.Trial)
    public void end() {
        set.forEach(TimerHandle::cancel);
    }

    /** Sets one, at a random place among the others, and takes it back. */
    @Benchmark
    public void setAndCancel() {
        EventLoop loop = loop();
        loop.callAt(loop.nanoTime() + delays[next++ % DELAYS], () -> {}).cancel();
    }
}
