package dev.tuliptree.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends agree on how messages are compressed, or that they are not (RFC 7692, 7.1). */
class DeflateParametersTest {

    private static @Nullable String answer(String... lines) throws ProtocolException {
        DeflateParameters answer = DeflateParameters.answer(List.of(lines), false, false);
        return answer == null ? null : answer.header();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "permessage-deflate                                | permessage-deflate",
                "Permessage-Deflate                                | permessage-deflate",
                "permessage-deflate; server_no_context_takeover    | permessage-deflate; server_no_context_takeover",
                "permessage-deflate; client_no_context_takeover    | permessage-deflate; client_no_context_takeover",
                "permessage-deflate ;server_max_window_bits = 10   | permessage-deflate; server_max_window_bits=10",
                "permessage-deflate; server_max_window_bits=\"8\"  | permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=15     | permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; client_max_window_bits        | permessage-deflate",
                "permessage-deflate; client_max_window_bits=9      | permessage-deflate",
                "permessage-deflate; x=1, permessage-deflate       | permessage-deflate",
                "x-webkit-deflate-frame, , permessage-deflate      | permessage-deflate",
                "permessage-deflate; server_max_window_bits=9, permessage-deflate"
                        + " | permessage-deflate; server_max_window_bits=9",
            })
    void theFirstValidOfferIsAnswered(String offer, String answer) throws ProtocolException {
        assertThat(answer(offer)).isEqualTo(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x-webkit-deflate-frame",
                "permessage-deflate; x",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=07",
                "permessage-deflate; client_max_window_bits=10; client_max_window_bits=10",
            })
    void offersThatAreNotValidAreDeclined(String offer) throws ProtocolException {
        assertThat(answer(offer)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;", "a;=1", "a; b=", "a; b=\"", "a; b=\"\"", "a; b=\"c d\"", "=", "a; b=\"c\"d"})
    void aMalformedHeaderIsABadRequest(String header) {
        assertThatThrownBy(() -> answer(header))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void offersMayStandInSeveralLines() throws ProtocolException {
        assertThat(answer("foo", "permessage-deflate; bar", "permessage-deflate; server_no_context_takeover"))
                .isEqualTo("permessage-deflate; server_no_context_takeover");
    }

    @Test
    void aServerMayForbidContextsThatNobodyAskedItToForbid() throws ProtocolException {
        DeflateParameters answer = DeflateParameters.answer(List.of("permessage-deflate"), true, true);
        assertThat(answer).isNotNull();
        assertThat(answer.header())
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover");
    }

    @Test
    void aClientOffersWindowsOfAnySize() {
        assertThat(DeflateParameters.offer(false, false).header())
                .isEqualTo("permessage-deflate; client_max_window_bits");
        assertThat(DeflateParameters.offer(true, true).header())
                .isEqualTo("permessage-deflate; server_no_context_takeover; client_no_context_takeover;"
                        + " client_max_window_bits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; server_max_window_bits=15; client_max_window_bits=8",
            })
    void aClientTakesTheAnswersThatItsOfferAllows(String answer) throws ProtocolException {
        DeflateParameters agreed = DeflateParameters.offer(false, false).agreed(List.of(answer));
        assertThat(agreed).isNotNull();
        assertThat(agreed.header()).isEqualTo(answer);
        assertThat(DeflateParameters.offer(false, false).agreed(List.of())).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo",
                "permessage-deflate, permessage-deflate",
                "permessage-deflate, foo",
                "permessage-deflate; x",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; client_no_context_takeover; client_no_context_takeover",
                "permessage-deflate; client_no_context_takeover=1",
                "permessage-deflate;",
            })
    void aClientRefusesEveryOtherAnswer(String answer) {
        assertThatThrownBy(() -> DeflateParameters.offer(false, false).agreed(List.of(answer)))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.status()).isEqualTo(502));
    }

    @Test
    void aServerMustForgetIfItIsAskedTo() {
        assertThatThrownBy(() -> DeflateParameters.offer(true, false).agreed(List.of("permessage-deflate")))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void whatWasNotOfferedCannotBeAgreedTo() throws ProtocolException {
        DeflateParameters.agreedToNothing(List.of());
        assertThatThrownBy(() -> DeflateParameters.agreedToNothing(List.of("permessage-deflate")))
                .isInstanceOf(ProtocolException.class);
    }
}
