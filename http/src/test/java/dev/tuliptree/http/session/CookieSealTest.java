package dev.tuliptree.http.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Cookie;
import dev.tuliptree.http.InMemory;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Cookies that come back as they left, or count as missing. */
class CookieSealTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final List<Function<SecretKeys, CookieSeal>> KINDS =
            List.of(CookieSeal::signed, CookieSeal::encrypted);

    private static SecretKeys key(int b) {
        return SecretKeys.of(secret(b));
    }

    private static byte[] secret(int b) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) b);
        return secret;
    }

    private static String seal(CookieSeal seal, String text) {
        return seal.seal("c", text.getBytes(UTF_8), LATER);
    }

    private static String open(CookieSeal seal, String value) {
        Unsealed unsealed = seal.open("c", value, NOW);
        return unsealed == null ? null : new String(unsealed.content(), UTF_8);
    }

    @Test
    void comeBackAsTheyLeft() {
        for (var kind : KINDS) {
            CookieSeal seal = kind.apply(key(1));
            for (String text : List.of("", "x", "grüße; \"all\"\r\n", "x".repeat(2000))) {
                String sealed = seal(seal, text);
                assertThat(Cookie.of("c", sealed).value()).isEqualTo(sealed);
                assertThat(open(seal, sealed)).isEqualTo(text);
            }
        }
    }

    @Test
    void countAsMissingOnceTheyWereChangedAnywhere() {
        for (var kind : KINDS) {
            CookieSeal seal = kind.apply(key(1));
            String sealed = seal(seal, "user=ada");
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
                assertThat(open(seal, text)).as("bit %d", bit).isNull();
            }
            for (int length = 0; length < sealed.length(); length++) {
                assertThat(open(seal, sealed.substring(0, length))).isNull();
            }
            for (String other :
                    List.of(sealed + "A", sealed + "=", sealed + sealed, " " + sealed, "é", "A".repeat(5000))) {
                assertThat(open(seal, other)).isNull();
            }
        }
    }

    @Test
    void haveOneSpelling() {
        for (var kind : KINDS) {
            CookieSeal seal = kind.apply(key(1));
            // One byte more or less leaves bits in the last letter that mean nothing.
            for (String text : List.of("a", "ab", "abc")) {
                String sealed = seal(seal, text);
                for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
                    String other = sealed.substring(0, sealed.length() - 1) + c;
                    assertThat(open(seal, other)).isEqualTo(other.equals(sealed) ? text : null);
                }
            }
        }
    }

    @Test
    void areGoodForTheirOwnNameOnly() {
        for (var kind : KINDS) {
            CookieSeal seal = kind.apply(key(1));
            String sealed = seal(seal, "x");
            assertThat(seal.open("d", sealed, NOW)).isNull();
        }
    }

    @Test
    void expireWhateverTheClientThinks() {
        for (var kind : KINDS) {
            CookieSeal seal = kind.apply(key(1));
            String sealed = seal(seal, "x");
            assertThat(seal.open("c", sealed, LATER.minusMillis(1))).isNotNull();
            assertThat(seal.open("c", sealed, LATER)).isNull();
        }
    }

    @Test
    void outliveAChangeOfKeys() {
        for (var kind : KINDS) {
            CookieSeal old = kind.apply(key(1));
            CookieSeal both = kind.apply(SecretKeys.of(secret(2), secret(1)));
            CookieSeal only = kind.apply(key(2));
            String byOld = seal(old, "x");
            String byNew = seal(both, "x");
            assertThat(both.open("c", byOld, NOW)).returns(false, Unsealed::isCurrent);
            assertThat(both.open("c", byNew, NOW)).returns(true, Unsealed::isCurrent);
            assertThat(open(only, byNew)).isEqualTo("x");
            assertThat(open(only, byOld)).isNull();
            assertThat(open(old, byNew)).isNull();
        }
    }

    @Test
    void ofOneKindAreNoneOfTheOther() {
        String signed = seal(CookieSeal.signed(key(1)), "x");
        String encrypted = seal(CookieSeal.encrypted(key(1)), "x");
        assertThat(open(CookieSeal.encrypted(key(1)), signed)).isNull();
        assertThat(open(CookieSeal.signed(key(1)), encrypted)).isNull();
    }

    @Test
    void hideWhatIsInThemIfTheyAreEncrypted() {
        CookieSeal seal = CookieSeal.encrypted(key(1));
        String sealed = seal(seal, "user=ada");
        assertThat(new String(Base64.getUrlDecoder().decode(sealed), UTF_8)).doesNotContain("ada");
        assertThat(seal(seal, "user=ada")).isNotEqualTo(sealed);
    }

    @Test
    void areRefusedIfNoBrowserWouldKeepThem() {
        for (var kind : KINDS) {
            CookieSeal seal = kind.apply(key(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> seal(seal, "x".repeat(3100)))
                    .withMessageMatching("the cookie c would have \\d+ bytes, but browsers keep only 4096: .*");
        }
    }

    @Test
    void needSecretsOfSomeLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretKeys.of(new byte[31]))
                .withMessageContaining("openssl rand -base64 32");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretKeys.ofBase64("my secret!"))
                .withMessageNotContaining("my secret")
                .withNoCause();
        assertThat(SecretKeys.random()).hasToString("one secret");
        byte[] bytes = secret(1);
        SecretKeys keys = SecretKeys.of(bytes);
        String sealed = seal(CookieSeal.signed(keys), "x");
        bytes[0] = 9;
        assertThat(open(CookieSeal.signed(keys), sealed)).isEqualTo("x");
    }

    @LoopTest
    void areSetAndReadByHandlers() throws Exception {
        CookieSeal seal = CookieSeal.signed(SecretKeys.random());
        Application app = new Application();
        app.get("/set", _ -> Response.empty().cookie(seal.cookie("theme", "dark & green", Duration.ofDays(1))));
        app.get("/get", request -> Response.text(String.valueOf(seal.value(request, "theme"))));
        InMemory.with(app, session -> {
            try (ClientResponse response = session.get("https://app/set")) {
                assertThat(response.header("Set-Cookie")).contains("; Max-Age=86400; Secure; HttpOnly");
            }
            try (ClientResponse response = session.get("https://app/get")) {
                assertThat(response.text()).isEqualTo("dark & green");
            }
            try (ClientResponse response = session.request("GET", "https://other/get")
                    .cookie("theme", "dark")
                    .send()) {
                assertThat(response.text()).isEqualTo("null");
            }
        });
        assertThatIllegalArgumentException().isThrownBy(() -> seal.cookie("a", "b", Duration.ZERO));
    }
}
