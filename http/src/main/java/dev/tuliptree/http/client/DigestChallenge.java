package dev.tuliptree.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.wire.FieldSyntax;
import dev.tuliptree.http.wire.PercentCoding;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks for in digest authentication, and the answer to it (RFC 7616, 3.3 and 3.4).
 *
 * @param realm what the password is for
 * @param nonce what goes into the answer, so that it is good for a while only
 * @param opaque what the server wants to see again, or null
 * @param algorithm as the server spells it, or null if it did not say
 * @param quality what goes into the answer besides
 * @param stale whether only the nonce was too old
 * @param hidesUser whether the name of the user is to be hashed
 */
record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        @Nullable String algorithm,
        Quality quality,
        boolean stale,
        boolean hidesUser) {

    /** What a proof is made of. */
    enum Quality {
        /** As of old: the request line. */
        BARE(""),
        /** How often the nonce was used, too. */
        AUTH("auth"),
        /** And the body. */
        AUTH_INT("auth-int");

        private final String qop;

        Quality(String qop) {
            this.qop = qop;
        }

        /** The least of those that are offered, in the value of qop; null if none is known. */
        static @Nullable Quality of(@Nullable String offered) {
            if (offered == null) {
                return BARE;
            }
            List<String> all = List.of(offered.strip().split("\\s*,\\s*", -1));
            return all.contains(AUTH.qop) ? AUTH : all.contains(AUTH_INT.qop) ? AUTH_INT : null;
        }
    }

    /**
     * What is proved of a request.
     *
     * @param target as in its request line
     * @param body matters only if the proof is one of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and seen by nobody else.
    record Message(String method, String target, byte[] body) {}

    /** The first of the challenges that uses SHA-256; else the first that uses MD5; null if there is none. */
    static @Nullable DigestChallenge best(List<String> headers) {
        DigestChallenge best = null;
        for (String header : headers) {
            for (Challenge challenge : Challenge.parse(header)) {
                DigestChallenge one = challenge.scheme().equals("digest") ? of(challenge.parameters()) : null;
                if (one != null && (best == null || (best.isMd5() && !one.isMd5()))) {
                    best = one;
                }
            }
        }
        return best;
    }

    private static @Nullable DigestChallenge of(Map<String, String> parameters) {
        String realm = parameters.get("realm");
        String nonce = parameters.get("nonce");
        String algorithm = parameters.get("algorithm");
        String qop = parameters.get("qop");
        boolean known = algorithm == null
                || switch (algorithm.toLowerCase(Locale.ROOT)) {
                    case "md5", "md5-sess", "sha-256", "sha-256-sess" -> true;
                    default -> false;
                };
        Quality quality = Quality.of(qop);
        if (realm == null || nonce == null || !known || quality == null) {
            return null;
        }
        return new DigestChallenge(
                realm,
                nonce,
                parameters.get("opaque"),
                algorithm,
                quality,
                "true".equalsIgnoreCase(parameters.get("stale")),
                "true".equalsIgnoreCase(parameters.get("userhash")));
    }

    DigestChallenge withNonce(String other) {
        return new DigestChallenge(realm, other, opaque, algorithm, quality, false, hidesUser);
    }

    private boolean isMd5() {
        return algorithm == null || algorithm.toLowerCase(Locale.ROOT).startsWith("md5");
    }

    private boolean isOfSession() {
        return algorithm != null && algorithm.toLowerCase(Locale.ROOT).endsWith("-sess");
    }

    /** The value of the Authorization header. */
    String answer(Credentials credentials, Message message, String cnonce, int use) {
        boolean counted = quality != Quality.BARE;
        byte[] user = credentials.user().getBytes(UTF_8);
        byte[] password = credentials.password().getBytes(UTF_8);
        byte[] realmBytes = realm.getBytes(ISO_8859_1);
        String count = String.format("%08x", use);
        String a1 = hash(user, realmBytes, password);
        if (isOfSession()) {
            a1 = hash(ascii(a1), bytes(nonce), ascii(cnonce));
        }
        byte[] method = ascii(message.method());
        byte[] target = ascii(message.target());
        String a2 =
                quality == Quality.AUTH_INT ? hash(method, target, ascii(hash(message.body()))) : hash(method, target);
        String response = counted
                ? hash(ascii(a1), bytes(nonce), ascii(count), ascii(cnonce), ascii(quality.qop), ascii(a2))
                : hash(ascii(a1), bytes(nonce), ascii(a2));
        StringBuilder text = new StringBuilder("Digest ");
        text.append(userName(user, realmBytes));
        text.append(", realm=").append(quoted(realm)).append(", nonce=").append(quoted(nonce));
        text.append(", uri=")
                .append(quoted(message.target()))
                .append(", response=\"")
                .append(response)
                .append('"');
        if (algorithm != null) {
            text.append(", algorithm=").append(algorithm);
        }
        if (counted) {
            text.append(", qop=").append(quality.qop).append(", nc=").append(count);
        }
        if (counted || isOfSession()) {
            text.append(", cnonce=\"").append(cnonce).append('"');
        }
        if (opaque != null) {
            text.append(", opaque=").append(quoted(opaque));
        }
        return text.append(hidesUser ? ", userhash=true" : "").toString();
    }

    private String userName(byte[] user, byte[] realmBytes) {
        if (hidesUser) {
            return "username=\"" + hash(user, realmBytes) + '"';
        }
        String name = new String(user, UTF_8);
        return name.chars().allMatch(c -> c < 0x80)
                ? "username=" + quoted(name)
                : "username*=UTF-8''" + PercentCoding.encode(name);
    }

    /** The hash of the parts, with colons between them. */
    private String hash(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                joined.write(':');
            }
            joined.writeBytes(parts[i]);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(isMd5() ? "MD5" : "SHA-256");
            return HexFormat.of().formatHex(digest.digest(joined.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5 and SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** As the server sent it: headers are read as Latin-1. */
    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static String quoted(String text) {
        return FieldSyntax.checkValue("\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }
}
