package dev.tuliptree.http.client;

import dev.tuliptree.http.wire.ResponseHead;
import org.jspecify.annotations.Nullable;

/** A proxy at the other end of a connection that forwards requests, in place of passing on bytes. */
record Forwarder(Proxy proxy, ProxyLogins logins) {
    /** What a request tells the proxy of who asks, as the value of Proxy-Authorization; null for nothing. */
    @Nullable
    String authorization(OutgoingRequest request) {
        return logins.authorization(proxy, request.method(), request.url().toString(), request.body());
    }

    /** What it would be told to prove now; null if that is not known. */
    @Nullable
    DigestChallenge challenge() {
        return logins.challenge(proxy);
    }

    /** Whether the response is the proxy's, who says only now what it wants to have proved. */
    boolean asks(ResponseHead response, @Nullable DigestChallenge answered) {
        return response.status() == 407
                && logins.learn(proxy, response.headers().all("proxy-authenticate"), answered);
    }
}
