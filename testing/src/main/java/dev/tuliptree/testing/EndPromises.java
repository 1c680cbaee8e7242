package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineBench.Pair;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What engines promise of the ends of connections, and of their own: see {@link EngineContract}. */
final class EndPromises {
    private EndPromises() {}

    static Promises all() {
        return new Promises()
                .add("one direction can end alone", EndPromises::oneDirectionEnds)
                .add("who waits to read is told of the end", EndPromises::theEndIsTold)
                .add("what was written before closing arrives", EndPromises::whatWasWrittenArrives)
                .add("much that was written before closing arrives", EndPromises::muchThatWasWrittenArrives)
                .add("an abort is a reset for the peer", EndPromises::anAbortIsAReset)
                .add("writing to a peer that is gone fails", EndPromises::writingToNobodyFails)
                .add("a closed socket refuses", EndPromises::aClosedSocketRefuses)
                .add("nobody is told of closing", EndPromises::nobodyIsToldOfClosing)
                .add("closing the engine closes all", EndPromises::closingTheEngineClosesAll)
                .add("closing the engine twice does no harm", EndPromises::closingTwiceDoesNoHarm);
    }

    private static void oneDirectionEnds(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.here(), (byte) 1);
        pair.here().shutdownOutput();
        pair.here().shutdownOutput();
        Expect.bytes(bench.read(pair.there(), 1), new byte[] {1}, "what was written before the end arrives");
        for (int i = 0; i < 3; i++) bench.expectEnd(pair.there());
        bench.write(pair.there(), (byte) 2);
        Expect.bytes(bench.read(pair.here(), 1), new byte[] {2}, "the other direction goes on");
        Expect.failure(
                IOException.class,
                "nothing is written after the end",
                () -> pair.here().write(ByteBuffer.allocate(1)));
        pair.there().shutdownOutput();
        bench.expectEnd(pair.here());
    }

    private static void theEndIsTold(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening told = bench.listening();
        pair.there().onReadable(told);
        pair.here().shutdownOutput();
        bench.until("who waits to read is told of the end", told::wasTold);
        bench.expectEnd(pair.there());
        Listening again = bench.listening();
        pair.there().onReadable(again);
        bench.until("who asks at the end is told at once", again::wasTold);
    }

    private static void whatWasWrittenArrives(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.here(), (byte) 1, (byte) 2);
        pair.here().close();
        pair.here().close();
        Expect.bytes(bench.read(pair.there(), 2), new byte[] {1, 2}, "what was written before closing arrives");
        bench.expectEnd(pair.there());
    }

    private static void muchThatWasWrittenArrives(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        ByteBuffer source = ByteBuffer.wrap(OneWayContract.someBytes(4_000_000));
        pair.here().write(source);
        pair.here().close();
        int count = source.position();
        Expect.bytes(
                bench.read(pair.there(), count),
                Arrays.copyOf(source.array(), count),
                "all that was taken before closing arrives");
        bench.expectEnd(pair.there());
    }

    private static void anAbortIsAReset(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening told = bench.listening();
        pair.there().onReadable(told);
        pair.here().abort();
        pair.here().abort();
        pair.here().close();
        bench.until("who waits to read is told of a reset", told::wasTold);
        ByteBuffer target = ByteBuffer.allocate(1);
        bench.expectBroken(
                "an abort is a reset for the peer", () -> pair.there().read(target) < 0 && isOrderly());
        bench.expectBroken("nothing can be written after a reset", () -> writeOne(pair.there()));
    }

    private static boolean isOrderly() {
        throw new AssertionError("an abort is no orderly end");
    }

    private static boolean writeOne(EngineSocket socket) throws IOException {
        socket.write(ByteBuffer.allocate(1));
        return false;
    }

    private static void writingToNobodyFails(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        pair.there().close();
        bench.expectBroken("writing to a peer that is gone fails", () -> writeOne(pair.here()));
    }

    private static void aClosedSocketRefuses(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.there(), (byte) 1);
        bench.pollForAWhile();
        EngineSocket socket = pair.here();
        socket.close();
        ByteBuffer one = ByteBuffer.allocate(1);
        Expect.failure(IOException.class, "a closed socket is not read", () -> socket.read(one));
        Expect.failure(IOException.class, "a closed socket is not written", () -> socket.write(one));
        Expect.failure(IOException.class, "a closed socket is not ended", () -> socket.shutdownOutput());
    }

    private static void nobodyIsToldOfClosing(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening told = bench.listening();
        pair.here().onReadable(told);
        bench.poll(0, false);
        bench.write(pair.there(), (byte) 1);
        if (told.wasTold()) return;
        pair.here().close();
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "nobody is told after closing");
    }

    private static void closingTheEngineClosesAll(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        Pair untouched = bench.pair();
        Pair watched = bench.pair();
        watched.here().onReadable(bench.listening());
        bench.poll(0, false);
        bench.engine.close();
        ByteBuffer one = ByteBuffer.allocate(1);
        for (Pair pair : new Pair[] {untouched, watched}) {
            Expect.failure(
                    IOException.class,
                    "closing the engine closes its sockets",
                    () -> pair.here().read(one));
            Expect.failure(
                    IOException.class,
                    "closing the engine closes accepted sockets",
                    () -> pair.there().write(one));
        }
        Expect.failure(IOException.class, "closing the engine closes its listeners", () -> listener.accept());
    }

    private static void closingTwiceDoesNoHarm(EngineBench bench) throws IOException {
        bench.engine.close();
        bench.engine.close();
    }
}
