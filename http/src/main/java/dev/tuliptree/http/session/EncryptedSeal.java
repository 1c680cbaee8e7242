package dev.tuliptree.http.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM with the name as associated data: {@code base64url(nonce | encrypted expiry and content | tag)}. */
final class EncryptedSeal implements CookieSeal {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final List<byte[]> keys;

    EncryptedSeal(SecretKeys keys) {
        this.keys = keys.derive("tuliptree encrypted cookie 1");
    }

    @Override
    public String seal(String name, byte[] content, Instant expiry) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        ByteBuffer plain = ByteBuffer.allocate(8 + content.length);
        plain.putLong(expiry.getEpochSecond()).put(content).flip();
        ByteBuffer sealed = ByteBuffer.allocate(NONCE_BYTES + plain.remaining() + TAG_BYTES);
        sealed.put(nonce);
        try {
            cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, name).doFinal(plain, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
        return SealedText.encode(name, sealed.array());
    }

    @Override
    public @Nullable Unsealed open(String name, String value, Instant now) {
        ByteBuffer bytes = SealedText.decode(name, value, NONCE_BYTES + 8 + TAG_BYTES);
        if (bytes == null) {
            return null;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        for (int i = 0; i < keys.size(); i++) {
            ByteBuffer plain = decrypt(keys.get(i), nonce, name, bytes.duplicate());
            if (plain != null) {
                Instant expiry = Instant.ofEpochSecond(plain.getLong());
                byte[] content = new byte[plain.remaining()];
                plain.get(content);
                return now.isBefore(expiry) ? new Unsealed(content, expiry, i == 0) : null;
            }
        }
        return null;
    }

    /** Null if it was not encrypted with this key, or was changed since. */
    private static @Nullable ByteBuffer decrypt(byte[] key, byte[] nonce, String name, ByteBuffer sealed) {
        try {
            ByteBuffer plain = ByteBuffer.allocate(sealed.remaining() - TAG_BYTES);
            cipher(Cipher.DECRYPT_MODE, key, nonce, name).doFinal(sealed, plain);
            return plain.flip();
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        cipher.updateAAD(SealedText.bind(name));
        return cipher;
    }
}
