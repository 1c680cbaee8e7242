package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** The validator is of one opinion with the JDK's decoder, but has it earlier. */
class Utf8ValidatorTest {
    private static final int[] INTERESTING = {
        0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
        0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Provide
    Arbitrary<byte[]> nearlyText() {
        Arbitrary<byte[]> good =
                Arbitraries.of("a", "é", "€", "😀", "plain ascii that is long").map(s -> s.getBytes(UTF_8));
        Arbitrary<byte[]> any = Arbitraries.integers().between(0, 255).map(b -> new byte[] {b.byteValue()});
        return Arbitraries.frequencyOf(Tuple.of(20, good), Tuple.of(1, any))
                .list()
                .ofMaxSize(30)
                .map(Utf8ValidatorTest::join);
    }

    @Property(tries = 2000)
    void agreesWithTheJdkHoweverTheTextIsCut(@ForAll("nearlyText") byte[] bytes, @ForAll long seed) {
        assertThat(isValid(List.of(bytes))).isEqualTo(jdkSaysValid(bytes));
        assertThat(isValid(Cuts.random(bytes, seed))).isEqualTo(jdkSaysValid(bytes));
    }

    @Test
    void agreesWithTheJdkOnAllSequencesOfBytesAtTheLimits() {
        for (int a : INTERESTING) {
            for (int b : INTERESTING) {
                for (int c : INTERESTING) {
                    for (int d : INTERESTING) {
                        byte[] bytes = {(byte) a, (byte) b, (byte) c, (byte) d};
                        if (isValid(List.of(bytes)) != jdkSaysValid(bytes)) {
                            assertThat(bytes).isNull();
                        }
                    }
                }
            }
        }
    }

    @Test
    void failsAtTheFirstByteThatNoTextCanHaveThere() {
        for (int[] bad : new int[][] {{0xc0}, {0xe0, 0x9f}, {0xed, 0xa0}, {0xf0, 0x8f}, {0xf4, 0x90}, {0xf5}, {0x80}}) {
            Utf8Validator validator = new Utf8Validator();
            for (int i = 0; i < bad.length; i++) {
                assertThat(validator.check(new byte[] {(byte) bad[i]}, 0, 1)).isEqualTo(i < bad.length - 1);
            }
            assertThat(validator.check(new byte[] {'a'}, 0, 1)).isFalse();
            validator.reset();
            assertThat(validator.check(new byte[] {'a'}, 0, 1)).isTrue();
        }
    }

    private static boolean isValid(List<byte[]> pieces) {
        Utf8Validator validator = new Utf8Validator();
        for (byte[] piece : pieces) {
            validator.check(piece, 0, piece.length);
        }
        return validator.isComplete();
    }

    private static boolean jdkSaysValid(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] join(List<byte[]> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
