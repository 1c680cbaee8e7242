package dev.tuliptree.http;

import dev.tuliptree.http.wire.FieldSyntax;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets pages of other origins use an application (Fetch standard, 3.2):
 * {@code app.use(Cors.allow("https://example.org"))}. Browsers ask before they send what a form could not, and keep
 * responses from pages that are not allowed. It protects the users of browsers and is no protection from other clients.
 *
 * @param origins which origins, such as {@code https://example.org}; {@code *} for all
 * @param methods which methods, besides GET, HEAD and POST
 * @param headers which request headers, besides the harmless ones
 * @param exposed which response headers pages may read, besides the harmless ones
 * @param credentials whether cookies and the like may be sent; not if all origins are allowed
 * @param maxAge how long browsers may remember the answer
 */
public record Cors(
        Set<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        boolean credentials,
        Duration maxAge)
        implements Middleware {
    private static final String ANY = "*";

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if an origin is none, a method or header no token, or credentials are allowed to
     *     all origins
     */
    public Cors {
        origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        for (String origin : origins) {
            if (!origin.equals(ANY) && !origin.matches("[a-z][a-z0-9+.-]*://[^/?#\\s]+")) {
                throw new IllegalArgumentException("not an origin, such as https://example.org: " + origin);
            }
        }
        methods = methods.stream().map(FieldSyntax::checkMethod).toList();
        headers = headers.stream().map(FieldSyntax::checkName).toList();
        exposed = exposed.stream().map(FieldSyntax::checkName).toList();
        if (credentials && origins.contains(ANY)) {
            throw new IllegalArgumentException("credentials cannot be allowed to all origins: name them");
        }
        if (maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge is negative");
        }
    }

    /**
     * Lets pages of these origins send GET, HEAD and POST, without cookies. The answer is remembered for ten minutes.
     *
     * @throws IllegalArgumentException if one is no origin
     */
    public static Cors allow(String... origins) {
        return new Cors(Set.of(origins), List.of(), List.of(), List.of(), false, Duration.ofMinutes(10));
    }

    /** The same with other {@link #methods}. */
    public Cors withMethods(String... methods) {
        return new Cors(origins, List.of(methods), headers, exposed, credentials, maxAge);
    }

    /** The same with other {@link #headers}. */
    public Cors withHeaders(String... headers) {
        return new Cors(origins, methods, List.of(headers), exposed, credentials, maxAge);
    }

    /** The same with other headers {@link #exposed}. */
    public Cors withExposed(String... headers) {
        return new Cors(origins, methods, this.headers, List.of(headers), credentials, maxAge);
    }

    /** The same with {@link #credentials}. */
    public Cors withCredentials() {
        return new Cors(origins, methods, headers, exposed, true, maxAge);
    }

    /** The same with another {@link #maxAge}. */
    public Cors withMaxAge(Duration time) {
        return new Cors(origins, methods, headers, exposed, credentials, time);
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String origin = request.header("Origin");
        if (origin == null || !allows(origin)) {
            Response response = next.handle(request);
            return origins.contains(ANY) ? response : vary(response);
        }
        if (request.method().equals("OPTIONS") && request.header("Access-Control-Request-Method") != null) {
            return permit(preflight(), origin);
        }
        Response permitted = permit(next.handle(request), origin);
        return exposed.isEmpty()
                ? permitted
                : permitted.header("Access-Control-Expose-Headers", String.join(", ", exposed));
    }

    private boolean allows(String origin) {
        return origins.contains(ANY) || origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    private Response preflight() {
        Response response = Response.empty().header("Access-Control-Max-Age", "" + maxAge.toSeconds());
        if (!methods.isEmpty()) {
            response = response.header("Access-Control-Allow-Methods", String.join(", ", methods));
        }
        return headers.isEmpty()
                ? response
                : response.header("Access-Control-Allow-Headers", String.join(", ", headers));
    }

    private Response permit(Response response, String origin) {
        if (origins.contains(ANY)) {
            return response.header("Access-Control-Allow-Origin", ANY);
        }
        Response permitted = vary(response).header("Access-Control-Allow-Origin", origin);
        return credentials ? permitted.header("Access-Control-Allow-Credentials", "true") : permitted;
    }

    /** Caches must not give the answer for one origin to another. */
    private static Response vary(Response response) {
        return response.addHeader("Vary", "Origin");
    }
}
