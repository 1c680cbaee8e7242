package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineBench.Pair;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What engines promise of sockets in the Unix domain, where they have them: see {@link EngineContract}. */
final class UnixPromises {
    private UnixPromises() {}

    /** A promise that needs a place for a socket file. */
    private interface WithAddress {
        void check(EngineBench bench, UnixDomainSocketAddress address) throws IOException;
    }

    static Promises all() {
        return new Promises()
                .add("bytes pass in both directions", at(UnixPromises::bytesPass))
                .add("one direction can end alone", at(UnixPromises::oneDirectionEnds))
                .add("who waits is told", at(UnixPromises::whoWaitsIsTold))
                .add("where nobody listens, it is refused", at(UnixPromises::nobodyListens));
    }

    private static EngineContract.Promise at(WithAddress promise) {
        return bench -> {
            Path directory = Files.createTempDirectory("engine");
            Path path = directory.resolve("socket");
            try {
                promise.check(bench, UnixDomainSocketAddress.of(path));
            } finally {
                Files.deleteIfExists(path);
                Files.deleteIfExists(directory);
            }
        };
    }

    private static void bytesPass(EngineBench bench, UnixDomainSocketAddress address) throws IOException {
        Pair pair = bench.pair(address);
        Expect.that(pair.here().remoteAddress().equals(address), "one is connected to where one wanted");
        bench.write(pair.here(), (byte) 1);
        bench.write(pair.there(), (byte) 2);
        Expect.bytes(bench.read(pair.there(), 1), new byte[] {1}, "bytes pass there");
        Expect.bytes(bench.read(pair.here(), 1), new byte[] {2}, "and here");
        pair.here().setNoDelay(true);
        pair.here().setKeepAlive(true);
    }

    private static void oneDirectionEnds(EngineBench bench, UnixDomainSocketAddress address) throws IOException {
        Pair pair = bench.pair(address);
        pair.here().shutdownOutput();
        bench.expectEnd(pair.there());
        bench.write(pair.there(), (byte) 2);
        Expect.bytes(bench.read(pair.here(), 1), new byte[] {2}, "the other direction goes on");
        pair.there().abort();
        bench.expectEnd(pair.here());
    }

    private static void whoWaitsIsTold(EngineBench bench, UnixDomainSocketAddress address) throws IOException {
        EngineListener listener = EngineBench.supported(() -> bench.engine.listen(address, ListenOptions.DEFAULT));
        Listening acceptable = bench.listening();
        listener.onAcceptable(acceptable);
        EngineSocket here = bench.connect(listener);
        bench.until("who waits to accept is told", acceptable::wasTold);
        EngineSocket there = bench.accept(listener);
        Listening readable = bench.listening();
        there.onReadable(readable);
        bench.write(here, (byte) 1);
        bench.until("who waits to read is told", readable::wasTold);
    }

    private static void nobodyListens(EngineBench bench, UnixDomainSocketAddress address) throws IOException {
        EngineListener listener = EngineBench.supported(() -> bench.engine.listen(address, ListenOptions.DEFAULT));
        listener.close();
        Expect.failure(IOException.class, "where nobody listens, it is refused", () -> {
            EngineSocket socket = bench.engine.connect(address, null);
            bench.until("it is refused", socket::finishConnect);
        });
    }
}
