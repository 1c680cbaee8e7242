package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a multipart body (RFC 2046, 5.1; RFC 7578), in time linear in its length. Data is handed out as
 * slices of the caller's array. Parts inside of parts are data.
 *
 * <p>Call {@link #feed} again and again: each call consumes bytes and finds at most one {@link Event}. If it finds none
 * it needs more bytes behind those that it has not consumed, which must be there again.
 */
public final class MultipartParser {
    /** What was found. */
    public enum Event {
        /** A part begins: see {@link MultipartParser#headers()}. */
        PART,
        /** Some of the part's data: see {@link MultipartParser#dataOffset()}. */
        DATA,
        /** The part ends. */
        PART_END,
        /** There are no more parts; whatever follows means nothing. */
        END
    }

    private enum State {
        START,
        PREAMBLE,
        BEHIND_DELIMITER,
        HEADERS,
        DATA,
        END
    }

    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_PADDING = 64;
    private static final String BOUNDARY_MARKS = "'()+_,-./:=? ";

    private final byte[] delimiter;
    private final HttpLimits limits;
    private final int maxParts;
    private final HeaderBlock headers = new HeaderBlock();
    private final FieldParser fields;

    private State state = State.START;
    private @Nullable Event event;
    private int dataOffset;
    private int dataLength;
    private int parts;
    private int preamble;

    /**
     * A parser for one body.
     *
     * @param boundary what stands between the parts
     * @param limits on the headers of each part, and on what stands before the first
     * @param maxParts how many there may be
     * @throws ProtocolException with status 400 if that cannot be a boundary
     */
    public MultipartParser(String boundary, HttpLimits limits, int maxParts) throws ProtocolException {
        boolean good = !boundary.isEmpty() && boundary.length() <= MAX_BOUNDARY && !boundary.endsWith(" ");
        for (int i = 0; good && i < boundary.length(); i++) {
            char c = boundary.charAt(i);
            good = c < 0x80 && (Character.isLetterOrDigit(c) || BOUNDARY_MARKS.indexOf(c) >= 0);
        }
        if (!good) {
            throw bad("The boundary of the multipart body is malformed.");
        }
        this.delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
        this.limits = limits;
        this.maxParts = maxParts;
        this.fields = FieldParser.ofRequest(limits, headers);
    }

    /** What the last {@link #feed} has found; null if it needs more bytes. */
    public @Nullable Event event() {
        return event;
    }

    /** After {@link Event#PART}: its headers, valid until the bytes are overwritten or the next call. */
    public HeaderBlock headers() {
        return headers;
    }

    /** After {@link Event#DATA}: where it begins. */
    public int dataOffset() {
        return dataOffset;
    }

    /** After {@link Event#DATA}: how many bytes, at least one. */
    public int dataLength() {
        return dataLength;
    }

    /**
     * Looks for the next event.
     *
     * @return the number of bytes consumed, counted from {@code from}
     * @throws ProtocolException if the body is malformed (400), or there are too many parts (413) or headers (431)
     */
    public int feed(byte[] bytes, int from, int to) throws ProtocolException {
        event = null;
        int at = from;
        while (event == null) {
            int next = step(bytes, at, to);
            if (next < 0) {
                break;
            }
            at = next;
        }
        return at - from;
    }

    /** Returns where the next step begins, or -1 if more bytes are needed first. */
    private int step(byte[] bytes, int from, int to) throws ProtocolException {
        return switch (state) {
            case START -> start(bytes, from, to);
            case PREAMBLE -> preamble(bytes, from, to);
            case BEHIND_DELIMITER -> behindDelimiter(bytes, from, to);
            case HEADERS -> headers(bytes, from, to);
            case DATA -> data(bytes, from, to);
            case END -> {
                event = Event.END;
                yield to;
            }
        };
    }

    /** The first delimiter needs no line break before it. */
    private int start(byte[] bytes, int from, int to) {
        int length = delimiter.length - 2;
        int matching = matching(bytes, from, to, 2);
        if (matching == length) {
            state = State.BEHIND_DELIMITER;
            return from + length;
        }
        if (from + matching == to) {
            return -1;
        }
        state = State.PREAMBLE;
        return from;
    }

    private int preamble(byte[] bytes, int from, int to) throws ProtocolException {
        int found = find(bytes, from, to);
        preamble += found - from;
        if (preamble > limits.maxHeaderBytes()) {
            throw bad("There is too much before the first part of the multipart body.");
        }
        if (to - found >= delimiter.length) {
            state = State.BEHIND_DELIMITER;
            return found + delimiter.length;
        }
        return found > from ? found : -1;
    }

    private int behindDelimiter(byte[] bytes, int from, int to) throws ProtocolException {
        if (to - from < 2) {
            return -1;
        }
        if (bytes[from] == '-' && bytes[from + 1] == '-') {
            state = State.END;
            return from + 2;
        }
        int p = from;
        while (p < to && p - from <= MAX_PADDING && (bytes[p] == ' ' || bytes[p] == '\t')) {
            p++;
        }
        boolean isPadded = p - from <= MAX_PADDING;
        if (isPadded && p + 1 >= to) {
            return -1;
        }
        if (!isPadded || bytes[p] != '\r' || bytes[p + 1] != '\n') {
            throw bad("A boundary in the multipart body is not followed by a line break.");
        }
        if (++parts > maxParts) {
            throw new ProtocolException(413, "The multipart body has more than " + maxParts + " parts.");
        }
        state = State.HEADERS;
        fields.start(0);
        return p + 2;
    }

    private int headers(byte[] bytes, int from, int to) throws ProtocolException {
        if (!fields.parse(bytes, from, to)) {
            return -1;
        }
        headers.attach(bytes, from);
        state = State.DATA;
        event = Event.PART;
        return from + fields.position();
    }

    private int data(byte[] bytes, int from, int to) {
        int found = find(bytes, from, to);
        if (found > from) {
            event = Event.DATA;
            dataOffset = from;
            dataLength = found - from;
            return found;
        }
        if (to - found < delimiter.length) {
            return -1;
        }
        state = State.BEHIND_DELIMITER;
        event = Event.PART_END;
        return found + delimiter.length;
    }

    /** Where the delimiter begins, or what may become it when more comes; the end if there is nothing of it. */
    private int find(byte[] bytes, int from, int to) {
        // A delimiter has one CR, at its beginning: what was compared in vain need not be looked at again.
        for (int p = from; p < to; p++) {
            if (bytes[p] == '\r') {
                int matching = matching(bytes, p, to, 0);
                if (matching == delimiter.length || p + matching == to) {
                    return p;
                }
                p += matching - 1;
            }
        }
        return to;
    }

    /** How many bytes agree with the delimiter, from its byte {@code skipped} on. */
    private int matching(byte[] bytes, int from, int to, int skipped) {
        int most = Math.min(to - from, delimiter.length - skipped);
        int count = 0;
        while (count < most && bytes[from + count] == delimiter[skipped + count]) {
            count++;
        }
        return count;
    }

    /**
     * Says that nothing more will come.
     *
     * @throws ProtocolException if the body is incomplete
     */
    public void endOfInput() throws ProtocolException {
        if (state != State.END) {
            throw bad("The multipart body is cut short.");
        }
    }

    private static ProtocolException bad(String message) {
        return new ProtocolException(400, message);
    }
}
