package dev.tuliptree.net.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Writes certificates that sign themselves. The JDK reads certificates, and makes keys and signatures; what it lacks is
 * a way to write down what is to be signed. That is this file: the few forms of DER (X.690) that a certificate of
 * version 3 needs (RFC 5280, section 4.1). A value in DER is a tag, the length of what follows, and what follows, which
 * may be values again; so each method here wraps what others have made.
 */
final class SelfSigned {
    private static final Duration LIFE = Duration.ofDays(365);

    /** Clocks differ: what is valid from now on is not valid yet for some. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    // Tags: X.690, section 8, and for the last three RFC 5280, sections 4.1 and 4.2.1.6.
    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int GENERALIZED = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;

    // Object identifiers, as DER packs them.
    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};

    private SelfSigned() {}

    /** Makes a new key, and a certificate of it for these names and addresses. */
    static TlsIdentity make(List<String> names) {
        if (names.isEmpty()) throw new IllegalArgumentException("a certificate needs at least one name");
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = keys.generateKeyPair();
            byte[] content = content(names, pair.getPublic().getEncoded());
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            byte[] certificate = value(SEQUENCE, content, algorithm(), bits(signature.sign()));
            return new TlsIdentity(List.of(read(certificate)), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make certificates: " + e.getMessage(), e);
        }
    }

    private static X509Certificate read(byte[] certificate) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate));
    }

    /** What is signed. The key comes from the JDK in the very form it has here. */
    private static byte[] content(List<String> names, byte[] publicKey) {
        byte[] whose = name(names.getFirst());
        Instant now = Instant.now();
        return value(
                SEQUENCE,
                value(VERSION, value(INTEGER, new byte[] {2})),
                value(INTEGER, new BigInteger(64, new SecureRandom()).setBit(64).toByteArray()),
                algorithm(),
                whose,
                value(SEQUENCE, time(now.minus(BEFORE)), time(now.plus(LIFE))),
                whose,
                publicKey,
                value(EXTENSIONS, value(SEQUENCE, isNoAuthority(), alternativeNames(names))));
    }

    private static byte[] algorithm() {
        return value(SEQUENCE, value(OBJECT_IDENTIFIER, ECDSA_WITH_SHA256));
    }

    /** A distinguished name of one part: a sequence of sets of a kind with its value. */
    private static byte[] name(String commonName) {
        byte[] text = value(UTF8_STRING, commonName.getBytes(UTF_8));
        return value(SEQUENCE, value(SET, value(SEQUENCE, value(OBJECT_IDENTIFIER, COMMON_NAME), text)));
    }

    private static byte[] time(Instant time) {
        return value(GENERALIZED, GENERALIZED_TIME.format(time).getBytes(UTF_8));
    }

    /** Whoever trusts this certificate must not thereby trust others that its key has signed. */
    private static byte[] isNoAuthority() {
        byte[] critical = value(BOOLEAN, new byte[] {(byte) 0xff});
        byte[] none = value(SEQUENCE);
        return value(SEQUENCE, value(OBJECT_IDENTIFIER, BASIC_CONSTRAINTS), critical, value(OCTET_STRING, none));
    }

    private static byte[] alternativeNames(List<String> names) {
        byte[] each =
                value(SEQUENCE, names.stream().map(SelfSigned::alternativeName).toArray(byte[][]::new));
        return value(SEQUENCE, value(OBJECT_IDENTIFIER, SUBJECT_ALTERNATIVE_NAME), value(OCTET_STRING, each));
    }

    private static byte[] alternativeName(String name) {
        try {
            return value(IP_ADDRESS, InetAddress.ofLiteral(name).getAddress());
        } catch (IllegalArgumentException notAnAddress) {
            return value(DNS_NAME, name.getBytes(UTF_8));
        }
    }

    /** Bits, of which the last byte has none to spare. */
    private static byte[] bits(byte[] bytes) {
        return value(BIT_STRING, new byte[] {0}, bytes);
    }

    /** A tag, the length, and the parts one after the other. */
    private static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.writeBytes(part);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        writeLength(value, all.size());
        value.writeBytes(all.toByteArray());
        return value.toByteArray();
    }

    /** Up to 127 in one byte; beyond, first how many bytes follow. */
    private static void writeLength(ByteArrayOutputStream target, int length) {
        if (length < 0x80) {
            target.write(length);
            return;
        }
        byte[] digits = BigInteger.valueOf(length).toByteArray();
        int zero = digits[0] == 0 ? 1 : 0;
        target.write(0x80 | (digits.length - zero));
        target.write(digits, zero, digits.length - zero);
    }
}
