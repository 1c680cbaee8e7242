package dev.tuliptree.http.testing;

import static dev.tuliptree.Async.sleep;

import dev.tuliptree.http.Headers;
import dev.tuliptree.http.wire.BodyDecoder;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.RequestHead;
import dev.tuliptree.http.wire.RequestParser;
import dev.tuliptree.http.wire.ResponseWriter;
import dev.tuliptree.http.wire.WireBuffer;
import dev.tuliptree.net.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One connection to a {@link MockServer}: reads whole requests, and says what it is told to, right or wrong. */
final class MockConnection {
    private static final int PIECE = 64 * 1024;

    private final ByteStream stream;
    private final int maxBodyBytes;
    private final RequestParser parser = new RequestParser(HttpLimits.DEFAULT);
    private byte[] received = {};

    MockConnection(ByteStream stream, int maxBodyBytes) {
        this.stream = stream;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** Answers requests until one end closes the connection. */
    void serve(Function<RecordedRequest, CannedResponse> answers) throws IOException {
        while (true) {
            RecordedRequest request = next();
            if (request == null) {
                return;
            }
            CannedResponse response = answers.apply(request);
            sleep(response.delay());
            send(response.encoded(request.method()), response);
            switch (response.end()) {
                case KEEP_ALIVE -> {}
                case CLOSE -> {
                    return;
                }
                case RESET -> {
                    stream.abort();
                    return;
                }
            }
        }
    }

    private void send(byte[] bytes, CannedResponse response) throws IOException {
        int step = Math.min(response.piece(), Math.max(1, bytes.length));
        for (int at = 0; at < bytes.length; at += step) {
            if (at > 0) {
                sleep(response.pause());
            }
            stream.sendAll(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)));
        }
    }

    private @Nullable RecordedRequest next() throws IOException {
        RequestHead head;
        while ((head = received.length == 0 ? null : parser.parse(received, 0, received.length)) == null) {
            if (!more()) {
                return null;
            }
        }
        String method = head.method();
        String target = head.target();
        Headers headers = Headers.of(head.headers());
        if (head.expectContinue()) {
            WireBuffer goOn = new WireBuffer(32);
            new ResponseWriter(goOn).continueResponse();
            stream.sendAll(goOn.toByteArray());
        }
        BodyDecoder decoder = head.bodyDecoder(HttpLimits.DEFAULT);
        drop(head.length());
        return new RecordedRequest(method, target, headers, body(decoder));
    }

    private byte[] body(BodyDecoder decoder) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (!decoder.isDone()) {
            if (received.length == 0 && !more()) {
                throw new IOException("the client closed the connection inside the body of its request");
            }
            int used = decoder.decode(received, 0, received.length);
            body.write(received, decoder.dataOffset(), decoder.dataLength());
            drop(used);
            if (body.size() > maxBodyBytes) {
                throw new IOException("the body of a request is larger than " + maxBodyBytes + " bytes");
            }
        }
        return body.toByteArray();
    }

    private boolean more() throws IOException {
        byte[] piece = stream.receiveSome(PIECE);
        int before = received.length;
        received = Arrays.copyOf(received, before + piece.length);
        System.arraycopy(piece, 0, received, before, piece.length);
        return piece.length > 0;
    }

    private void drop(int count) {
        received = Arrays.copyOfRange(received, count, received.length);
    }
}
