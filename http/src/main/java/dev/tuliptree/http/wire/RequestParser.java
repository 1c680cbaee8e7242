package dev.tuliptree.http.wire;

/**
 * Reads request heads (RFC 9112, 2 to 6) into one {@link RequestHead}. What must be refused it refuses with the status
 * that says so.
 */
public final class RequestParser extends HeadParser<RequestHead> {
    private enum State {
        BEFORE,
        METHOD,
        TARGET,
        VERSION,
        HEADERS,
        DONE
    }

    private static final byte TLS_HANDSHAKE = 0x16;
    private static final long HTTP_1_1 = word("HTTP/1.1");
    private static final int VERSION_LINE = 10;

    private State state = State.BEFORE;
    private int position;
    private int lineStart;
    private int tokenStart;
    private boolean skippedEmptyLine;

    /** A parser for one connection. */
    public RequestParser(HttpLimits limits) {
        this(limits, new RequestHead());
    }

    private RequestParser(HttpLimits limits, RequestHead head) {
        super(limits, head, FieldParser.ofRequest(limits, head.headers));
    }

    @Override
    public boolean isInsideHead() {
        return state != State.BEFORE && state != State.DONE;
    }

    @Override
    boolean advance(byte[] bytes, int base, int end) throws ProtocolException {
        if (state == State.DONE) {
            state = State.BEFORE;
            position = 0;
            skippedEmptyLine = false;
        }
        int p = base + position;
        while (true) {
            switch (state) {
                case BEFORE -> {
                    int start = skipEmptyLine(bytes, p, end);
                    if (start < 0) {
                        return false;
                    }
                    p = start;
                    lineStart = p - base;
                    state = State.METHOD;
                }
                case METHOD -> {
                    while (p < end && Bytes.isToken(bytes[p])) {
                        p++;
                    }
                    if (isShort(p, base, end)) {
                        return false;
                    }
                    checkMethodEnd(bytes[p], p - base);
                    head.method = Methods.of(bytes, base + lineStart, p - base - lineStart);
                    p++;
                    tokenStart = p - base;
                    state = State.TARGET;
                }
                case TARGET -> {
                    while (p < end && Bytes.TARGET[bytes[p] & 0xff]) {
                        p++;
                    }
                    if (isShort(p, base, end)) {
                        return false;
                    }
                    checkTargetEnd(bytes[p], p - base);
                    head.target.parse(bytes, base, tokenStart, p - base - tokenStart, head.method);
                    p++;
                    tokenStart = p - base;
                    state = State.VERSION;
                }
                case VERSION -> {
                    int versionEnd = version(bytes, base, p, end);
                    if (versionEnd < 0) {
                        return false;
                    }
                    p = versionEnd;
                    fields.start(p - base);
                    state = State.HEADERS;
                }
                case HEADERS -> {
                    if (!fields.parse(bytes, base, end)) {
                        return false;
                    }
                    state = State.DONE;
                    head.complete(bytes, base, fields.position());
                    return true;
                }
                case DONE -> throw new AssertionError("left above");
            }
        }
    }

    /**
     * Skips one empty line, which old clients send behind a body (RFC 9112, 2.2).
     *
     * @return where the request line begins, or -1 if that is not known yet
     */
    private int skipEmptyLine(byte[] bytes, int from, int end) throws ProtocolException {
        int p = from;
        if (p < end && bytes[p] == TLS_HANDSHAKE) {
            throw bad("The client began a TLS handshake, but this port speaks plain HTTP.");
        }
        if (p < end && bytes[p] == '\r' && !skippedEmptyLine) {
            if (p + 1 == end) {
                return -1;
            }
            if (bytes[p + 1] != '\n') {
                throw bad("There is a CR without LF before the request line.");
            }
            p += 2;
            position += 2;
            skippedEmptyLine = true;
        }
        return p < end ? p : -1;
    }

    /** Whether the bytes ran out at {@code p}; then notes where to go on. */
    private boolean isShort(int p, int base, int end) throws ProtocolException {
        if (p - base - lineStart > limits.maxStartLine()) {
            throw tooLong();
        }
        if (p < end) {
            return false;
        }
        position = p - base;
        return true;
    }

    private void checkMethodEnd(byte b, int at) throws ProtocolException {
        if (at == lineStart) {
            throw bad(
                    b == '\r' || b == '\n'
                            ? "There are empty lines before the request line."
                            : "The request line begins with the byte " + Bytes.describe(b) + ".");
        }
        if (b != ' ') {
            throw bad("The method is followed by the byte " + Bytes.describe(b) + ", not by one space.");
        }
    }

    private void checkTargetEnd(byte b, int at) throws ProtocolException {
        if (b == '\r' || b == '\n') {
            throw bad("The request line has no HTTP version.");
        }
        if (b != ' ') {
            throw bad("The request target contains the byte " + Bytes.describe(b) + ".");
        }
        if (at == tokenStart) {
            throw bad("The request target is empty.");
        }
    }

    /**
     * Reads the version and the end of the line; returns where the next line begins, or -1 if that is not there yet.
     */
    private int version(byte[] bytes, int base, int from, int end) throws ProtocolException {
        int start = base + tokenStart;
        if (start + VERSION_LINE - 2 - base - lineStart > limits.maxStartLine()) {
            throw tooLong();
        }
        if (from == start && end - start >= VERSION_LINE && Bytes.wordAt(bytes, start) == HTTP_1_1) {
            head.minorVersion = 1;
            expectLineEnd(bytes[start + 8], bytes[start + 9]);
            return start + VERSION_LINE;
        }
        for (int p = from; p < end; p++) {
            checkVersionByte(bytes[p], p - start);
            if (p - start == VERSION_LINE - 1) {
                readVersion(bytes[start + 5], bytes[start + 7]);
                return start + VERSION_LINE;
            }
        }
        position = end - base;
        return -1;
    }

    private static void checkVersionByte(byte b, int index) throws ProtocolException {
        boolean good = switch (index) {
            case 0, 1, 2, 3, 4, 6 -> b == "HTTP/1.1".charAt(index);
            case 5, 7 -> Bytes.isDigit(b);
            case 8 -> b == '\r';
            default -> b == '\n';
        };
        if (!good) {
            throw bad(
                    b == '\n' && index == 8
                            ? "The request line ends in LF without CR."
                            : "The request line does not end in HTTP/1.1 or HTTP/1.0.");
        }
    }

    private void readVersion(byte major, byte minor) throws ProtocolException {
        if (major != '1') {
            throw new ProtocolException(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
        }
        head.minorVersion = minor == '0' ? 0 : 1;
    }

    private static void expectLineEnd(byte cr, byte lf) throws ProtocolException {
        checkVersionByte(cr, 8);
        checkVersionByte(lf, 9);
    }

    private ProtocolException tooLong() {
        return new ProtocolException(414, "The request line is longer than " + limits.maxStartLine() + " bytes.");
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(400, message);
    }

    private static long word(String eightLetters) {
        byte[] bytes = eightLetters.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Bytes.wordAt(bytes, 0);
    }
}
