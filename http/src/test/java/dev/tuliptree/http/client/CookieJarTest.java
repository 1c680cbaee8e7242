package dev.tuliptree.http.client;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cookies are kept, and where they are sent. */
class CookieJarTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CookieJar jar =
            new CookieJar(domain -> List.of("org", "co.uk").contains(domain), 8, 3, () -> now);

    @Test
    void goBackToTheHostAndPathTheyCameFrom() {
        jar.set("http://a.example.org/x/y", "n=1");
        assertThat(jar.get("http://a.example.org/x/")).containsEntry("n", "1");
        assertThat(jar.get("http://a.example.org/x")).containsEntry("n", "1");
        assertThat(jar.get("http://a.example.org:8080/x/z?q")).containsEntry("n", "1");
        assertThat(jar.get("https://a.example.org/x/z")).containsEntry("n", "1");
        for (String elsewhere : List.of(
                "http://a.example.org/",
                "http://a.example.org/xy",
                "http://example.org/x/",
                "http://b.a.example.org/x/")) {
            assertThat(jar.get(elsewhere)).as(elsewhere).isEmpty();
        }
    }

    @Test
    void goToAllOfADomainIfTheyAreForIt() {
        jar.set("http://a.example.org/", "n=1; Domain=.Example.ORG; Path=/");
        assertThat(jar.get("http://example.org/")).containsEntry("n", "1");
        assertThat(jar.get("http://b.example.org/")).containsEntry("n", "1");
        assertThat(jar.get("http://notexample.org/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n=1; Domain=other.org",
                "n=1; Domain=b.a.example.org",
                "n=1; Domain=example.or",
                "n=1; Secure",
                "n=1; SameSite=None",
                "__Secure-n=1",
                "__Host-n=1; Path=/",
                "=",
                "",
                ";",
                "n=a\u0001b",
                "n=1; Max-Age=0",
                "n=1; Max-Age=-1",
                "n=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
            })
    void areNotKeptIfTheirSenderMayNotSetThem(String header) {
        jar.set("http://a.example.org/", header);
        assertThat(jar.size()).isZero();
    }

    @Test
    void areNotKeptIfTheyAreTooLong() {
        jar.set("http://a/", "n=" + "x".repeat(4095));
        assertThat(jar.size()).isEqualTo(1);
        jar.set("http://a/", "m=" + "x".repeat(4096));
        assertThat(jar.size()).isEqualTo(1);
    }

    @Test
    void doNotReachStrangersUnderTheSameSuffix() {
        jar.set("http://a.co.uk/", "n=1; Domain=co.uk");
        assertThat(jar.get("http://a.co.uk/")).containsEntry("n", "1");
        assertThat(jar.get("http://b.co.uk/")).isEmpty();
        CookieJar careful = new CookieJar();
        careful.set("http://a.example.org/", "n=1; Domain=example.org");
        assertThat(careful.get("http://a.example.org/")).containsEntry("n", "1");
        assertThat(careful.get("http://example.org/")).isEmpty();
        careful.set("http://127.0.0.1/", "n=1; Domain=127.0.0.1");
        assertThat(careful.get("http://127.0.0.1/")).containsEntry("n", "1");
        assertThat(careful.get("http://127.0.0.11/")).isEmpty();
    }

    @Test
    void aListTellsTheSuffixes() throws Exception {
        Path list = Files.writeString(
                folder.resolve("list"), "// a comment\n\ncom\nco.uk // more\n*.ck\n!www.ck\nb\u00fccher.example\n");
        PublicSuffixes suffixes = PublicSuffixes.read(list);
        assertThat(List.of("com", "co.uk", "x.ck", "org", "xn--bcher-kva.example"))
                .allMatch(suffixes::contains);
        assertThat(List.of("a.com", "www.ck", "a.co.uk", "a.x.ck", "example.org"))
                .noneMatch(suffixes::contains);
    }

    @Test
    void thatAreSecureStaySo() {
        jar.set("https://a/", "n=secret; Secure; Path=/");
        assertThat(jar.get("http://a/")).isEmpty();
        jar.set("http://a/", "n=forged; Path=/");
        jar.set("http://a/x/", "n=forged");
        assertThat(jar.get("https://a/x/")).containsEntry("n", "secret").hasSize(1);
        jar.set("https://a/", "__Host-h=1; Secure; Path=/");
        jar.set("https://a/", "__Host-i=1; Secure; Path=/; Domain=a");
        assertThat(jar.get("https://a/")).containsKey("__Host-h").doesNotContainKey("__Host-i");
    }

    @Test
    void areReplacedDroppedAndExpire() {
        jar.set("http://a/", "n=1; Max-Age=60");
        jar.set("http://a/", "n=2; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(jar.get("http://a/")).containsEntry("n", "2");
        assertThat(jar.size()).isEqualTo(1);
        now = now.plusSeconds(60);
        assertThat(jar.get("http://a/")).isEmpty();
        assertThat(jar.size()).isZero();
        jar.set("http://a/", "n=1; Expires=Fri, 31-Dec-27 23:59:59 GMT");
        now = now.plus(Duration.ofDays(399));
        assertThat(jar.get("http://a/")).hasSize(1);
        now = now.plus(Duration.ofDays(1));
        assertThat(jar.get("http://a/")).isEmpty();
        jar.set("http://a/", "n=1");
        jar.set("http://a/", "n=; Max-Age=0");
        assertThat(jar.size()).isZero();
    }

    @Test
    void theMoreSpecificComeFirstAndThenTheOlder() {
        jar.set("http://a/", "x=1; Path=/");
        jar.set("http://a/", "y=2; Path=/p");
        jar.set("http://a/", "z=3; Path=/");
        assertThat(jar.get("http://a/p")).containsExactly(entry("y", "2"), entry("x", "1"), entry("z", "3"));
    }

    @Test
    void areLimitedInNumber() {
        for (int i = 0; i < 5; i++) {
            jar.set("http://a/", "n" + i + "=1");
        }
        assertThat(jar.get("http://a/")).containsOnlyKeys("n2", "n3", "n4");
        for (int i = 0; i < 20; i++) {
            jar.set("http://host" + i + "/", "n=1");
        }
        assertThat(jar.size()).isEqualTo(8);
        assertThat(jar.get("http://host19/")).hasSize(1);
        assertThat(jar.get("http://a/")).isEmpty();
        CookieJar none = CookieJar.none();
        none.set("http://a/", "n=1");
        assertThat(none.size()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> new CookieJar(PublicSuffixes.all(), -1, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 06 Nov 1994 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sunday, 06-Nov-94 08:49:37 GMT | 1994-11-06T08:49:37Z",
                "Sun Nov  6 08:49:37 1994 | 1994-11-06T08:49:37Z",
                "1:2:3x 6 november 2069 | 2069-11-06T01:02:03Z",
                "Sun, 31 Feb 1994 08:49:37 GMT |",
                "Sun, 06 Nov 1994 24:49:37 GMT |",
                "Sun, 06 Nov 1600 08:49:37 GMT |",
                "06 Nov 1994 |",
                "soon |",
            })
    void datesComeInAllShapes(String text, Instant expected) {
        assertThat(CookieDate.parse(text)).isEqualTo(expected);
    }
}
