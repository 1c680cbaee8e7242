package dev.tuliptree.http.client;

import dev.tuliptree.http.Headers;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as it goes over one connection.
 *
 * @param method the method
 * @param url where it goes
 * @param headers all headers but those that frame the message
 * @param body what it carries, or null
 * @param upgrade whether the connection is to change to the WebSocket protocol
 * @param continueWait how long the body waits for the server's word; zero if it does not
 */
record OutgoingRequest(
        String method, Url url, Headers headers, @Nullable RequestBody body, boolean upgrade, Duration continueWait) {
    /** What does the same done twice (RFC 9110, 9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

    private static final Set<String> MEANS_A_BODY = Set.of("POST", "PUT", "PATCH");

    static boolean isIdempotent(String method) {
        return IDEMPOTENT.contains(method);
    }

    /** The same, with the body sent at once: for servers that do not know what is expected of them. */
    OutgoingRequest withoutExpectation() {
        return new OutgoingRequest(method, url, headers, body, upgrade, Duration.ZERO);
    }

    boolean waitsForContinue() {
        return !continueWait.isZero();
    }

    /** Whether sending it a second time is safe and possible. */
    boolean isRepeatable() {
        return isIdempotent(method) && hasRepeatableBody();
    }

    /** Whether there is nothing in it that can be sent only once. */
    boolean hasRepeatableBody() {
        return body == null || body.isRepeatable();
    }

    /** Whether its length must be named even if it is zero (RFC 9110, 8.6). */
    boolean announcesLength() {
        return body != null || MEANS_A_BODY.contains(method);
    }
}
