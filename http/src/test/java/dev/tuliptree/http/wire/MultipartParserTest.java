package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Multipart bodies, whole and cut at every byte. {@code /} stands for a line break, {@code b} is the boundary. */
class MultipartParserTest {
    private static final HttpLimits LIMITS =
            HttpLimits.DEFAULT.withMaxHeaderBytes(100).withMaxHeaders(3);

    /** What comes of a body that arrives in pieces of this size, the last of which is the rest. */
    private static String parse(String body, int... pieces) throws ProtocolException {
        byte[] bytes = body.replace("/", "\r\n").getBytes(ISO_8859_1);
        MultipartParser parser = new MultipartParser("b", LIMITS, 3);
        StringBuilder found = new StringBuilder();
        int from = 0;
        int to = 0;
        for (int i = 0; i <= pieces.length; i++) {
            to = i == pieces.length ? bytes.length : Math.min(bytes.length, to + pieces[i]);
            do {
                from += parser.feed(bytes, from, to);
                found.append(
                        switch (parser.event()) {
                            case null -> "";
                            case PART -> "[" + headers(parser) + "]";
                            case DATA -> new String(bytes, parser.dataOffset(), parser.dataLength(), ISO_8859_1);
                            case PART_END -> "|";
                            case END -> "";
                        });
            } while (parser.event() != null && parser.event() != MultipartParser.Event.END);
        }
        parser.endOfInput();
        return found.toString().replace("\r\n", "/");
    }

    private static String headers(MultipartParser parser) {
        StringBuilder text = new StringBuilder();
        parser.headers().forEach((name, value) -> text.append(name).append(value));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "--b/a:1//data/--b--/, [a1]data|",
        "--b//data/--b--, []data|",
        "--b//one/--b/x:y/z:1//two/--b--/, []one|[xyz1]two|",
        "--b--, ''",
        "/--b//data/--b--, []data|",
        "preamble/--b//data/--b--epilogue/--b/x, []data|",
        "--c/--b//data/--b--, []data|",
        "--b \t//data/--b  //more/--b--, []data|[]more|",
        "--b///--b--, []|",
        "--b/////--b--, []//|",
        "--b//--b/--/--/-b/--a/--b--, []--b/--/--/-b/--a|",
        "--b//\r\r/--b--, []\r\r|",
    })
    void areTakenApart(String body, String expected) throws Exception {
        assertThat(parse(body)).isEqualTo(expected);
        int length = body.replace("/", "\r\n").length();
        for (int i = 1; i < length; i++) {
            assertThat(parse(body, i)).as("cut at %s", i).isEqualTo(expected);
        }
        int[] single = new int[length];
        Arrays.fill(single, 1);
        assertThat(parse(body, single)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "data",
                "--b",
                "--b/",
                "--b//",
                "--b//data",
                "--b//data/--b",
                "--b//data/--b-",
                "--b//data/--bb--",
                "--b\rx//data/--b--",
                "--b/no colon//data/--b--",
                "--b/ a:1//data/--b--",
                "--b/a:1/ folded//data/--b--",
                "--b/a:\u0001//data/--b--",
            })
    void areRefusedIfTheyAreMalformed(String body) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(body))
                .matches(e -> e.status() == 400);
    }

    @Test
    void areLimited() throws Exception {
        String three = "--b//1/--b//2/--b//3";
        assertThat(parse(three + "/--b--")).isEqualTo("[]1|[]2|[]3|");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(three + "/--b//4/--b--"))
                .matches(e -> e.status() == 413);
        assertThat(parse("--b/a:1/b:2/c:3//1/--b--")).isEqualTo("[a1b2c3]1|");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse("--b/a:1/b:2/c:3/d:4//1/--b--"))
                .matches(e -> e.status() == 431);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse("--b/a:" + "x".repeat(100) + "//1/--b--"))
                .matches(e -> e.status() == 431);
        assertThat(parse("x".repeat(100) + "/--b--")).isEmpty();
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> parse("x".repeat(101) + "/--b--"));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse("--b" + " ".repeat(70) + "//1/--b--"));
    }

    @Test
    void haveABoundaryThatIsOne() throws Exception {
        for (String bad : List.of("", "x".repeat(71), "a ", "a\r\n", "a\"", "\u00fc")) {
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> new MultipartParser(bad, LIMITS, 1));
        }
        assertThat(new MultipartParser("x".repeat(70), LIMITS, 1)).isNotNull();
    }

    @Test
    void parametersOfHeadersAreTakenApart() throws Exception {
        assertThat(HeaderParameters.parse("Form-Data; NAME=\"a \\\"b\\\"\"; filename=\"C:\\x\\y.txt\" ;x=y;"))
                .hasToString(
                        "HeaderParameters[value=form-data, parameters={name=a \"b\", filename=C:\\x\\y.txt, x=y}]");
        assertThat(HeaderParameters.parse("text/plain").parameters()).isEmpty();
        for (String bad : List.of("a; b", "a; b=\"x", "a; b=\"x\"y", "a; =x", "a; b=1; B=2", "a; b c=1", "a; b=")) {
            assertThatExceptionOfType(ProtocolException.class).as(bad).isThrownBy(() -> HeaderParameters.parse(bad));
        }
    }
}
