package dev.tuliptree.http.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 over name, expiry and content: {@code base64url(mac | expiry in seconds | content)}. */
final class SignedSeal implements CookieSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;

    private final List<byte[]> keys;

    SignedSeal(SecretKeys keys) {
        this.keys = keys.derive("tuliptree signed cookie 1");
    }

    @Override
    public String seal(String name, byte[] content, Instant expiry) {
        ByteBuffer signed = ByteBuffer.allocate(8 + content.length);
        signed.putLong(expiry.getEpochSecond()).put(content).flip();
        byte[] mac = mac(keys.getFirst(), name, signed.duplicate());
        byte[] all = new byte[mac.length + signed.remaining()];
        System.arraycopy(mac, 0, all, 0, mac.length);
        signed.get(all, mac.length, signed.remaining());
        return SealedText.encode(name, all);
    }

    @Override
    public @Nullable Unsealed open(String name, String value, Instant now) {
        ByteBuffer bytes = SealedText.decode(name, value, MAC_BYTES + 8);
        if (bytes == null) {
            return null;
        }
        byte[] mac = new byte[MAC_BYTES];
        bytes.get(mac);
        for (int i = 0; i < keys.size(); i++) {
            // In a time that does not tell how much of it was right.
            if (MessageDigest.isEqual(mac, mac(keys.get(i), name, bytes.duplicate()))) {
                Instant expiry = Instant.ofEpochSecond(bytes.getLong());
                byte[] content = new byte[bytes.remaining()];
                bytes.get(content);
                return now.isBefore(expiry) ? new Unsealed(content, expiry, i == 0) : null;
            }
        }
        return null;
    }

    private static byte[] mac(byte[] key, String name, ByteBuffer signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(SealedText.bind(name));
            mac.update(signed);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
