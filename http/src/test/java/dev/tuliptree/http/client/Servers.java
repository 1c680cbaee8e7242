package dev.tuliptree.http.client;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.nursery;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.ActionOf;
import dev.tuliptree.net.SocketStream;
import java.util.ArrayDeque;
import java.util.List;

/** Servers that say exactly what they are told to. */
final class Servers {
    private Servers() {}

    /** A connection on the server's side. */
    static final class Line {
        private final SocketStream stream;

        private Line(SocketStream stream) {
            this.stream = stream;
        }

        /** What arrives in one piece: a short request, most likely; empty at the end of the stream. */
        String hear() throws Exception {
            return new String(stream.receiveSome(100_000), ISO_8859_1);
        }

        void say(String text) throws Exception {
            stream.sendAll(text.getBytes(ISO_8859_1));
        }

        /** 200 with this body. */
        void answer(String body) throws Exception {
            say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        void hangUp() {
            stream.close();
        }
    }

    /** Runs a test with a server whose connections are handled one as the other. */
    static void with(ActionOf<Line, Exception> handler, ActionOf<String, Exception> test) throws Exception {
        try (var listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> handler.run(new Line(stream))));
                test.run("http://127.0.0.1:" + listener.port() + "/");
                n.cancel();
            });
        }
    }

    /** Runs a test with a server whose first connection is handled by the first handler, and so on. */
    static void inTurn(List<ActionOf<Line, Exception>> handlers, ActionOf<String, Exception> test) throws Exception {
        var left = new ArrayDeque<>(handlers);
        with(line -> left.remove().run(line), test);
    }
}
