package dev.tuliptree.http.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.wire.FieldSyntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link MockServer} expects, and what it will answer. Made by {@link MockServer#expect}; its methods
 * return it, so that they can be chained.
 */
public final class ExpectedRequest {
    private final String method;
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte @Nullable [] body;
    private List<CannedResponse> replies = List.of(CannedResponse.status(200));
    private int seen;

    ExpectedRequest(String method, String target) {
        this.method = FieldSyntax.checkMethod(method);
        this.target = FieldSyntax.checkTarget(target);
    }

    /** It must have a header line of this name, case ignored, with this very value. */
    public ExpectedRequest header(String name, String value) {
        headers.put(FieldSyntax.checkName(name), value);
        return this;
    }

    /** It must have this very body, in UTF-8; without this, any body will do. */
    public ExpectedRequest body(String text) {
        body = text.getBytes(UTF_8);
        return this;
    }

    /**
     * What is answered. Without this, 200 and an empty body.
     *
     * @param first to the first such request
     * @param more to those that follow: as many are expected as there are responses
     */
    public ExpectedRequest reply(CannedResponse first, CannedResponse... more) {
        List<CannedResponse> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        replies = List.copyOf(all);
        return this;
    }

    boolean isMissing() {
        return seen < replies.size();
    }

    boolean matches(RecordedRequest request) {
        return isMissing()
                && method.equals(request.method())
                && target.equals(request.target())
                && headers.entrySet().stream()
                        .allMatch(
                                header -> request.headers().all(header.getKey()).contains(header.getValue()))
                && (body == null || Arrays.equals(body, request.bytes()));
    }

    CannedResponse next() {
        return replies.get(seen++);
    }

    /** The request line and what else is asked for. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(method).append(' ').append(target);
        headers.forEach((name, value) ->
                text.append(", with ").append(name).append(": ").append(value));
        if (body != null) {
            text.append(", with the body \"").append(new String(body, UTF_8)).append('"');
        }
        if (replies.size() > 1) {
            text.append(", ")
                    .append(replies.size())
                    .append(" times, of which ")
                    .append(seen)
                    .append(" came");
        }
        return text.toString();
    }
}
