package dev.tuliptree.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.wire.FieldSyntax;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who tells a name and a password (RFC 7617): {@code admin.use(BasicAuth.of("admin", "ada", password))}. All
 * others are answered 401, upon which browsers ask for both. Everybody on the way can read them unless it goes over
 * TLS, and browsers send them along until they are closed: for people, {@code Sessions} do better.
 *
 * <p>Put it around an application that is mounted, or look at {@link #USER} in a handler.
 */
public final class BasicAuth implements Middleware {
    /** Under which a request has the name of who has proved to be that. */
    public static final Attribute<String> USER = Attribute.named("basic auth user");

    /** Knows who may come in. */
    @FunctionalInterface
    public interface Verifier {
        /**
         * Decides. Runs in the connection's coroutine, and may suspend. Compare passwords by a slow hash, or at least
         * in constant time.
         *
         * @throws Exception whatever goes wrong: it is treated as if the handler had thrown it
         */
        boolean verify(String user, String password) throws Exception;
    }

    private final String challenge;
    private final Verifier verifier;

    private BasicAuth(String realm, Verifier verifier) {
        if (realm.indexOf('"') >= 0 || realm.indexOf('\\') >= 0 || !FieldSyntax.isValue(realm)) {
            throw new IllegalArgumentException("a realm is text without quotes and backslashes: " + realm);
        }
        challenge = "Basic realm=\"" + realm + "\", charset=\"UTF-8\"";
        this.verifier = verifier;
    }

    /**
     * For whoever the verifier knows.
     *
     * @param realm what browsers show to those they ask
     * @throws IllegalArgumentException if there is a quote, a backslash or a control character in the realm
     */
    public static BasicAuth of(String realm, Verifier verifier) {
        return new BasicAuth(realm, verifier);
    }

    /**
     * For one user. Both are compared such that the time it takes tells nothing of where they differ.
     *
     * @throws IllegalArgumentException as {@link #of(String, Verifier)} does, or if there is a colon in the name
     */
    public static BasicAuth of(String realm, String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the name of a user cannot contain a colon");
        }
        byte[] expected = (user + ":" + password).getBytes(UTF_8);
        return of(realm, (name, word) -> MessageDigest.isEqual(expected, (name + ":" + word).getBytes(UTF_8)));
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        String told = told(request.header("Authorization"));
        int colon = told == null ? -1 : told.indexOf(':');
        if (told != null && colon >= 0) {
            String user = told.substring(0, colon);
            if (verifier.verify(user, told.substring(colon + 1))) {
                request.attribute(USER, user);
                return next.handle(request);
            }
        }
        return Response.text("Unauthorized\n").status(401).header("WWW-Authenticate", challenge);
    }

    /** The name and the password with a colon between them; null if that is not what the header says. */
    private static @Nullable String told(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            return new String(Base64.getDecoder().decode(header.substring(6).strip()), UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
