package dev.tuliptree.http;

import static dev.tuliptree.Async.openTcpStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.http.wire.BodyDecoder;
import dev.tuliptree.http.wire.ChunkedBody;
import dev.tuliptree.http.wire.HeaderBlock;
import dev.tuliptree.http.wire.HttpLimits;
import dev.tuliptree.http.wire.ResponseHead;
import dev.tuliptree.http.wire.ResponseParser;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.SocketStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/** A client on a real socket that says exactly what it is told to, right or wrong. Text is Latin-1, so it is bytes. */
public final class Peer implements AutoCloseable {
    public final SocketStream stream;
    private final ResponseParser parser = new ResponseParser(HttpLimits.DEFAULT);
    private byte[] received = new byte[0];

    private Peer(SocketStream stream) {
        this.stream = stream;
    }

    /** What came back. */
    public record Reply(int status, Headers headers, String body, Headers trailers) {
        public String header(String name) {
            String value = headers.first(name);
            return value == null ? "" : value;
        }
    }

    public static Peer of(Server server) throws IOException {
        return new Peer(openTcpStream("127.0.0.1", server.port()));
    }

    /** One request on a connection of its own. */
    public static Reply ask(Server server, String request) throws IOException {
        try (Peer peer = of(server)) {
            return peer.send(request).reply();
        }
    }

    /** A GET on a connection of its own. */
    public static Reply get(Server server, String path) throws IOException {
        return ask(server, "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    public Peer send(String text) throws IOException {
        stream.sendAll(text.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends pieces such that each arrives, and is dealt with, before the next one is sent. */
    public Peer sendApart(String... pieces) throws IOException {
        for (String piece : pieces) {
            send(piece);
            EventLoop.current().waitAllTasksBlocked();
        }
        return this;
    }

    /** The next response, to a GET or the like. */
    public Reply reply() throws IOException {
        return reply("GET");
    }

    /** The next response; whether it has a body depends on the method it answers. */
    public Reply reply(String method) throws IOException {
        ResponseHead head;
        while ((head = received.length == 0 ? null : parser.parse(received, 0, received.length)) == null) {
            if (!more()) {
                throw new EOFException("the server closed the connection after " + text());
            }
        }
        int status = head.status();
        Headers headers = Headers.of(head.headers());
        BodyDecoder decoder = head.bodyDecoder(method, HttpLimits.DEFAULT);
        drop(head.length());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (!decoder.isDone()) {
            if (received.length == 0 && !more()) {
                decoder.endOfInput();
                break;
            }
            int used = decoder.decode(received, 0, received.length);
            body.write(received, decoder.dataOffset(), decoder.dataLength());
            drop(used);
        }
        HeaderBlock trailers = decoder instanceof ChunkedBody chunks ? chunks.trailers() : null;
        return new Reply(
                status, headers, body.toString(ISO_8859_1), trailers == null ? Headers.EMPTY : Headers.of(trailers));
    }

    /** Everything that comes up to the end of the stream. */
    public String rest() throws IOException {
        while (more()) {
            // Until the end.
        }
        return text();
    }

    /** What is received in one piece, as far as it was not used yet. */
    public String piece() throws IOException {
        if (received.length == 0) {
            more();
        }
        String piece = text();
        drop(received.length);
        return piece;
    }

    /** Suspends until the server has closed the connection, in order or not; nothing may come before that. */
    public boolean isClosedWithoutAWord() {
        try {
            return rest().isEmpty();
        } catch (IOException reset) {
            return received.length == 0;
        }
    }

    private boolean more() throws IOException {
        byte[] piece = stream.receiveSome(1 << 20);
        int size = received.length;
        received = Arrays.copyOf(received, size + piece.length);
        System.arraycopy(piece, 0, received, size, piece.length);
        return piece.length > 0;
    }

    private void drop(int count) {
        received = Arrays.copyOfRange(received, count, received.length);
    }

    private String text() {
        return new String(received, ISO_8859_1);
    }

    @Override
    public void close() {
        stream.close();
    }
}
