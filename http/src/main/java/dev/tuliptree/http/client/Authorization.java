package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Values of the Authorization header. */
final class Authorization {
    private static final String TOKEN = "-._~+/=";

    private Authorization() {}

    /**
     * A name and a password (RFC 7617).
     *
     * @throws IllegalArgumentException if there is a colon in the name, or a control character in either
     */
    static String basic(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the name of a user cannot contain a colon");
        }
        String both = user + ":" + password;
        if (both.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a name or password cannot contain a control character");
        }
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    /**
     * A token (RFC 6750).
     *
     * @throws IllegalArgumentException if it is none; does not repeat it
     */
    static String bearer(String token) {
        boolean good = !token.isEmpty()
                && token.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || TOKEN.indexOf(c) >= 0));
        if (!good) {
            throw new IllegalArgumentException("a token consists of letters, digits and " + TOKEN);
        }
        return "Bearer " + token;
    }
}
