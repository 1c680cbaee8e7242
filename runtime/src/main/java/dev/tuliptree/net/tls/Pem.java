package dev.tuliptree.net.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as text (RFC 7468). What stands around the parts that are looked for is passed over. */
final class Pem {
    private static final Pattern PART =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)-----END \\1-----");

    /** A key in PKCS #8 form says itself what it is for, but only a factory of that kind understands it. */
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

    private Pem() {}

    /** All certificates of a text, at least one. */
    static List<X509Certificate> certificates(String text, String where) throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Matcher part = PART.matcher(text); part.find(); ) {
                if (!part.group(1).equals("CERTIFICATE")) continue;
                ByteArrayInputStream der = new ByteArrayInputStream(decode(part));
                certificates.add((X509Certificate) factory.generateCertificate(der));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new IOException(where + " holds a certificate that cannot be understood", e);
        }
        if (certificates.isEmpty()) throw new IOException(where + " holds no \"BEGIN CERTIFICATE\"");
        return certificates;
    }

    /** The private key of a text. */
    static PrivateKey privateKey(String text, String where) throws IOException {
        for (Matcher part = PART.matcher(text); part.find(); ) {
            switch (part.group(1)) {
                case "PRIVATE KEY" -> {
                    return decodeKey(part, where);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new IOException(where + " is encrypted; decrypt it with: openssl pkcs8 -in KEY -out NEW");
                case "RSA PRIVATE KEY", "EC PRIVATE KEY" ->
                    throw new IOException(where + " holds a key that is not in PKCS #8 form; convert it with: "
                            + "openssl pkcs8 -topk8 -nocrypt -in KEY -out NEW");
                default -> {} // Parameters, or a certificate in the same file.
            }
        }
        throw new IOException(where + " holds no \"BEGIN PRIVATE KEY\"");
    }

    private static PrivateKey decodeKey(Matcher part, String where) throws IOException {
        try {
            PKCS8EncodedKeySpec key = new PKCS8EncodedKeySpec(decode(part));
            for (String kind : KEY_KINDS) {
                try {
                    return KeyFactory.getInstance(kind).generatePrivate(key);
                } catch (InvalidKeySpecException e) {
                    // It is of another kind.
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(where + " holds a key that cannot be understood", e);
        }
        throw new IOException(where + " holds a key that is none of " + String.join(", ", KEY_KINDS));
    }

    private static byte[] decode(Matcher part) {
        return Base64.getMimeDecoder().decode(part.group(2).getBytes(US_ASCII));
    }
}
