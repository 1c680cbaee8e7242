package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** The handshake of RFC 6455, section 4, and what it refuses. */
class WebSocketHandshakeTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @Test
    void theKeyOfTheSpecificationGetsTheAnswerOfTheSpecification() throws Exception {
        assertThat(WebSocketHandshake.accept(request("GET", "Upgrade", "13", KEY, "")))
                .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void browsersListMoreThanOneConnectionOption() throws Exception {
        assertThat(WebSocketHandshake.accept(request("GET", "keep-alive, Upgrade", "13", KEY, "")))
                .isNotEmpty();
    }

    @Test
    void anotherVersionIsAnsweredWithTheOneWeSpeak() {
        refuses(426, "GET", "Upgrade", "8", KEY, "");
        refuses(426, "GET", "Upgrade", "13, 8", KEY, "");
        refuses(426, "GET", "Upgrade", "13\r\nSec-WebSocket-Version: 13", KEY, "");
        refuses(426, "GET", "Upgrade", "", KEY, "");
    }

    @Test
    void withoutUpgradeInConnectionThereIsNoHandshake() {
        refuses(426, "GET", "keep-alive", "13", KEY, "");
    }

    @Test
    void aKeyThatIsNot16BytesInBase64IsRefused() {
        refuses(400, "GET", "Upgrade", "13", "", "");
        refuses(400, "GET", "Upgrade", "13", "c2hvcnQ=", "");
        refuses(400, "GET", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZQ", "");
        refuses(400, "GET", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZSEh", "");
        refuses(400, "GET", "Upgrade", "13", "dGhlIHNhbXBsZSBub25jZ*==", "");
        refuses(400, "GET", "Upgrade", "13", KEY + "\r\nSec-WebSocket-Key: " + KEY, "");
    }

    @Test
    void otherMethodsAndBodiesAreRefused() {
        refuses(400, "POST", "Upgrade", "13", KEY, "");
        refuses(400, "GET", "Upgrade", "13", KEY, "Content-Length: 5\r\n");
        refuses(400, "GET", "Upgrade", "13", KEY, "Transfer-Encoding: chunked\r\n");
    }

    @Test
    void aClientAcceptsOnlyTheAnswerToItsOwnKey() throws Exception {
        SecureRandom random = new SecureRandom();
        String key = WebSocketHandshake.newKey(random);
        assertThat(WebSocketHandshake.isValidKey(key)).isTrue();
        String accept = "Sec-WebSocket-Accept: " + WebSocketHandshake.acceptFor(key) + "\r\n";
        String upgrade = "Connection: Upgrade\r\nUpgrade: WebSocket\r\n";
        WebSocketHandshake.checkResponse(response(101, upgrade + accept), key);
        for (ResponseHead bad : new ResponseHead[] {
            response(200, upgrade + accept),
            response(101, accept),
            response(101, upgrade),
            response(101, upgrade + accept + accept),
            response(101, upgrade + "Sec-WebSocket-Accept: " + WebSocketHandshake.acceptFor(KEY) + "\r\n")
        }) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> WebSocketHandshake.checkResponse(bad, key));
        }
    }

    private static void refuses(int status, String method, String connection, String version, String key, String more) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> WebSocketHandshake.accept(request(method, connection, version, key, more)))
                .satisfies(e -> assertThat(e.status()).isEqualTo(status));
    }

    private static RequestHead request(String method, String connection, String version, String key, String more)
            throws ProtocolException {
        byte[] bytes = (method + " /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: " + connection
                        + "\r\nSec-WebSocket-Version: " + version + "\r\nSec-WebSocket-Key: " + key + "\r\n" + more
                        + "\r\n")
                .getBytes(US_ASCII);
        return new RequestParser(HttpLimits.DEFAULT).parse(bytes, 0, bytes.length);
    }

    private static ResponseHead response(int status, String headers) throws ProtocolException {
        byte[] bytes = ("HTTP/1.1 " + status + " X\r\n" + headers + "\r\n").getBytes(US_ASCII);
        return new ResponseParser(HttpLimits.DEFAULT).parse(bytes, 0, bytes.length);
    }
}
