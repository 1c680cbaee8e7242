package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a query says. */
class ParametersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''               | {}
                    a=1              | {a=[1]}
                    a=1&b=2&a=3      | {a=[1, 3], b=[2]}
                    a                | {a=[]}
                    a&b              | {a=[], b=[]}
                    =x               | {=[x]}
                    a=b=c            | {a=[b=c]}
                    &&a=1&&          | {a=[1]}
                    a=x%26y%3Dz      | {a=[x&y=z]}
                    a+b=c+d%2B       | {a b=[c d+]}
                    %C3%A9=%E2%82%AC | {é=[€]}
                    a;b=1            | {a;b=[1]}
                    """)
    void areSplitBeforeTheyAreDecoded(String query, String expected) {
        assertThat(Parameters.parse(query)).hasToString(expected.replace("[]", "[]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a=%4", "a=%zz", "%FF=1", "a=%C3"})
    void areRefusedIfTheyCannotBeDecoded(String query) {
        assertThatExceptionOfType(HttpException.class)
                .isThrownBy(() -> Parameters.parse(query))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void canBeAskedFor() {
        Parameters parameters = Parameters.parse("a=1&b=&a=2");
        assertThat(parameters.first("a")).isEqualTo("1");
        assertThat(parameters.first("b")).isEmpty();
        assertThat(parameters.first("c")).isNull();
        assertThat(parameters.all("a")).containsExactly("1", "2");
        assertThat(parameters.all("c")).isEmpty();
        assertThat(parameters.names()).containsExactly("a", "b");
        assertThat(Parameters.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void areMadeAndEncoded() {
        Parameters parameters = Parameters.of("a", "1", "b c", "&=", "a", "\u00fc");
        assertThat(parameters.all("a")).containsExactly("1", "\u00fc");
        assertThat(parameters.encode()).isEqualTo("a=1&a=%C3%BC&b%20c=%26%3D");
        assertThat(Parameters.parse(parameters.encode())).hasToString(parameters.toString());
        assertThat(Parameters.EMPTY.encode()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Parameters.of("a"));
    }
}
