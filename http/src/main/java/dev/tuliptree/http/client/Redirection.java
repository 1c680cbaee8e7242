package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Headers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a redirect makes of a request (RFC 9110, 15.4). */
final class Redirection {
    private static final Set<String> OF_THE_BODY = Set.of(
            "Content-Type",
            "Content-Encoding",
            "Content-Language",
            "Content-Location",
            "Content-Disposition",
            "Digest");

    private static final Set<String> SECRET = Set.of("Authorization", "Proxy-Authorization", "Cookie");

    private Redirection() {}

    /**
     * The request to send next.
     *
     * @param followed how many redirects were followed already
     * @return null if the response asks for none, or none is to be followed
     * @throws RedirectException if the one it asks for must not be followed
     */
    static @Nullable ClientRequest next(ClientRequest request, ClientResponse response, int followed)
            throws RedirectException {
        RedirectPolicy policy = request.redirects();
        if (policy.max() == 0 || !asks(response.status())) {
            return null;
        }
        List<String> locations = response.headers().all("Location");
        if (locations.isEmpty()) {
            return null;
        }
        String from = response.url();
        if (locations.size() > 1) {
            throw new RedirectException(from, "the server names several places to go to");
        }
        if (followed >= policy.max()) {
            throw new RedirectException(from, "there were more than " + policy.max() + " redirects");
        }
        Url target = target(request, locations.getFirst(), from);
        if (request.target().origin().secure() && !target.origin().secure() && !policy.maySwitchToPlain()) {
            throw new RedirectException(from, "the redirect leads from https to http, to " + target);
        }
        return to(target, request, response.status());
    }

    private static boolean asks(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static Url target(ClientRequest request, String location, String from) throws RedirectException {
        try {
            // Bytes that are not ASCII should not be there, and are UTF-8 where they are.
            return request.target().resolve(new String(location.getBytes(ISO_8859_1), UTF_8));
        } catch (IllegalArgumentException e) {
            throw new RedirectException(from, "the redirect leads nowhere: " + e.getMessage());
        }
    }

    private static ClientRequest to(Url target, ClientRequest request, int status) throws RedirectException {
        String method = method(request.method(), status);
        Headers headers = request.headers();
        RequestBody body = request.body();
        if (!method.equals(request.method())) {
            body = null;
            for (String name : OF_THE_BODY) {
                headers = headers.without(name);
            }
        } else if (body != null && !body.isRepeatable()) {
            throw new RedirectException(
                    request.target().toString(), "the redirect asks for the body again, which can be sent only once");
        }
        if (!target.origin().equals(request.target().origin())) {
            for (String name : SECRET) {
                headers = headers.without(name);
            }
        }
        return request.changed(method, target, headers, body);
    }

    /** 303 means: look there. 301 and 302 were meant otherwise, but after a POST all the world does the same. */
    private static String method(String method, int status) {
        boolean look = status == 303 ? !method.equals("HEAD") : status <= 302 && method.equals("POST");
        return look ? "GET" : method;
    }
}
