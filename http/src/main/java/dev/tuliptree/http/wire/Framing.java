package dev.tuliptree.http.wire;

/**
 * What the header lines say about where the message ends and what becomes of the connection (RFC 9112, 6 and 9).
 * Requests and responses share it; reused for each message.
 *
 * <p>There is one way to be right: at most one Content-Length of decimal digits, or one Transfer-Encoding that is
 * {@code chunked}, never both. Repeated and comma-joined lengths are refused even when they agree.
 */
final class Framing {
    static final long NO_LENGTH = -1;

    long contentLength;
    boolean chunked;
    boolean close;
    boolean keepAlive;
    boolean connectionUpgrade;
    int hosts;
    int host;
    boolean expects;
    int expect;
    boolean upgrades;

    private int faultStatus;

    /** @param faultStatus the status of a {@link ProtocolException} */
    void read(HeaderBlock headers, int minorVersion, int faultStatus) throws ProtocolException {
        this.faultStatus = faultStatus;
        contentLength = NO_LENGTH;
        chunked = false;
        close = false;
        keepAlive = false;
        connectionUpgrade = false;
        hosts = 0;
        expects = false;
        upgrades = false;
        for (int i = 0; i < headers.size(); i++) {
            // The length rules out nearly every other name before any byte is compared.
            switch (headers.nameLength(i)) {
                case 4 -> {
                    if (headers.nameIs(i, "host")) {
                        hosts++;
                        host = i;
                    }
                }
                case 6 -> {
                    if (headers.nameIs(i, "expect")) {
                        expects = true;
                        expect = i;
                    }
                }
                case 7 -> upgrades |= headers.nameIs(i, "upgrade");
                case 10 -> {
                    if (headers.nameIs(i, "connection")) {
                        connection(headers, i);
                    }
                }
                case 14 -> {
                    if (headers.nameIs(i, "content-length")) {
                        contentLength(headers, i);
                    }
                }
                case 17 -> {
                    if (headers.nameIs(i, "transfer-encoding")) {
                        transferEncoding(headers, i, minorVersion);
                    }
                }
                default -> {}
            }
        }
        if (chunked && contentLength != NO_LENGTH) {
            throw fault("There are both a Transfer-Encoding and a Content-Length.");
        }
    }

    /** Whether the connection may carry another message (RFC 9112, 9.3). */
    boolean persists(int minorVersion) {
        return !close && (minorVersion >= 1 || keepAlive);
    }

    private void connection(HeaderBlock headers, int i) {
        if (headers.valueIs(i, "keep-alive")) {
            keepAlive = true;
            return;
        }
        close |= headers.valueHasToken(i, "close");
        keepAlive |= headers.valueHasToken(i, "keep-alive");
        connectionUpgrade |= headers.valueHasToken(i, "upgrade");
    }

    private void contentLength(HeaderBlock headers, int i) throws ProtocolException {
        if (contentLength != NO_LENGTH) {
            throw fault("There is more than one Content-Length.");
        }
        byte[] bytes = headers.bytes();
        int p = headers.valueOffset(i);
        int end = p + headers.valueLength(i);
        if (p == end) {
            throw fault("The Content-Length is empty.");
        }
        long length = 0;
        for (; p < end; p++) {
            int digit = bytes[p] - '0';
            if (digit < 0 || digit > 9) {
                throw fault("The Content-Length is not a decimal number.");
            }
            if (length > (Long.MAX_VALUE - digit) / 10) {
                throw fault("The Content-Length is too large to be true.");
            }
            length = length * 10 + digit;
        }
        contentLength = length;
    }

    private void transferEncoding(HeaderBlock headers, int i, int minorVersion) throws ProtocolException {
        if (minorVersion == 0) {
            throw fault("HTTP/1.0 has no Transfer-Encoding.");
        }
        if (chunked) {
            throw fault("There is more than one Transfer-Encoding.");
        }
        chunked = true;
        if (headers.valueIs(i, "chunked")) {
            return;
        }
        checkCodings(headers, i);
        // The message does end in a chunked coding, so only what is inside is unknown to us.
        throw new ProtocolException(
                faultStatus == 400 ? 501 : faultStatus, "Transfer codings other than chunked are not supported.");
    }

    /** Refuses a list that is no list of tokens, or that does not have chunked at its end and only there. */
    private void checkCodings(HeaderBlock headers, int i) throws ProtocolException {
        byte[] bytes = headers.bytes();
        int p = headers.valueOffset(i);
        int end = p + headers.valueLength(i);
        boolean sawChunked = false;
        while (true) {
            while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
                p++;
            }
            int start = p;
            while (p < end && Bytes.isToken(bytes[p])) {
                p++;
            }
            if (p == start || sawChunked) {
                throw badCodings();
            }
            sawChunked = Bytes.equalsIgnoreCase(bytes, start, p - start, "chunked");
            while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
                p++;
            }
            if (p == end) {
                break;
            }
            if (bytes[p++] != ',') {
                throw badCodings();
            }
        }
        if (!sawChunked) {
            throw badCodings();
        }
    }

    private ProtocolException badCodings() {
        return fault("The Transfer-Encoding does not end in one chunked coding.");
    }

    private ProtocolException fault(String message) {
        return new ProtocolException(faultStatus, message);
    }
}
