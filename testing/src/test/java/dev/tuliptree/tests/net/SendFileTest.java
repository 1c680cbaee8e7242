package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.net.SocketCalls.*;
import static dev.tuliptree.tests.Moments.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.UnixStream;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.MemoryStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A file arrives as it is, over any stream, and whoever does not receive it holds up nothing but its sender. */
class SendFileTest {
    private static final int SIZE = 10_000_000;
    private static final TlsIdentity IDENTITY = TlsIdentity.selfSigned("localhost");

    private final byte[] content = new byte[SIZE];

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void writeFile() throws IOException {
        for (int i = 0; i < SIZE; i++) content[i] = (byte) (i * 31 >> 8);
        path = Files.write(directory.resolve("content"), content);
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Sends the file, and a part of it from an open channel, in a task beside who receives. */
    private void check(ByteStream here, ByteStream there) throws IOException {
        nursery(n -> {
            n.start(() -> {
                assertThat(here.sendFile(path)).isEqualTo(SIZE);
                try (FileChannel file = open()) {
                    assertThat(here.sendFile(file, 1_000, 2_000_000)).isEqualTo(2_000_000);
                    assertThat(here.sendFile(file, SIZE - 5, 100)).isEqualTo(5);
                    assertThat(here.sendFile(file, SIZE + 5, 100)).isZero();
                    assertThat(here.sendFile(file, 0, 0)).isZero();
                    assertThat(file.position()).as("left where it was").isZero();
                }
                here.sendEof();
            });
            assertThat(there.receiveExactly(SIZE)).isEqualTo(content);
            assertThat(there.receiveExactly(2_000_000)).isEqualTo(Arrays.copyOfRange(content, 1_000, 2_001_000));
            assertThat(there.receiveAll()).isEqualTo(Arrays.copyOfRange(content, SIZE - 5, SIZE));
        });
    }

    @LoopTest(schedules = 1)
    void overTcpItArrivesWhole() throws IOException {
        try (Connection c = Connection.open()) {
            check(c.here(), c.there());
        }
    }

    @LoopTest(schedules = 1)
    void inTheUnixDomainItArrivesWhole() throws IOException {
        try (UnixListener listener = listenUnix(directory.resolve("socket"));
                UnixStream here = openUnixStream(directory.resolve("socket"));
                UnixStream there = listener.accept()) {
            check(here, there);
        }
    }

    @LoopTest(schedules = 1)
    void throughMemoryItArrivesWhole() throws IOException {
        try (MemoryStream.Pair pair = MemoryStream.pair()) {
            check(pair.here(), pair.there());
        }
    }

    @LoopTest(schedules = 1)
    void underTlsItArrivesWhole() throws IOException {
        try (Connection c = Connection.open()) {
            ByteStream[] ends = new ByteStream[2];
            nursery(n -> {
                n.start(() -> ends[0] = startTls(c.there(), TlsServerOptions.of(IDENTITY)));
                ends[1] = startTls(c.here(), "localhost", TlsClientOptions.DEFAULT.trust(IDENTITY.certificate()));
            });
            try (ByteStream server = ends[0];
                    ByteStream client = ends[1]) {
                check(server, client);
            }
        }
    }

    @LoopTest(schedules = 1)
    void throughAChannelOfTheProgramsOwnItArrivesWhole() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(anyPort);
                SocketChannel here = SocketChannel.open(server.getLocalAddress());
                SocketChannel there = server.accept();
                FileChannel file = open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> sockSendFile(here, file, 0, 1));
            here.configureBlocking(false);
            there.configureBlocking(false);
            ByteBuffer received = ByteBuffer.allocate(SIZE - 1_000);
            nursery(n -> {
                Task<Long> sent = n.start(() -> sockSendFile(here, file, 1_000, Long.MAX_VALUE));
                while (received.hasRemaining()) sockRecvInto(there, received);
                assertThat(await(sent)).isEqualTo(SIZE - 1_000L);
            });
            assertThat(received.array()).isEqualTo(Arrays.copyOfRange(content, 1_000, SIZE));
        }
    }

    @LoopTest(schedules = 1)
    void aPeerThatDoesNotReceiveHoldsUpTheSenderAndNoThread() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<?> sending = n.start(() -> {
                    c.here().sendFile(path);
                    c.here().sendEof();
                });
                while (sending.awaiting() == null
                        || !sending.awaiting().toString().equals("room to send")) {
                    sleep(millis(1));
                }
                sleep(seconds(3600));
                assertThat(sending.done()).isFalse();
                assertThatIllegalStateException()
                        .isThrownBy(() -> c.here().sendAll(new byte[1]))
                        .withMessageContaining("another task");
                assertThatIllegalStateException()
                        .isThrownBy(() -> c.here().sendEof())
                        .withMessageContaining("a file");
                assertThat(c.there().receiveAll(SIZE)).isEqualTo(content);
            });
        }
    }

    @LoopTest
    void aFileThatBecomesShorterEndsWhereItEnds() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                Task<Long> sending = n.start(() -> c.here().sendFile(path));
                settle();
                try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    file.truncate(100);
                }
                long received = 0;
                while (!sending.done()) {
                    received += moveOnAfter(seconds(1), () -> c.there().receiveSome(1_000_000).length)
                            .orElse(0);
                }
                c.here().sendEof();
                received += c.there().receiveAll(SIZE).length;
                assertThat(received).isEqualTo(await(sending)).isLessThan(SIZE);
            });
        }
    }

    @LoopTest
    void aPeerThatResetsAndAStreamThatIsClosedTellTheSender() throws IOException {
        try (Connection c = Connection.open()) {
            nursery(n -> {
                n.start(() -> assertThatIOException().isThrownBy(() -> c.here().sendFile(path)));
                settle();
                c.there().abort();
            });
        }
        try (Connection c = Connection.open()) {
            nursery(n -> {
                n.start(() -> assertThatExceptionOfType(ClosedStreamException.class)
                        .isThrownBy(() -> c.here().sendFile(path)));
                settle();
                c.here().close();
            });
            assertThatExceptionOfType(ClosedStreamException.class)
                    .isThrownBy(() -> c.here().sendFile(path));
        }
    }

    @LoopTest(schedules = 1)
    void closedAtAnyMomentItTellsTheSenderAlsoWhileAThreadIsAtWork() throws IOException {
        for (int moments = 0; moments < 60; moments++) {
            int wait = moments;
            try (Connection c = Connection.open()) {
                nursery(n -> {
                    n.start(() -> assertThatExceptionOfType(ClosedStreamException.class)
                            .isThrownBy(() -> {
                                while (true) c.here().sendFile(path);
                            }));
                    n.start(() -> {
                        ByteBuffer room = ByteBuffer.allocate(100_000);
                        while (c.there().receiveSome(room.clear()) >= 0) room.clear();
                    });
                    for (int i = 0; i < wait; i++) checkpoint();
                    c.here().close();
                });
            }
        }
    }

    @LoopTest
    void whatMakesNoSenseIsRefused() throws IOException {
        try (Connection c = Connection.open()) {
            assertThatIllegalArgumentException().isThrownBy(() -> c.here().sendFile(path, -1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> c.here().sendFile(path, 0, -1));
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> c.here().sendFile(directory.resolve("nothing")));
            LoopAssertions.assertCheckpoints(() -> c.here().sendFile(path, 0, 0));
            c.here().sendEof();
            assertThatIllegalStateException().isThrownBy(() -> c.here().sendFile(path, 0, 1));
        }
    }

    @LoopTest(schedules = 0)
    void cancelledAtAnyPointThePeerHasTheBeginningOfTheFileAndNothingElse() {
        int points = CancelEverywhere.run(victim -> {
            try (Connection c = Connection.open()) {
                byte[][] received = new byte[1][];
                nursery(n -> {
                    n.start(() -> {
                        sleep(seconds(1));
                        received[0] = c.there().receiveAll(SIZE);
                    });
                    victim.run(() -> c.here().sendFile(path));
                    c.here().sendEof();
                });
                assertThat(Arrays.equals(received[0], Arrays.copyOf(content, received[0].length)))
                        .isTrue();
            }
        });
        assertThat(points).isGreaterThan(3);
    }
}
