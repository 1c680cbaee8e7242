package dev.tuliptree.http.client;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves credentials to one server or proxy, and remembers what that asks for (RFC 7616), so that requests which follow
 * need not be refused first.
 */
final class DigestProver {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Credentials credentials;
    private @Nullable DigestChallenge challenge;
    private int uses;

    DigestProver(Credentials credentials) {
        this.credentials = credentials;
    }

    /** What was asked for last; null if nothing is known. */
    @Nullable
    DigestChallenge challenge() {
        return challenge;
    }

    /**
     * The proof for a request, as the value of an Authorization header.
     *
     * @return null if it is not known what is asked for, or that is a proof for a body which is not there as a whole
     */
    @Nullable
    String prove(String method, String target, @Nullable RequestBody body) {
        DigestChallenge asked = challenge;
        byte[] content = body == null ? new byte[0] : body.bytes();
        if (asked == null || (content == null && asked.quality() == DigestChallenge.Quality.AUTH_INT)) {
            return null;
        }
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        // Counted for the server, which thereby notices what somebody else has recorded and sends again.
        uses++;
        return asked.answer(
                credentials,
                new DigestChallenge.Message(method, target, content == null ? new byte[0] : content),
                HexFormat.of().formatHex(random),
                uses);
    }

    /**
     * Looks at what a refusal asks for.
     *
     * @param headers the values of WWW-Authenticate or Proxy-Authenticate
     * @param used what the refused request has answered, null if nothing
     * @return whether another request is worth its while
     */
    boolean learn(List<String> headers, @Nullable DigestChallenge used) {
        DigestChallenge asked = DigestChallenge.best(headers);
        // The same again would be refused again.
        if (asked == null || (used != null && !asked.stale() && asked.nonce().equals(used.nonce()))) {
            return false;
        }
        if (challenge == used || asked.stale()) {
            // Another task may have been asked in the meantime: then its answer is as good.
            remember(asked);
        }
        return true;
    }

    /** What is known has turned out wrong. */
    void forget() {
        challenge = null;
    }

    /**
     * Another nonce may be named for the next time (RFC 7616, 3.5).
     *
     * @param info the value of Authentication-Info or Proxy-Authentication-Info, null if there is none
     */
    void note(@Nullable String info) {
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

    private void remember(DigestChallenge asked) {
        challenge = asked;
        uses = 0;
    }
}
