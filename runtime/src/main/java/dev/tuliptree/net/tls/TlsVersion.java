package dev.tuliptree.net.tls;

/** A version of TLS, older ones first. Those before 1.2 are not to be used any more (RFC 8996), and cannot be. */
public enum TlsVersion {
    /** TLS 1.2, RFC 5246. */
    TLS_1_2("TLSv1.2"),
    /** TLS 1.3, RFC 8446. */
    TLS_1_3("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
        this.protocol = protocol;
    }

    /**
     * What the JDK calls it, and {@link TlsSession#protocol()} says.
     *
     * @return {@code TLSv1.3}, say
     */
    public String protocol() {
        return protocol;
    }
}
