package dev.tuliptree.http.client;

import java.io.IOException;

/**
 * Proves to one server that the client knows a password, without telling it (RFC 7616), by SHA-256, or by MD5 if the
 * server knows nothing better: {@code ClientOptions.DEFAULT.withMiddleware(DigestAuth.of(url, user, password))}.
 *
 * <p>What the server asks for is remembered, and proved ahead in the requests that follow. No other server hears
 * anything, wherever redirects lead. A request whose body can be sent only once should not be the first: the server
 * refuses it, and says only then what it asks for. If it asks for a proof of the body, too (auth-int) and of nothing
 * less, that is given for bodies that are there as a whole, not for those that are written while they are sent.
 *
 * <p>It keeps no secret from those who listen on the way but the password, and a weak one can be guessed: use TLS. Loop
 * thread only.
 */
public final class DigestAuth implements ClientMiddleware {
    private final Origin origin;
    private final DigestProver prover;

    private DigestAuth(Origin origin, DigestProver prover) {
        this.origin = origin;
        this.prover = prover;
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
        DigestProver prover = new DigestProver(new Credentials(user, password));
        return new DigestAuth(Url.of(url).origin(), prover);
    }

    @Override
    public ClientResponse handle(ClientRequest request, ClientHandler next) throws IOException {
        if (!request.target().origin().equals(origin) || request.headers().contains("Authorization")) {
            return next.send(request);
        }
        DigestChallenge used = prover.challenge();
        ClientResponse response = next.send(prove(request));
        if (response.status() != 401) {
            prover.note(response.header("Authentication-Info"));
            return response;
        }
        if (!isRepeatable(request) || !prover.learn(response.headers().all("WWW-Authenticate"), used)) {
            return response;
        }
        ClientRequest proved = prove(request);
        if (!proved.headers().contains("Authorization")) {
            return response;
        }
        response.close();
        ClientResponse second = next.send(proved);
        if (second.status() == 401) {
            prover.forget();
        } else {
            prover.note(second.header("Authentication-Info"));
        }
        return second;
    }

    private static boolean isRepeatable(ClientRequest request) {
        RequestBody body = request.body();
        return body == null || body.isRepeatable();
    }

    private ClientRequest prove(ClientRequest request) {
        String proof = prover.prove(request.method(), request.target().target(), request.body());
        return proof == null ? request.copy() : request.copy().header("Authorization", proof);
    }

    /** The server, not who asks. */
    @Override
    public String toString() {
        return "digest authentication for " + origin;
    }
}
