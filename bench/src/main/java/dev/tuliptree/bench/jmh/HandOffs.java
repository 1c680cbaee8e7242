package dev.tuliptree.bench.jmh;

import static dev.tuliptree.Async.createTask;

import dev.tuliptree.Task;
import dev.tuliptree.sync.MemoryChannel;
import dev.tuliptree.sync.Queue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An item to another task and back. */
public class HandOffs extends OnLoop {
    /** For JMH. */
    public HandOffs() {}

    /** Two queues, and a task that returns what it gets. */
    @State(Scope.Benchmark)
    public static class Queues {
        private final Queue<Integer> there = new Queue<>(1);
        private final Queue<Integer> back = new Queue<>(1);
        private @Nullable Task<?> echo;

        /** For JMH. */
        public Queues() {}

        /** Starts the task. */
        @Setup(Level.Trial)
        public void begin() {
            echo = createTask(() -> {
                for (Integer item : there) back.put(item);
            });
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void end() {
            if (echo != null) echo.cancel("the benchmark is over");
        }
    }

    /** Two channels without buffers, and a task that returns what it receives. */
    @State(Scope.Benchmark)
    public static class Channels {
        private final MemoryChannel<Integer> there = MemoryChannel.open(0);
        private final MemoryChannel<Integer> back = MemoryChannel.open(0);
        private @Nullable Task<?> echo;

        /** For JMH. */
        public Channels() {}

        /** Starts the task. */
        @Setup(Level.Trial)
        public void begin() {
            echo = createTask(() -> {
                for (Integer item : there.receiver()) back.sender().send(item);
            });
        }

        /** Ends it. */
        @TearDown(Level.Trial)
        public void end() {
            if (echo != null) echo.cancel("the benchmark is over");
        }
    }

    /**
     * Two messages over queues of one.
     *
     * @param queues the queues
     * @return what came back
     */
    @Benchmark
    public Integer queue(Queues queues) {
        queues.there.put(1);
        return queues.back.get();
    }

    /**
     * Two messages over rendezvous channels.
     *
     * @param channels the channels
     * @return what came back
     */
    @Benchmark
    public Integer rendezvous(Channels channels) {
        channels.there.sender().send(1);
        return channels.back.receiver().receive();
    }
}
