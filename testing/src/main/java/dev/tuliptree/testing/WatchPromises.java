package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;

/** What engines promise of channels that are not theirs, where they can watch them: see {@link EngineContract}. */
final class WatchPromises {
    private WatchPromises() {}

    /** A promise that needs a pipe. */
    private interface WithPipe {
        void check(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink) throws IOException;
    }

    static Promises all() {
        return new Promises()
                .add("who waits to read is told", over(WatchPromises::whoWaitsToReadIsTold))
                .add("who waits to write is told", over(WatchPromises::whoWaitsToWriteIsTold))
                .add("a request is taken back", over(WatchPromises::aRequestIsTakenBack))
                .add("a channel that is let go of stays open, and can block", over(WatchPromises::itIsLetGoOf))
                .add("a channel can be watched again", over(WatchPromises::itIsWatchedAgain))
                .add("closing the engine leaves it open", over(WatchPromises::theEngineLeavesItOpen));
    }

    private static EngineContract.Promise over(WithPipe promise) {
        return bench -> {
            Pipe pipe = Pipe.open();
            try (Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                source.configureBlocking(false);
                sink.configureBlocking(false);
                promise.check(bench, source, sink);
            }
        };
    }

    private static EngineWatch watch(EngineBench bench, SelectableChannel channel) throws IOException {
        return EngineBench.supported(() -> bench.engine.watch(channel));
    }

    private static void whoWaitsToReadIsTold(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        EngineWatch watch = watch(bench, source);
        for (int i = 0; i < 3; i++) {
            Listening told = bench.listening();
            watch.onReadable(told);
            sink.write(ByteBuffer.allocate(1));
            bench.until("who waits to read is told", told::wasTold);
            bench.pollForAWhile();
            Expect.number(told.count(), 1, "who asked once is told once");
        }
        Expect.number(source.read(ByteBuffer.allocate(10)), 3, "the engine reads nothing itself");
    }

    private static void whoWaitsToWriteIsTold(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        Listening told = bench.listening();
        watch(bench, sink).onWritable(told);
        bench.until("who waits to write is told", told::wasTold);
    }

    private static void aRequestIsTakenBack(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        EngineWatch watch = watch(bench, source);
        Listening told = bench.listening();
        watch.onReadable(told);
        bench.poll(0, false);
        watch.onReadable(null);
        sink.write(ByteBuffer.allocate(1));
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "who asks no more is not told");
    }

    private static void itIsLetGoOf(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        EngineWatch watch = watch(bench, source);
        Listening told = bench.listening();
        watch.onReadable(told);
        bench.poll(0, false);
        watch.close();
        watch.close();
        sink.write(ByteBuffer.allocate(1));
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "nobody is told of a channel that was let go of");
        source.configureBlocking(true);
        Expect.number(source.read(ByteBuffer.allocate(10)), 1, "a channel that is let go of stays open");
    }

    private static void itIsWatchedAgain(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        EngineWatch first = watch(bench, source);
        first.onReadable(bench.listening());
        bench.poll(0, false);
        first.close();
        Listening told = bench.listening();
        watch(bench, source).onReadable(told);
        sink.write(ByteBuffer.allocate(1));
        bench.until("a channel that is watched again tells", told::wasTold);
    }

    private static void theEngineLeavesItOpen(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        watch(bench, source).onReadable(bench.listening());
        bench.poll(0, false);
        bench.engine.close();
        Expect.that(source.isOpen(), "closing the engine leaves a watched channel open");
        sink.write(ByteBuffer.allocate(1));
        Expect.number(source.read(ByteBuffer.allocate(10)), 1, "and as it was");
    }
}
