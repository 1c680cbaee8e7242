package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses as values. */
class ResponseTest {
    @Test
    void areNotChangedByDerivingOthers() {
        Response plain = Response.text("hello");
        Response derived =
                plain.status(404).header("X-A", "1").addHeader("X-A", "2").header("content-type", "a/b");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.headers()).isEqualTo(Headers.of("Content-Type", "text/plain; charset=utf-8"));
        assertThat(derived.status()).isEqualTo(404);
        assertThat(derived.headers()).isEqualTo(Headers.of("X-A", "1", "X-A", "2", "content-type", "a/b"));
        assertThat(derived).hasToString("404 Not Found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length",
                "transfer-encoding",
                "CONNECTION",
                "Keep-Alive",
                "Upgrade",
                "Trailer",
                "Date",
                "X Y",
                "X:",
                ""
            })
    void doNotTakeHeadersThatFrameMessagesOrAreNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").header(name, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").addHeader(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\0b", "a\u001bb", "\u0160"})
    void doNotTakeValuesThatCouldEndALine(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> Response.text("").header("X", value));
        assertThatIllegalArgumentException().isThrownBy(() -> Response.redirect(value));
        assertThatIllegalArgumentException().isThrownBy(() -> Response.bytes(value, new byte[0]));
    }

    @Test
    void haveTheStatusOfAFinalResponse() {
        for (int status : new int[] {0, 99, 100, 101, 199, 600, 999}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Response.text("").status(status));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.webSocket(_ -> {}).status(200));
        for (int status : new int[] {200, 300, 304, 305, 306, 309}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Response.redirect(status, "/"));
        }
        assertThat(Response.redirect("/a").header("location")).isEqualTo("/a");
        assertThat(Response.redirect("/a").status()).isEqualTo(302);
    }
}
