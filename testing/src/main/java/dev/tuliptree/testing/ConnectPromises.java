package dev.tuliptree.testing;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.testing.EngineBench.Listening;
import dev.tuliptree.testing.EngineContract.Promises;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** What engines promise of connecting and accepting: see {@link EngineContract}. */
final class ConnectPromises {
    private ConnectPromises() {}

    static Promises all() {
        return new Promises()
                .add("port 0 takes a free one", ConnectPromises::aFreePortIsTaken)
                .add("where nobody connects, nobody is accepted", ConnectPromises::nobodyIsAccepted)
                .add("both ends know each other's address", ConnectPromises::bothEndsKnowEachOther)
                .add("each connection is accepted once", ConnectPromises::eachIsAcceptedOnce)
                .add("who waits to accept is told", ConnectPromises::whoWaitsToAcceptIsTold)
                .add("who waits to be connected is told", ConnectPromises::whoConnectsIsTold)
                .add("a port where nobody listens refuses", ConnectPromises::aClosedPortRefuses)
                .add("who waits to be connected is told of a refusal", ConnectPromises::whoIsRefusedIsTold)
                .add("a closed listener refuses", ConnectPromises::aClosedListenerRefuses)
                .add("a port is taken until its listener is closed", ConnectPromises::aPortIsTakenOnce)
                .add("a connection can be made from a chosen address", ConnectPromises::theLocalAddressIsChosen)
                .add("a connection that was not accepted ends with its listener", ConnectPromises::notAccepted)
                .add("an attempt can be given up", ConnectPromises::anAttemptIsGivenUp);
    }

    private static void aFreePortIsTaken(EngineBench bench) throws IOException {
        InetSocketAddress one = (InetSocketAddress) bench.listen().localAddress();
        InetSocketAddress other = (InetSocketAddress) bench.listen().localAddress();
        Expect.that(one.getPort() > 0 && one.getPort() != other.getPort(), "port 0 takes a free one each time");
    }

    private static void nobodyIsAccepted(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        bench.pollForAWhile();
        Expect.that(listener.accept() == null, "accept has nothing to give where nobody connects");
    }

    private static void bothEndsKnowEachOther(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        EngineSocket here = bench.connect(listener);
        EngineSocket there = bench.accept(listener);
        Expect.that(here.finishConnect(), "what is connected stays so");
        Expect.that(here.remoteAddress().equals(listener.localAddress()), "one is connected to where one wanted");
        Expect.that(there.localAddress().equals(here.remoteAddress()), "the accepted end has the listener's address");
        Expect.that(there.remoteAddress().equals(here.localAddress()), "the accepted end knows who has connected");
    }

    private static void eachIsAcceptedOnce(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        Set<Object> expected = new HashSet<>();
        Set<Object> accepted = new HashSet<>();
        for (int i = 0; i < 5; i++) expected.add(bench.connect(listener).localAddress());
        for (int i = 0; i < 5; i++) accepted.add(bench.accept(listener).remoteAddress());
        Expect.that(accepted.equals(expected), "each connection is accepted once");
        Expect.that(listener.accept() == null, "and then no more");
    }

    private static void whoWaitsToAcceptIsTold(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        Listening early = bench.listening();
        listener.onAcceptable(early);
        bench.connect(listener);
        bench.until("who waits to accept is told", early::wasTold);
        Listening late = bench.listening();
        listener.onAcceptable(late);
        bench.until("who asks when a connection waits already is told", late::wasTold);
        bench.accept(listener);
    }

    private static void whoConnectsIsTold(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        EngineSocket socket = bench.engine.connect(listener.localAddress(), null);
        while (!socket.finishConnect()) {
            Listening told = bench.listening();
            socket.onWritable(told);
            bench.until("who waits to be connected is told", told::wasTold);
        }
        bench.write(socket, (byte) 1);
        Expect.bytes(bench.read(bench.accept(listener), 1), new byte[] {1}, "what was told to be connected is");
    }

    private static InetSocketAddress closedPort(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        listener.close();
        return address;
    }

    private static void aClosedPortRefuses(EngineBench bench) throws IOException {
        InetSocketAddress address = closedPort(bench);
        EngineSocket[] socket = new EngineSocket[1];
        bench.expectBroken("a port where nobody listens refuses", () -> {
            if (socket[0] == null) socket[0] = bench.engine.connect(address, null);
            return socket[0].finishConnect();
        });
        if (socket[0] != null) socket[0].close();
    }

    private static void whoIsRefusedIsTold(EngineBench bench) throws IOException {
        InetSocketAddress address = closedPort(bench);
        Expect.failure(IOException.class, "who waits to be connected is told of a refusal", () -> {
            EngineSocket socket = bench.engine.connect(address, null);
            while (!socket.finishConnect()) {
                Listening told = bench.listening();
                socket.onWritable(told);
                bench.until("who waits to be connected is told of a refusal", told::wasTold);
            }
        });
    }

    private static void aClosedListenerRefuses(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        Listening told = bench.listening();
        listener.onAcceptable(told);
        bench.poll(0, false);
        SocketAddress address = listener.localAddress();
        listener.close();
        listener.close();
        EngineSocket[] socket = new EngineSocket[1];
        bench.expectBroken("a closed listener refuses", () -> {
            if (socket[0] == null) socket[0] = bench.engine.connect(address, null);
            return socket[0].finishConnect();
        });
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "nobody is told of closing");
        Expect.failure(IOException.class, "a closed listener accepts nothing", () -> listener.accept());
    }

    private static void aPortIsTakenOnce(EngineBench bench) throws IOException {
        EngineListener first = bench.listen();
        Expect.failure(
                BindException.class,
                "a port is taken once",
                () -> bench.engine.listen(first.localAddress(), ListenOptions.DEFAULT));
        first.onAcceptable(bench.listening());
        bench.poll(0, false);
        SocketAddress address = first.localAddress();
        first.close();
        bench.engine.listen(address, ListenOptions.DEFAULT).close();
    }

    private static void theLocalAddressIsChosen(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        InetSocketAddress chosen = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        EngineSocket socket = bench.engine.connect(listener.localAddress(), chosen);
        bench.until("a connection is made from a chosen address", socket::finishConnect);
        InetSocketAddress local = (InetSocketAddress) socket.localAddress();
        Expect.that(local.getAddress().equals(chosen.getAddress()), "a connection is made from the chosen address");
        InetSocketAddress foreign = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);
        Expect.failure(
                IOException.class,
                "nobody connects from an address that is not this machine's",
                () -> bench.engine.connect(listener.localAddress(), foreign));
    }

    private static void notAccepted(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        EngineSocket socket = bench.connect(listener);
        bench.pollForAWhile();
        listener.close();
        ByteBuffer target = ByteBuffer.allocate(1);
        try {
            bench.until("a connection ends with its listener", () -> socket.read(target) < 0);
        } catch (IOException reset) {
            // As good as an end, and what most systems do.
        }
    }

    private static void anAttemptIsGivenUp(EngineBench bench) throws IOException {
        EngineListener listener = bench.listen();
        EngineSocket socket = bench.engine.connect(listener.localAddress(), null);
        Listening told = bench.listening();
        socket.onWritable(told);
        socket.close();
        socket.close();
        bench.pollForAWhile();
        Expect.that(!told.wasTold(), "nobody is told after closing");
    }
}
