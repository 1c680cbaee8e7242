package dev.tuliptree.tests.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tuliptree.net.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * An identity in files.
 *
 * @param chain the certificate
 * @param key its key
 */
public record PemFiles(Path chain, Path key) {
    public static PemFiles in(Path directory) {
        return new PemFiles(directory.resolve("chain.pem"), directory.resolve("key.pem"));
    }

    public PemFiles write(TlsIdentity identity) throws IOException {
        try {
            Files.writeString(chain, pem("CERTIFICATE", identity.certificate().getEncoded()));
            Files.writeString(key, pem("PRIVATE KEY", identity.key().getEncoded()));
            return this;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    public static String pem(String kind, byte[] der) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
