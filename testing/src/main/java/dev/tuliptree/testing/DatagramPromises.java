package dev.tuliptree.testing;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What engines promise of datagrams, where they have them: see {@link EngineContract}. */
final class DatagramPromises {
    private DatagramPromises() {}

    static Promises all() {
        return new Promises()
                .add("a datagram arrives whole, with its sender", DatagramPromises::oneArrivesWhole)
                .add("an empty datagram arrives", DatagramPromises::anEmptyOneArrives)
                .add("receiving has nothing to give before one comes", DatagramPromises::receivingDoesNotWait)
                .add("who waits to receive is told once", DatagramPromises::whoWaitsIsTold)
                .add("what finds no room is lost, and the next one whole", DatagramPromises::whatFindsNoRoomIsLost)
                .add("a connected socket hears its peer alone", DatagramPromises::onlyThePeerIsHeard)
                .add("one that is too long is refused", DatagramPromises::tooLongIsRefused)
                .add("there is room to send", DatagramPromises::thereIsRoom)
                .add("a port is taken once", DatagramPromises::aPortIsTakenOnce)
                .add("nobody is told of closing", DatagramPromises::nobodyIsToldOfClosing);
    }

    private static EngineDatagrams open(EngineBench bench) throws IOException {
        return EngineBench.supported(() -> bench.engine.datagrams(EngineBench.anyPort(), DatagramOptions.DEFAULT));
    }

    private static void send(EngineBench bench, EngineDatagrams from, @Nullable SocketAddress to, byte... data)
            throws IOException {
        bench.until("a datagram is sent", () -> from.send(ByteBuffer.wrap(data), to));
    }

    private static SocketAddress receive(EngineBench bench, EngineDatagrams socket, ByteBuffer target)
            throws IOException {
        return bench.awaited("a datagram arrives", () -> socket.receive(target));
    }

    private static byte[] receive(EngineBench bench, EngineDatagrams socket) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(65_536);
        receive(bench, socket, target);
        return Arrays.copyOf(target.array(), target.position());
    }

    private static void oneArrivesWhole(EngineBench bench) throws IOException {
        EngineDatagrams here = open(bench);
        EngineDatagrams there = open(bench);
        send(bench, here, there.localAddress(), (byte) 1, (byte) 2);
        ByteBuffer target = ByteBuffer.allocate(100);
        SocketAddress sender = receive(bench, there, target);
        Expect.number(target.position(), 2, "a datagram arrives whole");
        Expect.that(sender.equals(here.localAddress()), "a datagram says who sent it");
        byte[] longest = OneWayContract.someBytes(65_507);
        send(bench, there, sender, longest);
        Expect.bytes(receive(bench, here), longest, "the longest datagram arrives whole");
    }

    private static void anEmptyOneArrives(EngineBench bench) throws IOException {
        EngineDatagrams here = open(bench);
        EngineDatagrams there = open(bench);
        send(bench, here, there.localAddress());
        Expect.number(receive(bench, there).length, 0, "an empty datagram arrives");
    }

    private static void receivingDoesNotWait(EngineBench bench) throws IOException {
        EngineDatagrams socket = open(bench);
        bench.pollForAWhile();
        Expect.that(socket.receive(ByteBuffer.allocate(10)) == null, "receiving has nothing to give");
    }

    private static void whoWaitsIsTold(EngineBench bench) throws IOException {
        EngineDatagrams here = open(bench);
        EngineDatagrams there = open(bench);
        Listening told = bench.listening();
        there.onReadable(told);
        for (int i = 0; i < 2; i++) send(bench, here, there.localAddress(), (byte) i);
        bench.until("who waits to receive is told", told::wasTold);
        bench.pollForAWhile();
        Expect.number(told.count(), 1, "who asked once is told once");
        for (int i = 0; i < 2; i++) receive(bench, there);
    }

    private static void whatFindsNoRoomIsLost(EngineBench bench) throws IOException {
        EngineDatagrams here = open(bench);
        EngineDatagrams there = open(bench);
        send(bench, here, there.localAddress(), (byte) 1, (byte) 2, (byte) 3);
        ByteBuffer target = ByteBuffer.allocate(2);
        receive(bench, there, target);
        Expect.bytes(target.array(), new byte[] {1, 2}, "as much arrives as there is room for");
        send(bench, here, there.localAddress(), (byte) 4);
        Expect.bytes(receive(bench, there), new byte[] {4}, "and the next one whole");
    }

    private static void onlyThePeerIsHeard(EngineBench bench) throws IOException {
        EngineDatagrams client = open(bench);
        EngineDatagrams server = open(bench);
        EngineDatagrams stranger = open(bench);
        client.connect(server.localAddress());
        send(bench, client, null, (byte) 1);
        Expect.bytes(receive(bench, server), new byte[] {1}, "a connected socket sends to its peer");
        send(bench, stranger, client.localAddress(), (byte) 2);
        send(bench, server, client.localAddress(), (byte) 3);
        Expect.bytes(receive(bench, client), new byte[] {3}, "a connected socket hears its peer alone");
    }

    private static void tooLongIsRefused(EngineBench bench) throws IOException {
        EngineDatagrams socket = open(bench);
        Expect.failure(
                IOException.class,
                "a datagram that is too long is refused",
                () -> socket.send(ByteBuffer.allocate(65_508), socket.localAddress()));
    }

    private static void thereIsRoom(EngineBench bench) throws IOException {
        EngineDatagrams socket = open(bench);
        Listening told = bench.listening();
        socket.onWritable(told);
        bench.until("there is room to send", told::wasTold);
    }

    private static void aPortIsTakenOnce(EngineBench bench) throws IOException {
        EngineDatagrams socket = open(bench);
        Expect.failure(
                BindException.class,
                "a port is taken once",
                () -> bench.engine.datagrams(socket.localAddress(), DatagramOptions.DEFAULT));
        SocketAddress address = socket.localAddress();
        socket.close();
        bench.engine.datagrams(address, DatagramOptions.DEFAULT).close();
    }

    private static void nobodyIsToldOfClosing(EngineBench bench) throws IOException {
        EngineDatagrams here = open(bench);
        EngineDatagrams there = open(bench);
        Listening told = bench.listening();
        there.onReadable(told);
        SocketAddress address = there.localAddress();
        there.close();
        there.close();
        send(bench, here, address, (byte) 1);
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "nobody is told after closing");
        Expect.failure(
                IOException.class, "a closed socket receives nothing", () -> there.receive(ByteBuffer.allocate(1)));
    }
}
