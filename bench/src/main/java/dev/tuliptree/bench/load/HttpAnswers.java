package dev.tuliptree.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * HTTP responses with status 200, a Content-Length, and the same body each time. Of the head no more is looked at than
 * that, so that looking costs less than serving.
 */
final class HttpAnswers implements Answers {
    private static final int LONGEST_HEAD = 4_096;
    private static final byte[] STATUS = "HTTP/1.1 200".getBytes(ISO_8859_1);
    private static final String LENGTH = "content-length:";

    private final ByteBuffer body;
    private final byte[] head = new byte[LONGEST_HEAD];
    private int headLength;
    private int bodyLeft;

    HttpAnswers(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    @Override
    public int take(ByteBuffer received) throws IOException {
        int ended = 0;
        while (received.hasRemaining()) {
            if (bodyLeft > 0) takeBody(received);
            else if (takeHead(received)) bodyLeft = body.capacity();
            else return ended;
            if (bodyLeft == 0) ended++;
        }
        return ended;
    }

    private void takeBody(ByteBuffer received) throws IOException {
        int part = Math.min(received.remaining(), bodyLeft);
        int from = body.capacity() - bodyLeft;
        int wrong = received.slice(received.position(), part).mismatch(body.slice(from, part));
        if (wrong >= 0) throw new IOException("byte " + (from + wrong) + " of a body is wrong");
        received.position(received.position() + part);
        bodyLeft -= part;
    }

    /** Returns whether the head has ended; the buffer is then where the body begins. */
    private boolean takeHead(ByteBuffer received) throws IOException {
        int part = Math.min(received.remaining(), LONGEST_HEAD - headLength);
        received.get(received.position(), head, headLength, part);
        int end = endOfHead(Math.max(3, headLength), headLength + part);
        if (end < 0) {
            headLength += part;
            if (headLength == LONGEST_HEAD) throw new IOException("the head of a response does not end");
            received.position(received.position() + part);
            return false;
        }
        check(end);
        received.position(received.position() + end - headLength);
        headLength = 0;
        return true;
    }

    private int endOfHead(int from, int to) {
        for (int i = from; i < to; i++) {
            if (head[i] == '\n' && head[i - 1] == '\r' && head[i - 2] == '\n' && head[i - 3] == '\r') return i + 1;
        }
        return -1;
    }

    private void check(int length) throws IOException {
        for (int i = 0; i < STATUS.length; i++) {
            if (head[i] != STATUS[i]) throw new IOException("not a response with status 200: " + firstLine(length));
        }
        for (int i = STATUS.length; i < length; i++) {
            if (head[i] == '\n' && isLength(i + 1)) {
                int announced = number(i + 1 + LENGTH.length());
                if (announced == body.capacity()) return;
                throw new IOException("a body of " + announced + " bytes instead of " + body.capacity());
            }
        }
        throw new IOException("a response without Content-Length: "
                + new String(head, 0, length, ISO_8859_1).toLowerCase(Locale.ROOT));
    }

    private boolean isLength(int at) {
        for (int i = 0; i < LENGTH.length(); i++) {
            // Letters of both cases differ in this bit; it is set in the hyphen and the colon.
            if (at + i >= LONGEST_HEAD || (head[at + i] | ' ') != LENGTH.charAt(i)) return false;
        }
        return true;
    }

    private int number(int from) {
        int i = from;
        while (head[i] == ' ') i++;
        int number = 0;
        for (; head[i] >= '0' && head[i] <= '9'; i++) number = 10 * number + head[i] - '0';
        return number;
    }

    private String firstLine(int length) {
        return new String(head, 0, length, ISO_8859_1).lines().findFirst().orElse("");
    }
}
