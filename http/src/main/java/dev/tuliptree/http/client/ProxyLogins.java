package dev.tuliptree.http.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a session proves to proxies who it is, and what they have asked for. There are as many as {@link ProxyRules}
 * name.
 */
final class ProxyLogins {
    private final Map<Proxy, DigestProver> provers = new HashMap<>();

    /**
     * The value of a Proxy-Authorization header; null if there are no credentials, or nothing is known yet of what the
     * proxy wants proved.
     */
    @Nullable
    String authorization(Proxy proxy, String method, String target, @Nullable RequestBody body) {
        Credentials credentials = proxy.credentials();
        if (credentials == null) {
            return null;
        }
        return proxy.provesOnly() ? prover(proxy, credentials).prove(method, target, body) : credentials.basic();
    }

    /** What would be answered now; null if nothing is known. */
    @Nullable
    DigestChallenge challenge(Proxy proxy) {
        DigestProver prover = provers.get(proxy);
        return prover == null ? null : prover.challenge();
    }

    /**
     * Looks at what a proxy asks for in refusing a request (407).
     *
     * @param headers the values of Proxy-Authenticate
     * @param used what the refused request has answered
     * @return whether another request is worth its while
     */
    boolean learn(Proxy proxy, List<String> headers, @Nullable DigestChallenge used) {
        Credentials credentials = proxy.credentials();
        return credentials != null
                && proxy.provesOnly()
                && prover(proxy, credentials).learn(headers, used);
    }

    private DigestProver prover(Proxy proxy, Credentials credentials) {
        return provers.computeIfAbsent(proxy, _ -> new DigestProver(credentials));
    }
}
