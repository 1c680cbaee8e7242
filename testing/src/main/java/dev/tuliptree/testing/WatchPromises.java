package dev.tuliptree.testing;

import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

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
                .add("a channel that is closed is let go of without being asked", over(WatchPromises::itIsClosed))
                .add("a wake-up ends a poll that watches", over(WatchPromises::aWakeUpEndsThePoll))
                .add("sockets are heard of beside channels", over(WatchPromises::socketsAreHeardOf))
                .add("many channels are heard of at once", WatchPromises::manyAreHeardOf)
                .add("connecting and accepting are heard of", WatchPromises::connectingIsHeardOf)
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

    /** Not before the engine has let go of it does the system close a channel, and its peer hears of that. */
    private static void itIsClosed(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        EngineWatch watch = watch(bench, source);
        watch.onReadable(bench.listening());
        bench.poll(0, false);
        source.close();
        bench.expectBroken("closing a watched channel reaches its peer", () -> sink.write(ByteBuffer.allocate(1)) < 0);
        watch.close();
    }

    private static void aWakeUpEndsThePoll(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        Listening told = bench.listening();
        watch(bench, source).onReadable(told);
        for (int i = 0; i < 100; i++) {
            Thread.ofPlatform().daemon().start(bench.engine::wakeup);
            bench.poll(Engine.FOREVER, true);
        }
        Expect.that(!told.wasTold(), "nobody is told of a channel that is not ready");
    }

    private static void socketsAreHeardOf(EngineBench bench, Pipe.SourceChannel source, Pipe.SinkChannel sink)
            throws IOException {
        EngineWatch watch = watch(bench, source);
        EngineBench.Pair pair = bench.pair();
        for (int i = 0; i < 10; i++) {
            Listening channelTold = bench.listening();
            watch.onReadable(channelTold);
            bench.write(pair.here(), (byte) i);
            Listening socketTold = bench.listening();
            pair.there().onReadable(socketTold);
            bench.until("who waits at a socket is told beside a channel", socketTold::wasTold);
            Expect.number(bench.read(pair.there(), 1)[0], i, "bytes arrive beside a channel");
            Expect.that(!channelTold.wasTold(), "nobody is told of a channel that is not ready");
            pair.there().onReadable(bench.listening());
            sink.write(ByteBuffer.allocate(1));
            bench.until("who waits at a channel is told beside a socket", channelTold::wasTold);
            source.read(ByteBuffer.allocate(10));
        }
    }

    private static void manyAreHeardOf(EngineBench bench) throws IOException {
        List<Pipe> pipes = new ArrayList<>();
        List<Listening> told = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Pipe pipe = Pipe.open();
                pipes.add(pipe);
                pipe.source().configureBlocking(false);
                told.add(bench.listening());
                watch(bench, pipe.source()).onReadable(told.get(i));
            }
            bench.poll(0, false);
            for (Pipe pipe : pipes.subList(10, 50)) pipe.sink().write(ByteBuffer.allocate(1));
            bench.until("all are told", () -> told.subList(10, 50).stream().allMatch(Listening::wasTold));
            Expect.that(told.subList(0, 10).stream().noneMatch(Listening::wasTold), "no other is told");
        } finally {
            for (Pipe pipe : pipes) {
                pipe.source().close();
                pipe.sink().close();
            }
        }
    }

    private static void connectingIsHeardOf(EngineBench bench) throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(EngineBench.anyPort());
                SocketChannel client = SocketChannel.open()) {
            server.configureBlocking(false);
            client.configureBlocking(false);
            Listening toAccept = bench.listening();
            watch(bench, server).onReadable(toAccept);
            boolean connected = client.connect(server.getLocalAddress());
            EngineWatch watch = watch(bench, client);
            if (!connected) {
                Listening toFinish = bench.listening();
                watch.onWritable(toFinish);
                bench.until("who connects is told", toFinish::wasTold);
                Expect.that(client.finishConnect(), "a connection is made");
            }
            bench.until("who accepts is told", toAccept::wasTold);
            server.accept().close();
            Listening toReadTheEnd = bench.listening();
            watch.onReadable(toReadTheEnd);
            bench.until("who waits is told of the end", toReadTheEnd::wasTold);
            Expect.number(client.read(ByteBuffer.allocate(1)), -1, "the end is there");
        }
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
