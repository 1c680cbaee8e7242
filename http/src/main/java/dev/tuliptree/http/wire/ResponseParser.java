package dev.tuliptree.http.wire;

/**
 * Reads response heads (RFC 9112, 4 to 6) into one {@link ResponseHead}. Interim responses
 * ({@link ResponseHead#isInterim}) come out like all others; they have no body, and the final one follows them.
 *
 * <p>Folded header lines are joined, as a user agent has to (RFC 9112, 5.2), by writing spaces over their line breaks.
 */
public final class ResponseParser extends HeadParser<ResponseHead> {
    private enum State {
        STATUS_LINE,
        HEADERS,
        DONE
    }

    private static final String PREFIX = "HTTP/1.x nnn";

    private State state = State.STATUS_LINE;
    private int position;

    /** A parser for one connection. */
    public ResponseParser(HttpLimits limits) {
        this(limits, new ResponseHead());
    }

    private ResponseParser(HttpLimits limits, ResponseHead head) {
        super(limits, head, FieldParser.ofResponse(limits, head.headers));
    }

    @Override
    public boolean isInsideHead() {
        return state == State.HEADERS || (state == State.STATUS_LINE && position > 0);
    }

    @Override
    boolean advance(byte[] bytes, int base, int end) throws ProtocolException {
        if (state == State.DONE) {
            state = State.STATUS_LINE;
            position = 0;
        }
        if (state == State.STATUS_LINE) {
            int next = statusLine(bytes, base, end);
            if (next < 0) {
                return false;
            }
            fields.start(next - base);
            state = State.HEADERS;
        }
        if (!fields.parse(bytes, base, end)) {
            return false;
        }
        state = State.DONE;
        head.complete(bytes, base, fields.position());
        return true;
    }

    /** Returns where the next line begins, or -1 if that is not known yet. */
    private int statusLine(byte[] bytes, int base, int end) throws ProtocolException {
        int p = base + position;
        int reason = base + PREFIX.length();
        for (; p < end && p < reason; p++) {
            if (!mayStandAt(p - base, bytes[p])) {
                throw bad("The response does not begin with an HTTP/1.1 status line.");
            }
        }
        if (p >= reason) {
            p = Bytes.findControl(bytes, p, end);
            while (p < end && bytes[p] == '\t') {
                p = Bytes.findControl(bytes, p + 1, end);
            }
        }
        if (p - base > limits.maxStartLine()) {
            throw bad("The status line is longer than " + limits.maxStartLine() + " bytes.");
        }
        if (p == end || (p + 1 == end && bytes[p] == '\r')) {
            position = p - base;
            return -1;
        }
        if (bytes[p] != '\r' || bytes[p + 1] != '\n') {
            throw bad("The status line contains the byte " + Bytes.describe(bytes[p]) + ", or does not end in CRLF.");
        }
        // RFC 9112 wants a space even before an empty phrase; many servers leave it out, and nothing depends on it.
        if (p > reason && bytes[reason] != ' ') {
            throw bad("The status code is not followed by a space.");
        }
        head.minorVersion = bytes[base + 7] == '0' ? 0 : 1;
        head.status = (bytes[base + 9] - '0') * 100 + (bytes[base + 10] - '0') * 10 + (bytes[base + 11] - '0');
        head.reasonOffset = Math.min(p, reason + 1) - base;
        head.reasonLength = p - base - head.reasonOffset;
        return p + 2;
    }

    private static boolean mayStandAt(int index, byte b) {
        return switch (index) {
            case 7, 10, 11 -> Bytes.isDigit(b);
            case 8 -> b == ' ';
            case 9 -> b >= '1' && b <= '9';
            default -> b == PREFIX.charAt(index);
        };
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(502, message);
    }
}
