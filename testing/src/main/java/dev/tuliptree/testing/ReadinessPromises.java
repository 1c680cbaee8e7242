package dev.tuliptree.testing;

import dev.tuliptree.engine.Readiness;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineBench.Pair;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What engines promise those who ask to be told: see {@link EngineContract}. A request is for one time, and looks at
 * how things are: whoever asks when there is something to read already is told as well.
 */
final class ReadinessPromises {
    private ReadinessPromises() {}

    static Promises all() {
        return new Promises()
                .add("who waits to read is told when bytes come", ReadinessPromises::bytesAreTold)
                .add("who asks when bytes are there is told too", ReadinessPromises::bytesThatAreThereAreTold)
                .add("who has not read all and asks again is told again", ReadinessPromises::whatIsLeftIsTold)
                .add("who asked once is told once", ReadinessPromises::onceAskedOnceTold)
                .add("who asks no more is not told", ReadinessPromises::aRequestIsTakenBack)
                .add("a later request replaces an earlier one", ReadinessPromises::aRequestIsReplaced)
                .add("who is told may ask again at once", ReadinessPromises::whoIsToldMayAskAgain)
                .add("a new connection has room to write", ReadinessPromises::roomIsTold)
                .add("reading and writing are told apart", ReadinessPromises::readingAndWritingAreToldApart)
                .add("who was told may close all the others", ReadinessPromises::whoIsToldMayCloseOthers)
                .add("the engine knows that somebody waits", ReadinessPromises::theEngineKnowsWhoWaits);
    }

    private static void bytesAreTold(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening told = bench.listening();
        pair.there().onReadable(told);
        bench.poll(0, false);
        bench.write(pair.here(), (byte) 1);
        bench.until("who waits to read is told", told::wasTold);
        Expect.bytes(bench.read(pair.there(), 1), new byte[] {1}, "who was told has something to read");
    }

    private static void bytesThatAreThereAreTold(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.here(), (byte) 1);
        bench.pollForAWhile();
        Listening told = bench.listening();
        pair.there().onReadable(told);
        bench.until("who asks when bytes are there is told", told::wasTold);
    }

    private static void whatIsLeftIsTold(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.here(), (byte) 1, (byte) 2, (byte) 3);
        for (int i = 1; i <= 3; i++) {
            Listening told = bench.listening();
            pair.there().onReadable(told);
            bench.until("who has not read all and asks again is told again", told::wasTold);
            Expect.number(bench.read(pair.there(), 1)[0], i, "what is left is read");
        }
    }

    private static void onceAskedOnceTold(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening told = bench.listening();
        pair.there().onReadable(told);
        bench.write(pair.here(), (byte) 1);
        bench.until("who waits to read is told", told::wasTold);
        for (int i = 0; i < 3; i++) {
            bench.write(pair.here(), (byte) 1);
            bench.pollForAWhile();
        }
        Expect.number(told.count(), 1, "who asked once is told once, read or not");
        Expect.bytes(bench.read(pair.there(), 4), new byte[] {1, 1, 1, 1}, "what nobody was told of is there");
    }

    private static void aRequestIsTakenBack(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening told = bench.listening();
        pair.there().onReadable(told);
        pair.there().onWritable(told);
        pair.there().onReadable(null);
        pair.there().onWritable(null);
        pair.there().onReadable(null);
        bench.write(pair.here(), (byte) 1);
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "who asks no more is not told");
    }

    private static void aRequestIsReplaced(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening early = bench.listening();
        Listening late = bench.listening();
        pair.there().onReadable(early);
        bench.poll(0, false);
        if (early.wasTold()) return;
        pair.there().onReadable(late);
        bench.write(pair.here(), (byte) 1);
        bench.until("the later request is told", late::wasTold);
        Expect.that(!early.wasTold(), "the earlier request was replaced");
    }

    private static void whoIsToldMayAskAgain(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening last = bench.listening();
        int[] count = new int[1];
        Readiness again = new Readiness() {
            @Override
            public void ready() {
                pair.there().onReadable(++count[0] < 3 ? this : last);
            }
        };
        pair.there().onReadable(again);
        bench.write(pair.here(), (byte) 1);
        bench.until("who asks again from within being told is told again", last::wasTold);
        Expect.number(count[0], 3, "each request is told once");
    }

    private static void roomIsTold(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        for (int i = 0; i < 3; i++) {
            Listening told = bench.listening();
            pair.here().onWritable(told);
            bench.until("a new connection has room to write", told::wasTold);
        }
        bench.write(pair.here(), (byte) 1);
    }

    private static void readingAndWritingAreToldApart(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        Listening readable = bench.listening();
        Listening writable = bench.listening();
        pair.there().onReadable(readable);
        pair.there().onWritable(writable);
        bench.until("room is told while somebody waits to read", writable::wasTold);
        bench.write(pair.here(), (byte) 1);
        bench.until("bytes are told after room was", readable::wasTold);
        Expect.number(writable.count(), 1, "room was asked for once");
    }

    /** As a connection's handler does that takes its whole group down with it. */
    private static void whoIsToldMayCloseOthers(EngineBench bench) throws IOException {
        Pair[] pairs = {bench.pair(), bench.pair(), bench.pair()};
        int[] count = new int[1];
        Readiness closing = () -> {
            count[0]++;
            for (Pair pair : pairs) pair.there().close();
        };
        for (Pair pair : pairs) bench.write(pair.here(), (byte) 1);
        bench.pollForAWhile();
        for (Pair pair : pairs) pair.there().onReadable(closing);
        bench.until("somebody is told", () -> count[0] > 0);
        bench.pollForAWhile();
        Expect.number(count[0], 1, "a socket that was closed in the same poll tells nobody");
        Expect.failure(IOException.class, "it is closed", () -> pairs[0].there().read(ByteBuffer.allocate(1)));
    }

    private static void theEngineKnowsWhoWaits(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        pair.there().onReadable(bench.listening());
        Expect.that(bench.engine.isWatching(), "the engine knows that somebody waits");
        pair.there().close();
        pair.here().close();
        bench.pollForAWhile();
    }
}
