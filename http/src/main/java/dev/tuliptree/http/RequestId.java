package dev.tuliptree.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request an id by which it can be found in all logs: {@code app.use(RequestId.middleware())}. Handlers find
 * it under {@link #KEY}, clients in the header {@code X-Request-ID} of the response, unless the handler has thrown an
 * exception.
 */
public final class RequestId {
    /** Where the id is found. */
    public static final Attribute<String> KEY = Attribute.named("request id");

    private static final String HEADER = "X-Request-ID";
    private static final int MAX_LENGTH = 128;

    private RequestId() {}

    /** Makes up an id for each request. */
    public static Middleware middleware() {
        return (request, next) -> handle(request, next, null);
    }

    /**
     * Takes the id that the request brings along in {@code X-Request-ID}, if it is one of up to 128 letters, digits and
     * {@code -._}, and makes one up otherwise. For servers behind a proxy that gives ids: a client could send any.
     */
    public static Middleware trusting() {
        return (request, next) -> handle(request, next, request.header(HEADER));
    }

    private static Response handle(Request request, Handler next, @Nullable String given) throws Exception {
        String id = given != null && isId(given) ? given : UUID.randomUUID().toString();
        request.attribute(KEY, id);
        return next.handle(request).header(HEADER, id);
    }

    private static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._".indexOf(c) >= 0));
    }
}
