package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Header lines keep their order and spelling, are found without regard to case, and never change. */
class HeadersTest {
    private final Headers headers = Headers.of("Accept", "a", "X", "1", "accept", "b");

    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertThat(headers.first("ACCEPT")).isEqualTo("a");
        assertThat(headers.all("ACCEPT")).containsExactly("a", "b");
        assertThat(headers.contains("x")).isTrue();
        assertThat(headers.first("y")).isNull();
        assertThat(headers.all("y")).isEmpty();
    }

    @Test
    void orderAndSpellingAreKept() {
        assertThat(headers)
                .containsExactly(
                        new Headers.Field("Accept", "a"),
                        new Headers.Field("X", "1"),
                        new Headers.Field("accept", "b"));
        assertThat(headers).hasToString("Accept: a\nX: 1\naccept: b\n");
        assertThat(headers.size()).isEqualTo(3);
        assertThat(headers.name(2)).isEqualTo("accept");
        assertThat(headers.value(2)).isEqualTo("b");
    }

    @Test
    void aChangeMakesOtherHeaders() {
        assertThat(headers.with("Accept", "c")).isEqualTo(Headers.of("X", "1", "Accept", "c"));
        assertThat(headers.plus("X", "2").all("x")).containsExactly("1", "2");
        assertThat(headers.without("accept")).isEqualTo(Headers.of("X", "1"));
        assertThat(headers.without("y")).isSameAs(headers);
        assertThat(headers.size()).isEqualTo(3);
        assertThat(Headers.of("X", "1").without("x")).isSameAs(Headers.EMPTY);
        assertThat(Headers.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void equalHeadersMayBeSpelledDifferently() {
        assertThat(Headers.of("x-y", "A")).isEqualTo(Headers.of("X-Y", "A")).hasSameHashCodeAs(Headers.of("X-Y", "A"));
        assertThat(Headers.of("x", "A")).isNotEqualTo(Headers.of("x", "a"));
        assertThat(Headers.of("a", "1", "b", "2")).isNotEqualTo(Headers.of("b", "2", "a", "1"));
    }

    @Test
    void whatCannotBeSentIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> headers.plus("a b", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> headers.with("a", "x\r\ny: z"));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.of("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> Headers.builder().add("", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Headers.Field("a", "\0"));
        assertThatThrownBy(() -> headers.name(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
