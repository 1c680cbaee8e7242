package dev.tuliptree.http.wire;

/**
 * Reads header lines up to and including the empty line that ends them (RFC 9112, 5). Requests, responses and trailers
 * share it.
 *
 * <p>All positions are relative to the first byte of the message head, so that the caller may move the bytes between
 * two calls. Every byte is looked at once: a call goes on at the byte where the last one ran out.
 */
final class FieldParser {
    private enum State {
        LINE_START,
        NAME,
        VALUE_START,
        VALUE
    }

    private final HttpLimits limits;
    private final HeaderBlock headers;
    private final int syntaxStatus;
    private final int sizeStatus;
    private final boolean unfolds;

    private State state = State.LINE_START;
    private int position;
    private int sectionStart;
    private int lineStart;
    private int nameEnd;
    private int valueStart;
    // Where the current physical line of the value begins, and where the value ended before it (folded lines only).
    private int segmentStart;
    private int foldedEnd;

    /**
     * @param syntaxStatus the status of a {@link ProtocolException} for bad syntax
     * @param sizeStatus the status of one for exceeded limits
     * @param unfolds whether a folded line is joined, by writing spaces over its line break, instead of refused
     */
    private FieldParser(HttpLimits limits, HeaderBlock headers, int syntaxStatus, int sizeStatus, boolean unfolds) {
        this.limits = limits;
        this.headers = headers;
        this.syntaxStatus = syntaxStatus;
        this.sizeStatus = sizeStatus;
        this.unfolds = unfolds;
    }

    /** For what a client sends: folded lines are refused (RFC 9112, 5.2). */
    static FieldParser ofRequest(HttpLimits limits, HeaderBlock headers) {
        return new FieldParser(limits, headers, 400, 431, false);
    }

    /** For what a server sends: a user agent has to join folded lines (RFC 9112, 5.2). */
    static FieldParser ofResponse(HttpLimits limits, HeaderBlock headers) {
        return new FieldParser(limits, headers, 502, 502, true);
    }

    /** Begins a section at this position. */
    void start(int relativePosition) {
        headers.clear();
        state = State.LINE_START;
        position = relativePosition;
        sectionStart = relativePosition;
    }

    /** After {@link #parse} returned true: the position behind the empty line. */
    int position() {
        return position;
    }

    /**
     * Reads on.
     *
     * @param base where the head begins in {@code bytes}
     * @param end where the bytes received so far end
     * @return whether the section is complete
     */
    boolean parse(byte[] bytes, int base, int end) throws ProtocolException {
        int p = base + position;
        while (true) {
            switch (state) {
                case LINE_START -> {
                    if (p == end) {
                        return suspend(p - base);
                    }
                    byte b = bytes[p];
                    if (b == '\r') {
                        if (p + 1 == end) {
                            return suspend(p - base);
                        }
                        if (bytes[p + 1] != '\n') {
                            throw syntax("The header section ends in a CR without LF.");
                        }
                        position = p + 2 - base;
                        headers.attach(bytes, base);
                        return true;
                    }
                    if (b == ' ' || b == '\t') {
                        unfold(bytes, base, p);
                    } else {
                        lineStart = p - base;
                        state = State.NAME;
                    }
                }
                case NAME -> {
                    while (p < end && Bytes.isToken(bytes[p])) {
                        p++;
                    }
                    checkLine(p - base);
                    if (p == end) {
                        return suspend(p - base);
                    }
                    checkColon(bytes[p], p - base == lineStart);
                    nameEnd = p - base;
                    p++;
                    state = State.VALUE_START;
                }
                case VALUE_START -> {
                    while (p < end && (bytes[p] == ' ' || bytes[p] == '\t')) {
                        p++;
                    }
                    checkLine(p - base);
                    if (p == end) {
                        return suspend(p - base);
                    }
                    valueStart = p - base;
                    segmentStart = valueStart;
                    foldedEnd = valueStart;
                    state = State.VALUE;
                }
                case VALUE -> {
                    p = Bytes.findControl(bytes, p, end);
                    while (p < end && bytes[p] == '\t') {
                        p = Bytes.findControl(bytes, p + 1, end);
                    }
                    checkLine(p - base);
                    if (p == end || (p + 1 == end && bytes[p] == '\r')) {
                        return suspend(p - base);
                    }
                    if (bytes[p] != '\r' || bytes[p + 1] != '\n') {
                        throw badValueByte(bytes[p]);
                    }
                    endLine(bytes, base, p);
                    p += 2;
                    state = State.LINE_START;
                }
            }
        }
    }

    private boolean suspend(int at) throws ProtocolException {
        checkSection(at);
        position = at;
        return false;
    }

    private void endLine(byte[] bytes, int base, int cr) throws ProtocolException {
        checkSection(cr + 2 - base);
        if (headers.size() == limits.maxHeaders()) {
            throw new ProtocolException(sizeStatus, "There are more than " + limits.maxHeaders() + " header lines.");
        }
        int end = cr;
        int segment = base + segmentStart;
        while (end > segment && (bytes[end - 1] == ' ' || bytes[end - 1] == '\t')) {
            end--;
        }
        int valueEnd = end == segment ? foldedEnd : end - base;
        headers.add(lineStart, nameEnd - lineStart, valueStart, valueEnd - valueStart);
    }

    private void unfold(byte[] bytes, int base, int p) throws ProtocolException {
        if (headers.size() == 0) {
            throw syntax("The first header line begins with white space.");
        }
        if (!unfolds) {
            throw syntax("A header line is folded.");
        }
        bytes[p - 2] = ' ';
        bytes[p - 1] = ' ';
        headers.removeLast();
        // Nothing else has changed since that line ended, so its name and value are still at hand.
        foldedEnd = headers.endOfRemovedValue();
        segmentStart = p - base;
        state = foldedEnd == valueStart ? State.VALUE_START : State.VALUE;
    }

    private void checkLine(int at) throws ProtocolException {
        if (at - lineStart > limits.maxHeaderLine()) {
            throw new ProtocolException(
                    sizeStatus, "A header line is longer than " + limits.maxHeaderLine() + " bytes.");
        }
    }

    private void checkSection(int at) throws ProtocolException {
        if (at - sectionStart > limits.maxHeaderBytes()) {
            throw new ProtocolException(
                    sizeStatus, "The header section is longer than " + limits.maxHeaderBytes() + " bytes.");
        }
    }

    private void checkColon(byte b, boolean nameIsEmpty) throws ProtocolException {
        if (b != ':') {
            throw syntax(
                    switch (b) {
                        case ' ', '\t' -> "There is white space between a header's name and its colon.";
                        case '\r', '\n' -> "A header line has no colon.";
                        default -> "A header's name contains the byte " + Bytes.describe(b) + ".";
                    });
        }
        if (nameIsEmpty) {
            throw syntax("A header's name is empty.");
        }
    }

    private ProtocolException badValueByte(byte b) {
        return syntax(
                switch (b) {
                    case '\n' -> "A header line ends in LF without CR.";
                    case '\r' -> "A header line contains a CR without LF.";
                    default -> "A header's value contains the control character " + Bytes.describe(b) + ".";
                });
    }

    private ProtocolException syntax(String message) {
        return new ProtocolException(syntaxStatus, message);
    }
}
