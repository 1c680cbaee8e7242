package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What works on eight bytes at a time agrees with what works on one. */
class BytesTest {

    @Property
    void theFirstControlCharacterIsFound(
            @ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 10) int from, @ForAll boolean tame) {
        if (tame) {
            for (int i = 0; i < bytes.length - 1; i++) {
                bytes[i] = Bytes.isControl(bytes[i]) ? (byte) 0x80 : bytes[i];
            }
        }
        int start = Math.min(from, bytes.length);
        int expected = start;
        while (expected < bytes.length && (bytes[expected] < 0 || bytes[expected] >= 0x20 && bytes[expected] != 0x7f)) {
            expected++;
        }
        assertThat(Bytes.findControl(bytes, start, bytes.length)).isEqualTo(expected);
    }

    @Property
    void maskingInPiecesIsMaskingInOne(
            @ForAll @Size(max = 100) byte[] bytes, @ForAll int key, @ForAll @IntRange(max = 100) int cut) {
        byte[] expected = bytes.clone();
        for (int i = 0; i < bytes.length; i++) {
            expected[i] ^= (byte) (key >>> 8 * (i % 4));
        }
        int middle = Math.min(cut, bytes.length);
        Masking.apply(bytes, 0, middle, key, 0);
        Masking.apply(bytes, middle, bytes.length, key, middle);
        assertThat(bytes).isEqualTo(expected);
    }

    @Property
    void numbersAreWrittenAsTheJdkWritesThem(@ForAll long any, @ForAll @LongRange(max = 100000) long small) {
        for (long value : new long[] {any, small, -small, 0, Long.MIN_VALUE, Long.MAX_VALUE}) {
            WireBuffer out = new WireBuffer(0);
            out.putDecimal(value);
            out.put((byte) ' ');
            out.putHex(value & Long.MAX_VALUE);
            assertThat(new String(out.toByteArray(), ISO_8859_1))
                    .isEqualTo(value + " " + Long.toHexString(value & Long.MAX_VALUE));
        }
    }
}
