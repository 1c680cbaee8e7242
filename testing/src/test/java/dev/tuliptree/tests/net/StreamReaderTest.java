package dev.tuliptree.tests.net;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopAssertions;
import dev.tuliptree.testing.LoopTest;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A reader takes lines and other pieces off a stream, however the bytes are cut on their way. */
class StreamReaderTest {
    /** A stream that hands out given pieces, one at a time, each after a while. */
    private static final class Pieces implements ReceiveStream {
        private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();

        static Pieces of(String... texts) {
            Pieces stream = new Pieces();
            for (String text : texts) stream.pieces.add(text.getBytes(UTF_8));
            return stream;
        }

        /** All of the text, cut in two. */
        static Pieces cut(String text, int at) {
            return of(text.substring(0, at), text.substring(at));
        }

        @Override
        public byte[] receiveSome(int most) {
            ByteBuffer room = ByteBuffer.allocate(most);
            int count = receiveSome(room);
            byte[] received = new byte[Math.max(count, 0)];
            room.flip().get(received);
            return received;
        }

        @Override
        public int receiveSome(ByteBuffer target) {
            sleep(millis(1));
            byte[] piece = pieces.poll();
            if (piece == null) return -1;
            if (piece.length == 0) return receiveSome(target);
            int count = Math.min(piece.length, target.remaining());
            target.put(piece, 0, count);
            if (count < piece.length) pieces.push(Arrays.copyOfRange(piece, count, piece.length));
            return count;
        }

        @Override
        public void awaitReadable() {
            checkpoint();
        }

        @Override
        public void close() {}
    }

    private static List<String> linesOf(StreamReader reader) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) lines.add(line);
        return lines;
    }

    @LoopTest(schedules = 0)
    void linesAreTheSameWhereverTheBytesAreCut() throws IOException {
        String text = "first\r\nsecond\n\n\r\nlast, with an ü and no end";
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(linesOf(Pieces.cut(text, cut).reader()))
                    .containsExactly("first", "second", "", "", "last, with an ü and no end");
        }
    }

    @LoopTest(schedules = 0)
    void linesCanBeIteratedOver() {
        List<String> lines = new ArrayList<>();
        for (String line : Pieces.of("a\nb", "\nc\n").reader().lines()) lines.add(line);
        assertThat(lines).containsExactly("a", "b", "c");
    }

    @LoopTest
    void aCarriageReturnElsewhereIsPartOfTheLine() throws IOException {
        assertThat(linesOf(Pieces.of("a\rb\r\n\r", "\n").reader())).containsExactly("a\rb", "");
    }

    @LoopTest
    void atTheEndThereIsNone() throws IOException {
        StreamReader reader = Pieces.of("only\n").reader();
        assertThat(reader.readLine()).isEqualTo("only");
        assertThat(reader.readLine()).isNull();
        assertThat(reader.readLine()).isNull();
    }

    @LoopTest
    void aLineAtTheLimitIsReadAndOneBeyondIsRefused() throws IOException {
        assertThat(new StreamReader(Pieces.of("1234\n"), 5).readLine()).isEqualTo("1234");
        StreamReader reader = new StreamReader(Pieces.of("123456789\n"), 5);
        assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class).hasMessageContaining("more than 5");
        assertThat(reader.readSome(100)).as("what had come stays").isNotEmpty();
        StreamReader lines = new StreamReader(Pieces.of("123456789\n"), 5);
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> {
            for (String line : lines.lines()) fail(line);
        });
    }

    @LoopTest(schedules = 0)
    void aDelimiterIsFoundWhereverItIsCut() throws IOException {
        String text = "head\r\n\r\r\n\r\nbody";
        for (int cut = 0; cut <= text.length(); cut++) {
            StreamReader reader = Pieces.cut(text, cut).reader();
            assertThat(new String(reader.readUntil("\r\n\r\n".getBytes(UTF_8)), UTF_8))
                    .isEqualTo("head\r\n\r\r\n\r\n");
            assertThat(new String(reader.readExactly(4), UTF_8)).isEqualTo("body");
        }
    }

    @LoopTest
    void withoutTheDelimiterWhatHadComeStays() throws IOException {
        StreamReader reader = Pieces.of("abc").reader();
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader.readUntil(";".getBytes(UTF_8)))
                .withMessageContaining("3 bytes");
        assertThat(reader.readExactly(3)).isEqualTo("abc".getBytes(UTF_8));
        assertThatIllegalArgumentException().isThrownBy(() -> reader.readUntil(new byte[0]));
    }

    @LoopTest
    void exactlyIsNoFewer() throws IOException {
        StreamReader reader = Pieces.of("ab", "c", "de").reader();
        assertThat(reader.readExactly(4)).isEqualTo("abcd".getBytes(UTF_8));
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> reader.readExactly(2))
                .withMessageContaining("1 of 2");
        assertThat(reader.readSome(10)).isEqualTo("e".getBytes(UTF_8));
        assertThat(reader.readSome(10)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> reader.readExactly(StreamReader.DEFAULT_LIMIT + 1));
    }

    @LoopTest
    void readingIsACheckpointEvenFromTheBuffer() throws IOException {
        StreamReader reader = Pieces.of("a\nb\nc\nd\ne\n").reader();
        assertThat(reader.readLine()).isEqualTo("a");
        LoopAssertions.assertCheckpoints(() -> reader.readLine());
        LoopAssertions.assertCheckpoints(() -> reader.readExactly(1));
        LoopAssertions.assertCheckpoints(() -> reader.readSome(1));
        LoopAssertions.assertCheckpoints(() -> reader.readUntil("\n".getBytes(UTF_8)));
        assertThat(linesOf(reader)).containsExactly("b", "c", "d", "e");
    }

    @LoopTest
    void readingFromTheBufferLetsOthersRun() throws IOException {
        StreamReader reader = Pieces.of("x\n".repeat(5_000)).reader();
        LoopAssertions.assertLetsOthersRun(() -> reader.readLine());
    }

    @LoopTest
    void cancelledAtAnyPointItHasTakenNothing() {
        int points = CancelEverywhere.run(victim -> {
            StreamReader reader = Pieces.of("fi", "rst\nsec", "ond\nth", "ird").reader();
            List<String> lines = new ArrayList<>();
            victim.run(() -> {
                for (String line : reader.lines()) lines.add(line);
            });
            lines.addAll(linesOf(reader));
            assertThat(lines).containsExactly("first", "second", "third");
        });
        assertThat(points).isGreaterThan(5);
    }
}
