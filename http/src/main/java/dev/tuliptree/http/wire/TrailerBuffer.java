package dev.tuliptree.http.wire;

/** Collects and checks a trailer section, which, unlike a head, its reader need not keep in one piece. */
final class TrailerBuffer {
    private final HeaderBlock lines = new HeaderBlock();
    private final FieldParser parser;
    private final WireBuffer bytes = new WireBuffer(256);
    private final int capacity;
    private final int faultStatus;
    private boolean complete;

    TrailerBuffer(HttpLimits limits, boolean ofRequest) {
        parser = ofRequest ? FieldParser.ofRequest(limits, lines) : FieldParser.ofResponse(limits, lines);
        faultStatus = ofRequest ? 400 : 502;
        // All lines and the CRLF behind them: the parser refuses a longer section before more would be needed.
        capacity = limits.maxHeaderBytes() + 2;
        parser.start(0);
    }

    boolean isComplete() {
        return complete;
    }

    HeaderBlock lines() {
        return lines;
    }

    /** Takes what belongs to the section and returns how much that was. */
    int take(byte[] source, int from, int to) throws ProtocolException {
        int before = bytes.size();
        int length = Math.min(to - from, capacity - before);
        bytes.put(source, from, length);
        if (!parser.parse(bytes.array(), 0, bytes.size())) {
            return length;
        }
        complete = true;
        if (TrailerNames.frames(lines)) {
            throw new ProtocolException(faultStatus, "A header that frames the message is among the trailers.");
        }
        return parser.position() - before;
    }
}
