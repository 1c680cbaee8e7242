package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.testing.LoopTest;
import org.junit.jupiter.api.Test;

/** Whose word is taken on where requests come from. */
class TrustedProxiesTest {
    private final Application app = new Application();

    TrustedProxiesTest() {
        app.get(
                "/",
                request -> Response.text(request.remoteAddress().getAddress().getHostAddress() + " "
                        + (request.isSecure() ? "https" : "http") + " " + request.host()));
    }

    private String ask(TrustedProxies proxies, String... headers) throws Exception {
        ServerOptions options = ServerOptions.DEFAULT.withTrustedProxies(proxies);
        try (Server server = app.listen("127.0.0.1", 0, options)) {
            String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return Peer.ask(server, "GET / HTTP/1.1\r\nHost: inner\r\n" + lines + "\r\n")
                    .body();
        }
    }

    @LoopTest(schedules = 0)
    void isNobodysUnlessItIsNamed() throws Exception {
        String[] lies = {
            "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil", "Forwarded: for=1.2.3.4"
        };
        assertThat(ask(null, lies)).isEqualTo("127.0.0.1 http inner");
        assertThat(ask(TrustedProxies.xForwarded("10.0.0.0/8"), lies)).isEqualTo("127.0.0.1 http inner");
        assertThat(ask(TrustedProxies.forwarded("10.0.0.0/8"), lies)).isEqualTo("127.0.0.1 http inner");
    }

    @LoopTest(schedules = 0)
    void isWhatTheLastOneHasAddedAndNotWhatTheClientSent() throws Exception {
        TrustedProxies proxies = TrustedProxies.xForwarded("127.0.0.1", "10.0.0.0/8");
        assertThat(ask(proxies)).isEqualTo("127.0.0.1 http inner");
        assertThat(ask(
                        proxies,
                        "X-Forwarded-For: 192.0.2.7",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: outer:8443"))
                .isEqualTo("192.0.2.7 https outer:8443");
        assertThat(ask(proxies, "X-Forwarded-For: 6.6.6.6, 192.0.2.7, 10.1.1.1"))
                .startsWith("192.0.2.7 ");
        assertThat(ask(proxies, "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 192.0.2.7"))
                .startsWith("192.0.2.7 ");
        assertThat(ask(proxies, "X-Forwarded-For: 10.1.1.1, 10.2.2.2")).startsWith("10.1.1.1 ");
        assertThat(ask(proxies, "X-Forwarded-For: 6.6.6.6, nonsense")).startsWith("127.0.0.1 ");
        assertThat(ask(proxies, "X-Forwarded-For: 6.6.6.6, nonsense, 10.3.3.3")).startsWith("10.3.3.3 ");
        assertThat(ask(proxies, "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: a/b\""))
                .endsWith(" inner");
        assertThat(ask(proxies, "X-Forwarded-For: 6.6.6.6, 192.0.2.7", "X-Forwarded-Proto: https, http"))
                .isEqualTo("192.0.2.7 http inner");
        // The other kind is not looked at: such a proxy passes it on as the client sent it.
        assertThat(ask(proxies, "Forwarded: for=6.6.6.6;proto=https;host=evil")).isEqualTo("127.0.0.1 http inner");
    }

    @LoopTest(schedules = 0)
    void isReadAsTheSpecificationSays() throws Exception {
        TrustedProxies proxies = TrustedProxies.forwarded("127.0.0.0/8", "::1");
        assertThat(ask(proxies, "Forwarded: for=192.0.2.43;proto=HTTPS;by=203.0.113.60;host=outer"))
                .isEqualTo("192.0.2.43 https outer");
        assertThat(ask(proxies, "Forwarded: for=6.6.6.6, For=\"[2001:db8:cafe::17]:4711\"; proto=http"))
                .isEqualTo("2001:db8:cafe:0:0:0:0:17 http inner");
        assertThat(ask(proxies, "Forwarded: for=6.6.6.6, for=unknown")).startsWith("127.0.0.1 ");
        assertThat(ask(proxies, "Forwarded: for=6.6.6.6, for=_hidden")).startsWith("127.0.0.1 ");
        assertThat(ask(proxies, "Forwarded: for=6.6.6.6, for=\"1.2.3.4;x")).startsWith("127.0.0.1 ");
        assertThat(ask(proxies, "Forwarded: for=\"1.1.1.1, for=2.2.2.2\"")).startsWith("127.0.0.1 ");
        assertThat(ask(proxies, "X-Forwarded-For: 6.6.6.6")).startsWith("127.0.0.1 ");
    }

    @Test
    void isOfAddressesAndNetworks() {
        for (String bad : new String[] {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "1.2.3"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TrustedProxies.forwarded(bad))
                    .withMessageContaining("neither an address nor a network");
        }
    }
}
