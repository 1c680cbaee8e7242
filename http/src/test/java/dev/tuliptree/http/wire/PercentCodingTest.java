package dev.tuliptree.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentCodingTest {

    @Test
    void decodesUtf8() throws Exception {
        assertThat(PercentCoding.decode("%C3%a9t%C3%A9+%2F%25")).isEqualTo("été+/%");
        assertThat(PercentCoding.decodeForm("a+b%2B")).isEqualTo("a b+");
        assertThat(PercentCoding.decodeForm("a+b")).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "a%4", "%4x", "%x4", "%+1", "%C3", "%C3%28", "%c0%af", "%ed%a0%80", "%u0041"})
    void refusesWhatIsNotEncodedUtf8(String bad) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> PercentCoding.decode(bad))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Property
    void whatWasEncodedIsATargetAndDecodesToItself(@ForAll @CharRange(from = 0, to = 0xd7ff) String text)
            throws Exception {
        String encoded = PercentCoding.encode(text);
        assertThat(FieldSyntax.checkTarget("/" + encoded)).matches("/[A-Za-z0-9._~%-]*");
        assertThat(PercentCoding.decode(encoded)).isEqualTo(text);
        assertThat(PercentCoding.decodeForm(encoded)).isEqualTo(text);
    }
}
