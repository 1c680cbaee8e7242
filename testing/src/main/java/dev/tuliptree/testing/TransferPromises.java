package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineBench.Pair;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What engines promise of reading and writing: see {@link EngineContract}. */
final class TransferPromises {
    /** More than a connection holds while nobody reads. */
    private static final int TOO_MUCH = 16 * 1024 * 1024;

    private TransferPromises() {}

    static Promises all() {
        return new Promises()
                .add("reading has nothing to give before anything comes", TransferPromises::readingDoesNotWait)
                .add("a full target and an empty source are no work", TransferPromises::noRoomIsNoWork)
                .add("bytes arrive in order", TransferPromises::bytesArriveInOrder)
                .add("several buffers are written in order", TransferPromises::buffersAreWrittenInOrder)
                .add("buffers of all kinds are read and written", TransferPromises::buffersOfAllKinds)
                .add("both directions are independent", TransferPromises::bothDirections)
                .add("writing takes nothing where there is no room", TransferPromises::writingDoesNotWait)
                .add("much arrives unchanged", TransferPromises::muchArrivesUnchanged)
                .add("long buffers arrive wherever they are", TransferPromises::longBuffersArrive)
                .add("options of TCP can be set", TransferPromises::optionsCanBeSet);
    }

    private static void readingDoesNotWait(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.pollForAWhile();
        Expect.number(pair.here().read(ByteBuffer.allocate(10)), 0, "reading has nothing to give");
        Expect.number(pair.there().read(ByteBuffer.allocate(10)), 0, "reading has nothing to give at the other end");
    }

    private static void noRoomIsNoWork(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.here(), (byte) 1);
        bench.pollForAWhile();
        Expect.number(pair.there().read(ByteBuffer.allocate(0)), 0, "into a full target nothing is read");
        Expect.number(pair.here().write(ByteBuffer.allocate(0)), 0, "of an empty source nothing is written");
        Expect.number(pair.here().write(new ByteBuffer[0], 0, 0), 0, "of no source nothing is written");
        Expect.bytes(bench.read(pair.there(), 1), new byte[] {1}, "and nothing is lost by that");
    }

    private static void bytesArriveInOrder(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        byte[] all = OneWayContract.someBytes(1_000);
        bench.write(pair.here(), Arrays.copyOfRange(all, 0, 300));
        bench.write(pair.here(), Arrays.copyOfRange(all, 300, 1_000));
        Expect.bytes(bench.read(pair.there(), 1), Arrays.copyOf(all, 1), "one byte is read if one is asked for");
        Expect.bytes(bench.read(pair.there(), 999), Arrays.copyOfRange(all, 1, 1_000), "bytes arrive in order");
    }

    private static void buffersAreWrittenInOrder(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        ByteBuffer[] buffers = {
            ByteBuffer.wrap(new byte[] {9, 9}),
            ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2),
            ByteBuffer.allocate(0),
            ByteBuffer.wrap(new byte[] {4}).asReadOnlyBuffer(),
            ByteBuffer.wrap(new byte[] {9})
        };
        long[] written = new long[1];
        bench.until("several buffers are written", () -> {
            written[0] += pair.here().write(buffers, 1, 3);
            return written[0] >= 3;
        });
        Expect.number(written[0], 3, "what is written is what there was of the buffers in between");
        Expect.number(buffers[0].remaining() + buffers[4].remaining(), 3, "the first and the last are left alone");
        Expect.number(buffers[1].remaining() + buffers[3].remaining(), 0, "the others are empty then");
        Expect.bytes(bench.read(pair.there(), 3), new byte[] {2, 3, 4}, "several buffers are written in order");
    }

    private static void buffersOfAllKinds(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        ByteBuffer source =
                ByteBuffer.allocateDirect(10).put(3, (byte) 7).limit(4).position(3);
        bench.until("a direct buffer is written", () -> {
            pair.here().write(source);
            return !source.hasRemaining();
        });
        Expect.number(source.position(), 4, "a buffer's position moves by what was written");
        for (ByteBuffer target : new ByteBuffer[] {
            ByteBuffer.allocateDirect(10).position(5),
            ByteBuffer.allocate(20).slice(5, 10).position(5)
        }) {
            bench.until("a buffer is read into", () -> pair.there().read(target) > 0);
            Expect.number(target.position(), 6, "a buffer's position moves by what was read");
            Expect.number(target.get(5), 7, "and there is what was read");
            bench.write(pair.here(), (byte) 7);
        }
    }

    private static void bothDirections(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        bench.write(pair.here(), (byte) 1);
        bench.write(pair.there(), (byte) 2);
        Expect.bytes(bench.read(pair.here(), 1), new byte[] {2}, "here arrives what was written there");
        Expect.bytes(bench.read(pair.there(), 1), new byte[] {1}, "there arrives what was written here");
    }

    private static void writingDoesNotWait(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        ByteBuffer source = ByteBuffer.wrap(OneWayContract.someBytes(TOO_MUCH));
        fill(bench, pair.here(), source);
        int written = source.position();
        Expect.that(written < TOO_MUCH, "a connection does not hold whatever is written");
        Listening told = bench.listening();
        pair.here().onWritable(told);
        byte[] read = bench.read(pair.there(), written);
        Expect.bytes(read, Arrays.copyOf(source.array(), written), "all that was taken arrives");
        bench.until("who waits for room is told", told::wasTold);
        bench.until("there is room again", () -> pair.here().write(source) > 0);
    }

    /** Writes until no room has come for a while. */
    private static void fill(EngineBench bench, EngineSocket socket, ByteBuffer source) throws IOException {
        for (int before = -1; before < source.position(); bench.pollForAWhile()) {
            before = source.position();
            while (source.hasRemaining() && socket.write(source) > 0) {}
        }
    }

    private static void longBuffersArrive(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        byte[] all = OneWayContract.someBytes(3_000_000);
        List<ByteBuffer> parts = new ArrayList<>();
        int[] cuts = {100, 700_000, 700_100, 1_500_000, 1_500_100, 1_600_000, 1_600_050};
        for (int i = 0, from = 0; i < cuts.length; from = cuts[i++]) {
            ByteBuffer part = ByteBuffer.wrap(all, from, cuts[i] - from);
            parts.add(i % 4 < 2 ? part.slice() : direct(part));
        }
        // More than most systems gather at once.
        for (int from = 1_600_050; from < all.length; from += 1_400) {
            parts.add(direct(ByteBuffer.wrap(all, from, Math.min(1_400, all.length - from))));
        }
        ByteBuffer[] sources = parts.toArray(ByteBuffer[]::new);
        ByteBuffer target = ByteBuffer.allocate(all.length);
        long[] written = new long[1];
        bench.until("long buffers arrive", () -> {
            written[0] += pair.here().write(sources, 0, sources.length);
            pair.there().read(target);
            return !target.hasRemaining();
        });
        Expect.number(written[0], all.length, "all is said to be written");
        Expect.bytes(target.array(), all, "long buffers arrive in order, whether in the heap or not");
    }

    private static ByteBuffer direct(ByteBuffer bytes) {
        return ByteBuffer.allocateDirect(bytes.remaining()).put(bytes).flip().asReadOnlyBuffer();
    }

    private static void muchArrivesUnchanged(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        byte[] all = OneWayContract.someBytes(2_000_003);
        ByteBuffer source = ByteBuffer.wrap(all);
        ByteBuffer target = ByteBuffer.allocate(10_007);
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        bench.until("much arrives", () -> {
            if (source.hasRemaining()) pair.here().write(source);
            while (pair.there().read(target.clear()) > 0) read.write(target.array(), 0, target.position());
            return read.size() >= all.length;
        });
        Expect.bytes(read.toByteArray(), all, "much arrives unchanged");
    }

    private static void optionsCanBeSet(EngineBench bench) throws IOException {
        Pair pair = bench.pair();
        for (boolean on : new boolean[] {true, false}) {
            pair.here().setNoDelay(on);
            pair.here().setKeepAlive(on);
        }
        bench.write(pair.here(), (byte) 1);
        Expect.bytes(bench.read(pair.there(), 1), new byte[] {1}, "bytes arrive whatever options are set");
    }
}
