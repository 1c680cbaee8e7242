package dev.tuliptree.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What one end compresses, the other reads; and nobody can make us hold more than the limits say. */
class MessageDeflateTest {

    @Property(tries = 300)
    void messagesComeOutAsTheyWentIn(
            @ForAll boolean keepsContext,
            @ForAll @IntRange(min = 8, max = 15) int windowBits,
            @ForAll @IntRange(min = 1, max = 9) int level,
            @ForAll long seed) {
        Random random = new Random(seed);
        try (var deflater = new MessageDeflater(level, keepsContext, windowBits);
                var inflater = new MessageInflater(!deflater.isIndependent())) {
            MessageAssembler assembler = new MessageAssembler(Role.CLIENT, WebSocketLimits.DEFAULT, inflater);
            List<byte[]> messages = new ArrayList<>();
            WireBuffer frames = new WireBuffer(16);
            for (int i = random.nextInt(5); i >= 0; i--) {
                byte[] message = message(random);
                messages.add(message);
                WireBuffer compressed = new WireBuffer(random.nextInt(100));
                deflater.deflate(message, compressed);
                FrameWriter.server(frames).compressed(Opcode.BINARY, compressed);
            }
            assertThat(read(assembler, Cuts.random(frames.toByteArray(), seed)))
                    .usingRecursiveComparison()
                    .isEqualTo(messages);
        }
    }

    /** Some with much in common near and far, some with nothing. */
    private static byte[] message(Random random) {
        byte[] message = new byte[random.nextInt(40_000) >> random.nextInt(16)];
        int letters = 1 << random.nextInt(9);
        for (int i = 0; i < message.length; i++) {
            message[i] = i > 3_000 && random.nextInt(4) > 0 ? message[i - 3_000] : (byte) random.nextInt(letters);
        }
        return message;
    }

    private static List<byte[]> read(MessageAssembler assembler, List<byte[]> pieces) {
        List<byte[]> messages = new ArrayList<>();
        for (byte[] piece : pieces) {
            int from = 0;
            while (from < piece.length) {
                from += assembler.feed(piece, from, piece.length);
                switch (assembler.event()) {
                    case null -> {}
                    case MessageEvent.Binary(byte[] data) -> messages.add(data);
                    case MessageEvent other -> throw new AssertionError(other);
                }
            }
        }
        return messages;
    }

    @Test
    void noReferenceGoesFurtherBackThanTheWindowIsLarge() throws Exception {
        byte[] message = new byte[4096];
        new Random(1).nextBytes(message);
        // What is repeated is 1,024 bytes away: too far for a window of 512.
        System.arraycopy(message, 0, message, 1024, 1024);
        assertThat(compressed(message, 15)).isLessThan(3200);
        assertThat(compressed(message, 11)).isLessThan(3200);
        assertThat(compressed(message, 9)).isGreaterThan(4096);
        for (int bits = 8; bits < 15; bits++) {
            assertThat(longestPiece(message, bits)).isLessThanOrEqualTo(1 << bits);
        }
    }

    private static int compressed(byte[] message, int windowBits) {
        try (var deflater = new MessageDeflater(9, true, windowBits)) {
            WireBuffer out = new WireBuffer(0);
            deflater.deflate(message, out);
            return out.size();
        }
    }

    /** Reads each piece between two empty blocks with a reader of its own, which knows nothing of the ones before. */
    private static int longestPiece(byte[] message, int windowBits) throws DataFormatException {
        WireBuffer out = new WireBuffer(0);
        try (var deflater = new MessageDeflater(9, true, windowBits)) {
            deflater.deflate(message, out);
        }
        out.put(new byte[] {0, 0, (byte) 0xff, (byte) 0xff});
        byte[] bytes = out.toByteArray();
        byte[] read = new byte[message.length];
        int total = 0;
        int longest = 0;
        int from = 0;
        for (int to = 4; to <= bytes.length; to++) {
            boolean ends = bytes[to - 4] == 0 && bytes[to - 3] == 0 && bytes[to - 2] == -1 && bytes[to - 1] == -1;
            if (ends) {
                try (Inflater inflater = new Inflater(true)) {
                    inflater.setInput(bytes, from, to - from);
                    int count = inflater.inflate(read, total, read.length - total);
                    longest = Math.max(longest, count);
                    total += count;
                }
                from = to;
            }
        }
        assertThat(read).isEqualTo(message);
        return longest;
    }

    @Test
    void aSmallMessageThatStandsForALargeOneIsCutOffAtTheLimit() {
        WireBuffer bomb = new WireBuffer(0);
        try (var deflater = new MessageDeflater(9, true, 15);
                var inflater = new MessageInflater(true)) {
            deflater.deflate(new byte[64 << 20], bomb);
            assertThat(bomb.size()).isLessThan(70_000);
            WireBuffer frame = new WireBuffer(0);
            FrameWriter.server(frame).compressed(Opcode.BINARY, bomb);
            MessageAssembler assembler =
                    new MessageAssembler(Role.CLIENT, WebSocketLimits.DEFAULT.withMaxMessageBytes(100_000), inflater);
            // A thousandth of what it stands for says enough.
            byte[] bytes = Arrays.copyOf(frame.toByteArray(), 200);
            assembler.feed(bytes, 0, bytes.length);
            assertThat(assembler.event())
                    .isEqualTo(new MessageEvent.Failure(
                            CloseCode.TOO_BIG, "A message is larger than 100000 bytes when it is decompressed."));
        }
    }

    @Test
    void aMessageOfJustTheLimitIsReadEvenIfItGrewWhenCompressed() {
        byte[] message = new byte[100_000];
        new Random(1).nextBytes(message);
        try (var deflater = new MessageDeflater(9, true, 8);
                var inflater = new MessageInflater(true)) {
            WireBuffer compressed = new WireBuffer(0);
            deflater.deflate(message, compressed);
            assertThat(compressed.size()).isGreaterThan(message.length);
            WireBuffer frame = new WireBuffer(0);
            FrameWriter.server(frame).compressed(Opcode.BINARY, compressed);
            WebSocketLimits limits = WebSocketLimits.DEFAULT.withMaxMessageBytes(message.length);
            assertThat(read(new MessageAssembler(Role.CLIENT, limits, inflater), List.of(frame.toByteArray())))
                    .containsExactly(message);
        }
    }

    @Test
    void withoutAContextNothingIsHeldBetweenMessages() throws Exception {
        for (boolean keepsContext : new boolean[] {true, false}) {
            MessageDeflater deflater = new MessageDeflater(6, keepsContext, 15);
            MessageInflater inflater = new MessageInflater(keepsContext);
            WireBuffer compressed = new WireBuffer(0);
            deflater.deflate(new byte[100], compressed);
            inflater.inflate(compressed.array(), 0, compressed.size(), new WireBuffer(0), 100);
            assertThat(inflater.holdsMemory()).isTrue();
            inflater.endMessage(new WireBuffer(0), 100);
            assertThat(deflater.holdsMemory()).isEqualTo(keepsContext);
            assertThat(inflater.holdsMemory()).isEqualTo(keepsContext);
            deflater.close();
            inflater.close();
            assertThat(deflater.holdsMemory()).isFalse();
            assertThat(inflater.holdsMemory()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> deflater.deflate(new byte[100], compressed));
            assertThatIllegalStateException().isThrownBy(() -> inflater.endMessage(compressed, 100));
        }
    }
}
