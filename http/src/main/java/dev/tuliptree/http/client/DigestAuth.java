package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Headers;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Proves to one server that the client knows a password, without telling it (RFC 7616), by SHA-256, or by MD5 if the
 * server knows nothing better: {@code ClientOptions.DEFAULT.withMiddleware(DigestAuth.of(url, user, password))}.
 *
 * <p>What the server asks for is remembered, and proved ahead in the requests that follow. No other server hears
 * anything, wherever redirects lead. A request whose body can be sent only once should not be the first: the server
 * refuses it, and says only then what it asks for.
 *
 * <p>It keeps no secret from those who listen on the way but the password, and a weak one can be guessed: use TLS. Loop
 * thread only.
 */
public final class DigestAuth implements ClientMiddleware {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Origin origin;
    private final String user;
    private final String password;
    private @Nullable DigestChallenge challenge;
    private int uses;

    private DigestAuth(Origin origin, String user, String password) {
        this.origin = origin;
        this.user = user;
        this.password = password;
    }

    /**
     * For one server.
     *
     * @param url something on it: its scheme, host and port count
     * @param user who the client is
     * @param password what it knows
     * @throws IllegalArgumentException if the URL is none, there is a colon in the name, or a control character in
     *     either
     */
    public static DigestAuth of(String url, String user, String password) {
        Authorization.basic(user, password);
        return new DigestAuth(Url.of(url).origin(), user, password);
    }

    @Override
    public ClientResponse handle(ClientRequest request, ClientHandler next) throws IOException {
        if (!request.target().origin().equals(origin) || request.headers().contains("Authorization")) {
            return next.send(request);
        }
        DigestChallenge used = challenge;
        ClientResponse response = next.send(used == null ? request.copy() : prove(request, used));
        if (response.status() != 401) {
            note(response.headers());
            return response;
        }
        DigestChallenge asked = DigestChallenge.best(response.headers().all("WWW-Authenticate"));
        // The same again would be refused again.
        boolean again = asked != null
                && (used == null || asked.stale() || !asked.nonce().equals(used.nonce()))
                && isRepeatable(request);
        if (asked == null || !again) {
            return response;
        }
        response.close();
        if (challenge == used || asked.stale()) {
            // Another task may have been asked in the meantime: then its answer is as good.
            remember(asked);
        }
        ClientResponse second = next.send(prove(request, Objects.requireNonNull(challenge)));
        if (second.status() == 401) {
            challenge = null;
        } else {
            note(second.headers());
        }
        return second;
    }

    private static boolean isRepeatable(ClientRequest request) {
        RequestBody body = request.body();
        return body == null || body.isRepeatable();
    }

    private void remember(DigestChallenge asked) {
        challenge = asked;
        uses = 0;
    }

    /** The server may name another nonce for the next time (RFC 7616, 3.5). */
    private void note(Headers headers) {
        String info = headers.first("Authentication-Info");
        DigestChallenge current = challenge;
        if (info == null || current == null) {
            return;
        }
        for (Challenge one : Challenge.parse("Digest " + info)) {
            String nonce = one.parameters().get("nextnonce");
            if (nonce != null && !nonce.equals(current.nonce())) {
                remember(current.withNonce(nonce));
            }
        }
    }

    private ClientRequest prove(ClientRequest request, DigestChallenge asked) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String cnonce = HexFormat.of().formatHex(random);
        // Counted for the server, which thereby notices what somebody else has recorded and sends again.
        uses++;
        String proof = asked.answer(
                user.getBytes(UTF_8),
                password.getBytes(UTF_8),
                request.method(),
                request.target().target(),
                cnonce,
                uses);
        return request.copy().header("Authorization", proof);
    }

    /** The server, not who asks. */
    @Override
    public String toString() {
        return "digest authentication for " + origin;
    }
}
