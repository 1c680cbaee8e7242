package dev.tuliptree.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which proxy leads where. */
class ProxyRulesTest {
    private static final Proxy PROXY = Proxy.http("proxy.example", 3128);

    private static boolean isExcepted(String url, String... exceptions) {
        return ProxyRules.all(PROXY).except(exceptions).proxyFor(Url.of(url).origin()) == null;
    }

    @Test
    void exceptHostsAndAllBelowThem() {
        for (String exception : new String[] {"example.org", ".example.org", "*.example.org", "EXAMPLE.org"}) {
            assertThat(isExcepted("http://example.org/", exception)).isTrue();
            assertThat(isExcepted("https://a.b.example.org:8443/", exception)).isTrue();
            assertThat(isExcepted("http://notexample.org/", exception)).isFalse();
            assertThat(isExcepted("http://example.org.evil/", exception)).isFalse();
        }
        assertThat(isExcepted("http://anything/", "a", "*")).isTrue();
        assertThat(isExcepted("http://example.org:8080/", "example.org:8080")).isTrue();
        assertThat(isExcepted("http://example.org/", "example.org:8080")).isFalse();
    }

    @Test
    void exceptAddressesAndNetworks() {
        assertThat(isExcepted("http://10.1.2.3/", "10.0.0.0/8")).isTrue();
        assertThat(isExcepted("http://11.1.2.3/", "10.0.0.0/8")).isFalse();
        assertThat(isExcepted("http://192.168.1.130/", "192.168.1.128/25")).isTrue();
        assertThat(isExcepted("http://192.168.1.127/", "192.168.1.128/25")).isFalse();
        assertThat(isExcepted("http://127.0.0.1/", "127.0.0.1")).isTrue();
        assertThat(isExcepted("http://127.0.0.2/", "127.0.0.1")).isFalse();
        assertThat(isExcepted("http://[2001:db8::5]/", "2001:db8::/32")).isTrue();
        assertThat(isExcepted("http://[::1]/", "::1")).isTrue();
        assertThat(isExcepted("http://[::1]/", "[::1]")).isTrue();
        assertThat(isExcepted("http://10.example/", "10.0.0.0/8")).isFalse();
    }

    @Test
    void refuseExceptionsThatAreNone() {
        for (String bad : new String[] {"", "a b", "10.0.0.0/33", "10.0.0.0/x", "example.org:x", "10.0.0.0/-1"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ProxyRules.NONE.except(bad))
                    .withMessage("neither a host nor a network: " + bad);
        }
    }

    @Test
    void comeFromTheEnvironmentWhereThatIsAsked() {
        ProxyRules rules = ProxyRules.fromEnvironment(Map.of(
                "http_proxy", "http://ada:p%40ss@one:81/",
                "ALL_PROXY", "socks5h://two",
                "NO_PROXY", "localhost, .internal,"));
        assertThat(rules.forPlain()).isEqualTo(Proxy.http("one", 81).withCredentials("ada", "p@ss"));
        assertThat(rules.forSecure()).isEqualTo(Proxy.socks5("two", 1080));
        assertThat(rules.exceptions()).containsExactly("localhost", ".internal");
        // A server under CGI finds the Proxy header of its clients there.
        assertThat(ProxyRules.fromEnvironment(Map.of("HTTP_PROXY", "http://evil")))
                .isEqualTo(ProxyRules.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyRules.fromEnvironment(Map.of("https_proxy", "ftp://u:secret@x")))
                .withMessageStartingWith("https_proxy: the URL of a proxy begins with http://")
                .withMessageNotContaining("secret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyRules.fromEnvironment(Map.of("no_proxy", "a b")))
                .withMessageStartingWith("no_proxy: ");
    }

    @Test
    void areNotAppliedBehindAConnectorOfOnesOwn() {
        ClientOptions own = ClientOptions.DEFAULT.withConnector(_ -> {
            throw new AssertionError();
        });
        assertThatIllegalStateException().isThrownBy(() -> own.withProxy(ProxyRules.all(PROXY)));
        assertThatIllegalStateException().isThrownBy(() -> own.withPins(CertificatePins.NONE));
    }

    @Test
    void nameProxiesWithoutTheirPasswords() {
        assertThat(Proxy.of("http://ada:secret@[::1]:81")).hasToString("http://[::1]:81");
        assertThat(Proxy.of("proxy:8080")).isEqualTo(Proxy.http("proxy", 8080));
        assertThat(Proxy.of("https://proxy")).isEqualTo(Proxy.https("proxy", 443));
        assertThat(PROXY.withDigestCredentials("a", "b")).isNotEqualTo(PROXY.withCredentials("a", "b"));
        for (String bad : new String[] {"http://", "http://a:x", "http://a:70000", "ftp://a", "http://%zz@a"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Proxy.of(bad));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxy.socks5("a", 1).withCredentials("x".repeat(256), ""))
                .withMessageContaining("255");
        assertThatIllegalArgumentException().isThrownBy(() -> PROXY.withCredentials("a\r\nX: y", "b"));
    }
}
