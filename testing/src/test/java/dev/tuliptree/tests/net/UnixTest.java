package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.UnixStream;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import dev.tuliptree.testing.StreamContract;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Streams in the Unix domain are streams as any other, and leave no file behind. */
class UnixTest {
    @TempDir
    Path directory;

    private Path path() {
        return directory.resolve("socket");
    }

    @LoopTest(schedules = 0)
    void theyKeepTheContractOfStreams() throws Exception {
        StreamContract.checkWithoutResets(() -> {
            try (UnixListener listener = listenUnix(path())) {
                UnixStream here = openUnixStream(path());
                return StreamContract.ends(here, listener.accept());
            }
        });
    }

    @LoopTest
    void oneDirectionEndsAndTheAnswerStillComes() throws IOException {
        try (UnixListener listener = listenUnix(path())) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> stream.sendAll(stream.receiveAll())));
                try (UnixStream stream = openUnixStream(path())) {
                    stream.sendAll("hello".getBytes(UTF_8));
                    stream.sendEof();
                    assertThat(stream.receiveAll()).isEqualTo("hello".getBytes(UTF_8));
                }
                n.cancel();
            });
        }
    }

    @LoopTest
    void theFileIsThereAsLongAsTheListener() throws IOException {
        UnixListener listener = listenUnix(path());
        assertThat(path()).exists();
        assertThat(listener.path()).isEqualTo(path());
        listener.close();
        listener.close();
        assertThat(path()).doesNotExist();
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> openUnixStream(path()))
                .withMessageContaining(path().toString());
    }

    @LoopTest(schedules = 0)
    void aFileThatWasLeftBehindIsReplaced() throws IOException {
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(path()));
        }
        assertThat(path()).exists();
        try (UnixListener listener = listenUnix(path());
                UnixStream stream = openUnixStream(path());
                UnixStream accepted = listener.accept()) {
            stream.sendAll(new byte[] {1});
            assertThat(accepted.receiveSome(10)).containsExactly(1);
        }
    }

    @LoopTest(schedules = 0)
    void whereSomebodyListensNobodyElseDoes() throws IOException {
        try (UnixListener _ = listenUnix(path())) {
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> listenUnix(path()))
                    .withMessageContaining(path().toString());
            openUnixStream(path()).close();
        }
    }

    @LoopTest(schedules = 0)
    void anotherFileIsNeitherReplacedNorRemoved() throws IOException {
        Files.writeString(path(), "precious");
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> listenUnix(path()));
        assertThat(path()).hasContent("precious");
        Files.delete(path());
        UnixListener listener = listenUnix(path());
        Files.delete(path());
        Files.writeString(path(), "precious");
        listener.close();
        assertThat(path()).hasContent("precious");
    }

    @LoopTest
    void cancelledAtAnyPointNothingIsLeft() {
        int points = CancelEverywhere.run(victim -> {
            victim.run(() -> {
                try (UnixListener listener = listenUnix(path())) {
                    nursery(n -> {
                        n.start(() -> {
                            try (UnixStream stream = listener.accept()) {
                                stream.sendAll("welcome".getBytes(UTF_8));
                            }
                        });
                        try (UnixStream stream = openUnixStream(path())) {
                            assertThat(stream.receiveAll()).isEqualTo("welcome".getBytes(UTF_8));
                        }
                    });
                }
            });
            assertThat(path()).doesNotExist();
        });
        assertThat(points).isGreaterThan(2);
    }
}
