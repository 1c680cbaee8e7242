package dev.tuliptree.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** A wrong answer is not counted as a fast one. */
final class AnswersAreLookedAtTest {
    private static final byte[] BODY = "Hello, World!".getBytes(ISO_8859_1);
    private static final String RESPONSE =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-Length: 13\r\n\r\nHello, World!";

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }

    @Test
    void severalResponsesAtOnceAreCounted() throws IOException {
        assertThat(new HttpAnswers(BODY).take(bytes(RESPONSE.repeat(3)))).isEqualTo(3);
    }

    @Test
    void responsesMayBeCutAnywhere() throws IOException {
        String two = RESPONSE.repeat(2);
        for (int cut = 0; cut <= two.length(); cut++) {
            HttpAnswers answers = new HttpAnswers(BODY);
            int count = answers.take(bytes(two.substring(0, cut))) + answers.take(bytes(two.substring(cut)));
            assertThat(count).as("cut at %d", cut).isEqualTo(2);
        }
    }

    @Test
    void responsesMayComeByteByByte() throws IOException {
        HttpAnswers answers = new HttpAnswers(BODY);
        int count = 0;
        for (byte next : RESPONSE.repeat(2).getBytes(ISO_8859_1)) {
            count += answers.take(ByteBuffer.wrap(new byte[] {next}));
        }
        assertThat(count).isEqualTo(2);
    }

    @Test
    void anotherStatusIsWrong() {
        assertWrong(RESPONSE.replace("200 OK", "503 Busy"), "not a response with status 200: HTTP/1.1 503 Busy");
    }

    @Test
    void anotherBodyIsWrong() {
        assertWrong(RESPONSE.replace("World", "Wordl"), "byte 10 of a body is wrong");
    }

    @Test
    void anotherLengthIsWrong() {
        assertWrong(RESPONSE.replace(": 13", ": 14"), "a body of 14 bytes instead of 13");
    }

    @Test
    void aResponseMustSayHowLongItIs() {
        assertWrong(RESPONSE.replace("content-Length", "X"), "a response without Content-Length");
    }

    @Test
    void aHeadMustEnd() {
        assertWrong("HTTP/1.1 200 OK\r\nX: " + "y".repeat(5_000), "the head of a response does not end");
    }

    private static void assertWrong(String response, String why) {
        assertThatIOException()
                .isThrownBy(() -> new HttpAnswers(BODY).take(bytes(response)))
                .withMessageStartingWith(why);
    }

    @Test
    void messagesThatComeBackMayBeCutAnywhere() throws IOException {
        for (int cut = 0; cut <= 6; cut++) {
            ExactAnswers answers = new ExactAnswers("abc".getBytes(ISO_8859_1));
            int count = answers.take(bytes("abcabc".substring(0, cut))) + answers.take(bytes("abcabc".substring(cut)));
            assertThat(count).as("cut at %d", cut).isEqualTo(2);
        }
    }

    @Test
    void anotherMessageIsWrong() {
        assertThatIOException()
                .isThrownBy(() -> new ExactAnswers("abc".getBytes(ISO_8859_1)).take(bytes("abcabd")))
                .withMessage("byte 2 of an answer is wrong");
    }
}
