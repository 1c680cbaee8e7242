package dev.tuliptree.http.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets by which an application knows its own cookies. The first one makes new cookies; all of them open old
 * ones. To replace a secret, put the new one in front, and take the old one away when the cookies it made have expired.
 *
 * <p>Never use a secret's bytes as they are: each use has a key of its own, derived from them. Immutable; any thread.
 */
public final class SecretKeys {
    /** The least length of a secret: 32 bytes. */
    public static final int MIN_BYTES = 32;

    private final List<byte[]> secrets;

    private SecretKeys(List<byte[]> secrets) {
        this.secrets = secrets;
    }

    /**
     * Secrets that are bytes from a source of randomness. The arrays are copied.
     *
     * @param first the one that makes new cookies
     * @param older those that open old ones, too
     * @throws IllegalArgumentException if one is shorter than {@link #MIN_BYTES}
     */
    public static SecretKeys of(byte[] first, byte[]... older) {
        List<byte[]> all = new ArrayList<>(older.length + 1);
        all.add(check(first).clone());
        for (byte[] one : older) {
            all.add(check(one).clone());
        }
        return new SecretKeys(List.copyOf(all));
    }

    /**
     * Secrets as base64 writes them, as an environment variable may hold them: {@code openssl rand -base64 32}.
     *
     * @throws IllegalArgumentException if one is not base64, or shorter than {@link #MIN_BYTES}
     */
    public static SecretKeys ofBase64(String first, String... older) {
        byte[][] others = new byte[older.length][];
        for (int i = 0; i < older.length; i++) {
            others[i] = decode(older[i]);
        }
        return of(decode(first), others);
    }

    /** A new secret. What it has made is worth nothing after the program has ended. */
    public static SecretKeys random() {
        byte[] secret = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(secret);
        return of(secret);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message repeats a part of the secret.
            throw new IllegalArgumentException("a secret is not base64: make one with openssl rand -base64 32");
        }
    }

    private static byte[] check(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + MIN_BYTES + " bytes, not " + secret.length
                    + ": make one with openssl rand -base64 32");
        }
        return secret;
    }

    /** The keys for one use, 256 bits each, in the order of the secrets (as the expansion of RFC 5869, 2.3). */
    List<byte[]> derive(String use) {
        List<byte[]> keys = new ArrayList<>(secrets.size());
        for (byte[] secret : secrets) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                mac.update(use.getBytes(UTF_8));
                keys.add(mac.doFinal(new byte[] {1}));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HmacSHA256", e);
            }
        }
        return List.copyOf(keys);
    }

    /** How many there are, and nothing else of them. */
    @Override
    public String toString() {
        return secrets.size() == 1 ? "one secret" : secrets.size() + " secrets";
    }
}
