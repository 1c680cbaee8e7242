package dev.tuliptree.tests.file;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.Task;
import dev.tuliptree.file.AsyncFile;
import dev.tuliptree.file.AsyncFiles;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.io.TempDir;

/** An open file is read and written from its position on, or at given places. */
class AsyncFileTest {
    private static final OpenOption[] READ_AND_WRITE = {
        StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE
    };

    @TempDir
    Path directory;

    private AsyncFile open() throws Exception {
        return AsyncFiles.open(directory.resolve("file"), READ_AND_WRITE);
    }

    @LoopTest
    void readsAndWritesMoveItsPosition() throws Exception {
        try (AsyncFile file = open()) {
            file.write(bytes("hello, world"));
            assertThat(file.position()).isEqualTo(12);
            assertThat(file.read(10)).isEmpty();
            file.seek(7);
            assertThat(text(file.read(3))).isEqualTo("wor");
            assertThat(text(file.read(10))).isEqualTo("ld");
            assertThat(file.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @LoopTest
    void givenPlacesLeaveItsPositionAlone() throws Exception {
        try (AsyncFile file = open()) {
            file.write(bytes("0123456789"));
            file.seek(4);
            file.writeAt(8, ByteBuffer.wrap(bytes("abcd")));
            assertThat(text(file.readAt(6, 100))).isEqualTo("67abcd");
            assertThat(file.readAt(12, 1)).isEmpty();
            assertThat(file.position()).isEqualTo(4);
            assertThat(file.size()).isEqualTo(12);
        }
    }

    @LoopTest(schedules = 0)
    void isCutOff() throws Exception {
        try (AsyncFile file = open()) {
            file.write(bytes("0123456789"));
            file.truncate(4);
            file.force(true);
            assertThat(file.size()).isEqualTo(4);
            assertThat(file.position()).isEqualTo(4);
        }
    }

    @LoopTest(schedules = 0)
    void largeWritesAndReadsGoInPieces() throws Exception {
        byte[] bytes = new byte[1_000_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 17);
        try (AsyncFile file = open()) {
            file.write(bytes);
            file.writeAt(0, ByteBuffer.wrap(bytes));
            file.seek(0);
            assertThat(file.receiver().receiveAll()).isEqualTo(bytes);
        }
    }

    @LoopTest
    void itsPositionIsForOneTaskAtATime() throws Exception {
        try (AsyncFile file = open()) {
            file.write(bytes("0123456789"));
            file.seek(0);
            nursery(n -> {
                Task<?> first = n.start(() -> file.read(5));
                while (first.awaiting() == null && !first.done()) checkpoint();
                if (!first.done()) {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> file.read(5))
                            .withMessageContaining("another task");
                    assertThat(file.readAt(5, 5)).hasSize(5);
                }
            });
        }
    }

    @LoopTest
    void isAStream() throws Exception {
        try (AsyncFile file = open()) {
            try (SendStream out = file.sender()) {
                out.sendAll(bytes("one\ntwo\n"));
                out.sendAll(ByteBuffer.wrap(bytes("th")), ByteBuffer.wrap(bytes("ree")));
            }
            file.seek(0);
            ReceiveStream in = file.receiver();
            assertThat(in.reader().lines()).containsExactly("one", "two", "three");
            in.close();
            assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> in.receiveSome(1));
            assertThat(file.isClosed()).isFalse();
        }
    }

    @LoopTest
    void closedItIsOfNoUse() throws Exception {
        AsyncFile file = open();
        ReceiveStream in = file.receiver();
        file.close();
        file.close();
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> file.read(1));
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(file::size);
        assertThatExceptionOfType(ClosedStreamException.class).isThrownBy(() -> in.receiveSome(1));
    }

    @LoopTest
    void isClosedInACancelledTaskToo() throws Exception {
        AsyncFile file = open();
        cancelScope(scope -> {
            scope.cancel("over");
            file.close();
        });
        assertThat(file.isClosed()).isTrue();
    }

    @LoopTest
    void allItDoesIsACheckpoint() throws Exception {
        try (AsyncFile file = open()) {
            LoopAssertions.assertCheckpoints(() -> file.read(1));
            LoopAssertions.assertCheckpoints(() -> file.write(bytes("a")));
            LoopAssertions.assertCheckpoints(file::size);
            LoopAssertions.assertCheckpoints(file::position);
            LoopAssertions.assertCheckpoints(() -> file.receiver().awaitReadable());
            LoopAssertions.assertCheckpoints(() -> file.sender().sendAll(new ByteBuffer[0]));
            LoopAssertions.assertNoCheckpoints(() -> assertThat(file.isClosed()).isFalse());
            assertThat(file.size()).isZero();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
