package dev.tuliptree.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Cookies that outlive the program. */
class CookieFileTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private CookieJar jar() {
        return new CookieJar(domain -> List.of("org", "co.uk").contains(domain), 100, 100, () -> now);
    }

    private CookieJar loaded(String text) throws IOException {
        CookieJar jar = jar();
        jar.load(Files.writeString(folder.resolve("cookies.txt"), text));
        return jar;
    }

    @LoopTest
    void areWhatTheyWere() throws Exception {
        CookieJar jar = jar();
        jar.set("http://a.example.org/x/y", "host=1; Path=/x");
        jar.set("http://a.example.org/", "domain=a b=c; Domain=example.org; Max-Age=60");
        jar.set("https://a.example.org/", "__Host-s=\"secret\"; Secure; Path=/; HttpOnly; SameSite=None");
        jar.set("http://[::1]/", "six=");
        jar.set("http://a.example.org/", "nameless");
        Path file = folder.resolve("cookies.txt");
        jar.save(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        CookieJar again = jar();
        again.load(file);
        assertThat(again.size()).isEqualTo(5);
        for (String url : List.of(
                "http://a.example.org/",
                "https://a.example.org/x/z",
                "http://b.example.org/x",
                "http://example.org/",
                "http://[::1]/")) {
            assertThat(again.get(url)).as(url).isEqualTo(jar.get(url));
        }
        // For the very host stays for the very host.
        assertThat(again.get("http://b.a.example.org/x")).containsOnlyKeys("domain");
        assertThat(again.get("https://a.example.org/")).containsEntry("__Host-s", "\"secret\"");
        now = now.plusSeconds(61);
        assertThat(again.get("http://example.org/")).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @LoopTest
    void mayComeFromOtherPrograms() throws Exception {
        CookieJar jar = loaded("""
                # Netscape HTTP Cookie File
                # made by hand

                .example.org\tTRUE\t/\tFALSE\t1900000000\tdomain\t1
                #HttpOnly_a.example.org\tFALSE\t/\tTRUE\t0\thidden\t2
                a.example.org\tFALSE\t/\tFALSE\t0\tempty
                """);
        assertThat(jar.get("https://a.example.org/"))
                .containsEntry("domain", "1")
                .containsEntry("hidden", "2")
                .containsEntry("empty", "")
                .hasSize(3);
        assertThat(jar.get("http://b.example.org/")).containsOnlyKeys("domain");
    }

    @LoopTest
    void areJudgedAsIfTheyWereSetNow() throws Exception {
        CookieJar jar = loaded("old.org\tFALSE\t/\tFALSE\t1000000000\tn\tv\n"
                + ".co.uk\tTRUE\t/\tFALSE\t0\tn\tv\n"
                + "a.org\tFALSE\t/\tFALSE\t0\t__Secure-n\tv\n"
                + "b.org\tFALSE\t/\tFALSE\t0\tn\t" + "v".repeat(5000) + "\n");
        // For a suffix under which anybody has names it is for that host alone.
        assertThat(jar.size()).isEqualTo(1);
        assertThat(jar.get("http://shop.co.uk/")).isEmpty();
    }

    @LoopTest
    void areNotMadeOfAnything() throws Exception {
        for (String line : List.of(
                "a.org\tFALSE\t/\tFALSE\t0",
                "a.org\tFALSE\t/\tFALSE\t0\tn\tsecret\tmore",
                "a.org\tFALSE\t/\tFALSE\tnever\tn\tsecret",
                "a.org\tFALSE\t/\tFALSE\t-1\tn\tsecret",
                "a.org\tFALSE\t/; Domain=org\tFALSE\t0\tn\tsecret",
                "a.org\tFALSE\t/\tFALSE\t0\tn\tsecret; Secure",
                "a org\tFALSE\t/\tFALSE\t0\tn\tsecret",
                "\tFALSE\t/\tFALSE\t0\tn\tsecret")) {
            assertThatThrownBy(() -> loaded("# first\n" + line))
                    .as(line)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("line 2 is no cookie: ")
                    .hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> jar().load(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> loaded("#".repeat(9 << 20))).hasMessageContaining("too large");
    }

    @LoopTest(schedules = 0)
    void areWrittenWholeOrNotAtAllWhereverThatIsCancelled() {
        Path file = folder.resolve("cookies.txt");
        CookieJar before = jar();
        CookieJar after = jar();
        before.set("http://a.org/", "n=before");
        after.set("http://a.org/", "n=after");
        CancelEverywhere.run(victim -> {
            before.save(file);
            victim.run(() -> after.save(file));
            CookieJar read = jar();
            read.load(file);
            assertThat(read.get("http://a.org/").get("n")).isIn("before", "after");
        });
    }
}
