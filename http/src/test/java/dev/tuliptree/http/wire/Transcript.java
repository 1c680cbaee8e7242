package dev.tuliptree.http.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a reader makes of the bytes of a connection, line by line: the simplest loop around the parsers there can be. It
 * moves the bytes to another array and offset each time more arrive.
 */
abstract class Transcript {
    final HttpLimits limits;
    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private BodyDecoder body;
    private boolean refused;

    private Transcript(HttpLimits limits) {
        this.limits = limits;
    }

    static List<String> ofRequests(List<byte[]> pieces) {
        return ofRequests(pieces, HttpLimits.DEFAULT);
    }

    static List<String> ofRequests(List<byte[]> pieces, HttpLimits limits) {
        return new Requests(limits).read(pieces);
    }

    static List<String> ofResponses(String method, List<byte[]> pieces) {
        return new Responses(method.isEmpty() ? "GET" : method, HttpLimits.DEFAULT).read(pieces);
    }

    final List<String> read(List<byte[]> pieces) {
        for (byte[] piece : pieces) {
            try {
                receive(piece);
            } catch (ProtocolException e) {
                refused = true;
                endBody();
                lines.add("refused " + e.status());
                break;
            }
        }
        if (!refused) {
            end();
        }
        return lines;
    }

    private void receive(byte[] piece) throws ProtocolException {
        int margin = 1 + piece.length % 5;
        byte[] moved = new byte[margin + to - from + piece.length + 3];
        System.arraycopy(bytes, from, moved, margin, to - from);
        System.arraycopy(piece, 0, moved, margin + to - from, piece.length);
        to = margin + to - from + piece.length;
        from = margin;
        bytes = moved;
        while (true) {
            if (body == null) {
                MessageHead head = parse(bytes, from, to - from);
                if (head == null) {
                    return;
                }
                from += head.length();
                body = bodyOf(head);
                head.detach();
                lines.add(startLine(head));
                head.headers().forEach((name, value) -> lines.add(Vector.escape(name + ": " + value)));
            } else {
                from += body.decode(bytes, from, to);
                data.write(bytes, body.dataOffset(), body.dataLength());
            }
            if (body.isDone()) {
                endBody();
            } else if (from == to) {
                return;
            }
        }
    }

    private void endBody() {
        if (data.size() > 0) {
            lines.add("body " + Vector.escape(data.toString(ISO_8859_1)));
            data.reset();
        }
        if (body instanceof ChunkedBody chunks && chunks.trailers() != null) {
            chunks.trailers().forEach((name, value) -> lines.add(Vector.escape("trailer " + name + ": " + value)));
        }
        body = null;
    }

    private void end() {
        boolean complete = !isInsideHead();
        if (body != null) {
            try {
                body.endOfInput();
            } catch (ProtocolException e) {
                complete = false;
            }
            endBody();
        }
        if (!complete) {
            lines.add("incomplete");
        }
    }

    abstract MessageHead parse(byte[] bytes, int offset, int length) throws ProtocolException;

    abstract BodyDecoder bodyOf(MessageHead head);

    abstract String startLine(MessageHead head);

    abstract boolean isInsideHead();

    private static final class Requests extends Transcript {
        private final RequestParser parser;

        Requests(HttpLimits limits) {
            super(limits);
            parser = new RequestParser(limits);
        }

        @Override
        MessageHead parse(byte[] bytes, int offset, int length) throws ProtocolException {
            return parser.parse(bytes, offset, length);
        }

        @Override
        BodyDecoder bodyOf(MessageHead head) {
            return ((RequestHead) head).bodyDecoder(limits);
        }

        @Override
        String startLine(MessageHead head) {
            RequestHead request = (RequestHead) head;
            return request.method() + " " + request.target() + " HTTP/1." + head.minorVersion()
                    + (head.keepAlive() ? "" : " close");
        }

        @Override
        boolean isInsideHead() {
            return parser.isInsideHead();
        }
    }

    private static final class Responses extends Transcript {
        private final ResponseParser parser;
        private final String method;

        Responses(String method, HttpLimits limits) {
            super(limits);
            this.method = method;
            parser = new ResponseParser(limits);
        }

        @Override
        MessageHead parse(byte[] bytes, int offset, int length) throws ProtocolException {
            return parser.parse(bytes, offset, length);
        }

        @Override
        BodyDecoder bodyOf(MessageHead head) {
            return ((ResponseHead) head).bodyDecoder(method, limits);
        }

        @Override
        String startLine(MessageHead head) {
            ResponseHead response = (ResponseHead) head;
            boolean close = !head.keepAlive() || response.endsWithConnection(method);
            return response.status() + " " + response.reason() + " HTTP/1." + head.minorVersion()
                    + (close ? " close" : "");
        }

        @Override
        boolean isInsideHead() {
            return parser.isInsideHead();
        }
    }
}
