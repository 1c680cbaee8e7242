package dev.tuliptree.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs, taken apart and put together. */
class UrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://a, http://a, /",
        "HTTP://Example.ORG:80/x?y#z, http://example.org, /x?y",
        "https://a:443/, https://a, /",
        "https://a:80/, https://a:80, /",
        "wss://a, https://a, /",
        "http://a?q, http://a, /?q",
        "http://a:/, http://a, /",
        "http://[2001:DB8::1]:8080/, http://[2001:db8::1]:8080, /",
        "http://127.0.0.1/, http://127.0.0.1, /",
        "http://bücher.example/straße?ü=ü, http://xn--bcher-kva.example, /stra%C3%9Fe?%C3%BC=%C3%BC",
        "http://a/a b|c\\d%20%zz, http://a, /a%20b%7Cc%5Cd%20%zz",
    })
    void areMadeFitToBeSent(String url, String origin, String target) {
        assertThat(Url.of(url).origin()).hasToString(origin);
        assertThat(Url.of(url).target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/path",
                "a.example",
                "ftp://a/",
                "http:/a",
                "http://",
                "http:///path",
                "http://user@a/",
                "http://user:pw@a/",
                "http://a\\@b/",
                "http://a b/",
                "http://a\u0000b/",
                "http://a/\r\nX: y",
                "http://a:0/",
                "http://a:65536/",
                "http://a:-1/",
                "http://a:8x/",
                "http://[::1/",
                "http://[::1%25eth0]/",
                "http://[x]/",
                "http://::1/",
                "http://2130706433/",
                "http://127.1/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://1.2.3.256/",
                "http://1.2.3.4./",
            })
    void areRefusedIfTheyAreNone(String url) {
        assertThatIllegalArgumentException().as(url).isThrownBy(() -> Url.of(url));
    }

    /** The examples of RFC 3986, 5.4, as far as they are http. */
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g/",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "#s, http://a/b/c/d;p?q",
        "g#s, http://a/b/c/g",
        "g?y#s, http://a/b/c/g?y",
        ";x, http://a/b/c/;x",
        "'', http://a/b/c/d;p?q",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "..g, http://a/b/c/..g",
        "./../g, http://a/b/g",
        "g;x=1/../y, http://a/b/c/y",
        "g?y/../x, http://a/b/c/g?y/../x",
        "https://b/x, https://b/x",
    })
    void areResolved(String reference, String expected) {
        assertThat(Url.of("http://a/b/c/d;p?q").resolve(reference)).hasToString(expected);
    }

    @Test
    void takeMoreIntoTheirQuery() {
        assertThat(Url.of("http://a/").plusQuery("x=1").plusQuery("y=2")).hasToString("http://a/?x=1&y=2");
        assertThat(Url.of("http://a/?").plusQuery("x=1")).hasToString("http://a/?x=1");
        assertThat(Url.of("http://a/").plusQuery("")).hasToString("http://a/");
    }
}
