package dev.tuliptree.tests.fault;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.tests.Moments.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** A server on real sockets, and peers that do what peers do. Each hurts its own connection alone. */
class FaultyPeerTest {
    private static final int MUCH = 20_000_000;

    @LoopTest(schedules = 1)
    void aResetInTheMidstOfAWriteEndsThatConnectionAlone() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            List<Boolean> sentAll = new ArrayList<>();
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    try {
                        stream.sendAll(new byte[MUCH]);
                        sentAll.add(true);
                    } catch (IOException reset) {
                        sentAll.add(false);
                        assertThatExceptionOfType(IOException.class)
                                .as("every later call")
                                .isThrownBy(() -> stream.sendAll(new byte[1]));
                    }
                }));
                SocketStream faulty = openTcpStream("127.0.0.1", listener.port());
                assertThat(faulty.receiveExactly(1_000_000)).hasSize(1_000_000);
                faulty.abort();
                try (SocketStream good = openTcpStream("127.0.0.1", listener.port())) {
                    assertThat(good.receiveAll(MUCH)).hasSize(MUCH);
                }
                settle();
                assertThat(sentAll).containsExactly(false, true);
                n.cancel();
            });
        }
    }

    @LoopTest(schedules = 1)
    void aResetReachesWhoeverWaitsToReceive() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                SocketStream peer = openTcpStream("127.0.0.1", listener.port());
                try (SocketStream stream = listener.accept()) {
                    Task<Boolean> receiving = n.start(() -> {
                        try {
                            return stream.receiveSome(1).length == 0;
                        } catch (IOException reset) {
                            return true;
                        }
                    });
                    settle();
                    peer.abort();
                    assertThat(await(receiving)).isTrue();
                }
            });
        }
    }

    /** 100 MB each would be sent to peers that take none of it, by senders that share one array. */
    @LoopTest(schedules = 0)
    void peersThatNeverReadHoldNoMemoryOfOurs() throws IOException {
        int peers = 50;
        byte[] piece = new byte[1_000_000];
        List<SocketStream> idle = new ArrayList<>();
        int[] sent = new int[1];
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            long before = memoryInUse();
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    for (int i = 0; i < 100; i++) {
                        stream.sendAll(piece);
                        sent[0]++;
                    }
                }));
                for (int i = 0; i < peers; i++) idle.add(openTcpStream("127.0.0.1", listener.port()));
                settle();
                long each = (memoryInUse() - before) / peers;
                assertThat(each)
                        .as("bytes held for a peer that never reads, when %s MB of %s have left", sent[0], peers * 100)
                        .isLessThan(64 * 1024);
                assertThat(sent[0]).as("MB that the system took").isLessThan(peers * 20);
                n.cancel();
            });
            idle.forEach(SocketStream::close);
        }
    }

    /** On the heap, after a collection, and in buffers outside of it. */
    private static long memoryInUse() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    @LoopTest
    void aPeerThatTricklesIsHeardAndKeepsNobodyWaiting() throws IOException {
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    String line = stream.reader().readLine();
                    stream.sendAll(("heard " + line).getBytes(US_ASCII));
                }));
                Task<?> trickling = n.start(() -> {
                    try (SocketStream slow = openTcpStream("127.0.0.1", listener.port())) {
                        for (byte one : "a long story\n".getBytes(US_ASCII)) {
                            slow.sendAll(new byte[] {one});
                            sleep(seconds(60));
                        }
                        assertThat(slow.receiveAll()).isEqualTo("heard a long story".getBytes(US_ASCII));
                    }
                });
                sleep(seconds(90));
                try (SocketStream quick = openTcpStream("127.0.0.1", listener.port())) {
                    quick.sendAll("hi\n".getBytes(US_ASCII));
                    assertThat(quick.receiveAll()).isEqualTo("heard hi".getBytes(US_ASCII));
                }
                assertThat(trickling.done()).isFalse();
                await(trickling);
                n.cancel();
            });
        }
    }

    @LoopTest(schedules = 0)
    void fiveHundredIdleConnectionsAllWorkAndGiveTheirDescriptorsBack() throws IOException {
        int connections = 500;
        int before = Sockets.open();
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            int withListener = Sockets.open();
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    byte[] some;
                    while ((some = stream.receiveSome(100)).length > 0) stream.sendAll(some);
                }));
                List<SocketStream> idle = new ArrayList<>();
                for (int i = 0; i < connections; i++) idle.add(openTcpStream("127.0.0.1", listener.port()));
                sleep(seconds(3600));
                for (SocketStream stream : idle) {
                    stream.sendAll(new byte[] {1, 2, 3});
                    assertThat(stream.receiveExactly(3)).containsExactly(1, 2, 3);
                }
                idle.forEach(SocketStream::close);
                settle();
                assertThat(Sockets.openAfterSomeRounds(withListener)).isEqualTo(withListener);
                n.cancel();
            });
        }
        assertThat(Sockets.openAfterSomeRounds(before)).isEqualTo(before);
    }
}
