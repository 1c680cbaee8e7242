package dev.tuliptree.bench.soak;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.bench.servers.Content;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.ServerTimeouts;
import java.io.IOException;

/**
 * The server that is soaked, in a process of its own: {@code SoakedServer}. Prints its port, and serves until SIGTERM.
 */
public final class SoakedServer {
    /** How long what is too slow is suffered. Short, so that much of it fits into minutes. */
    static final int PATIENCE_MILLIS = 3_000;

    /** The length of what is answered in two parts. */
    static final int HALTING = 64 << 10;

    /** How long the second part takes to come. */
    static final int HALT_MILLIS = 200;

    private static final int PIECE = 1_000;

    private SoakedServer() {}

    /**
     * Serves.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        run(SoakedServer::serve);
    }

    private static void serve() throws IOException {
        byte[] mib = Content.text(Content.MIB);
        Application app = new Application();
        app.get("/number/{n}", request -> Response.text("number " + request.pathInt("n")));
        app.get("/1m", _ -> Response.bytes("text/plain", mib));
        app.get("/pieces/{bytes}", SoakedServer::inPieces);
        app.get("/halting", _ -> halting());
        app.post("/echo", request -> Response.bytes(request.bytes()));
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) ws.send(text);
        });
        app.get(
                "/tasks",
                _ -> Response.text(Integer.toString(loop().statistics().tasks())));
        app.get("/census", _ -> Response.text(Census.take().line()));
        ServerTimeouts timeouts = ServerTimeouts.DEFAULT
                .withHead(millis(PATIENCE_MILLIS))
                .withIdle(millis(PATIENCE_MILLIS))
                .withBody(millis(PATIENCE_MILLIS), 256)
                .withStall(millis(PATIENCE_MILLIS));
        try (Server server = app.listen("127.0.0.1", 0, ServerOptions.DEFAULT.withTimeouts(timeouts))) {
            System.out.println(server.port());
            sleepForever();
        }
    }

    /** A body whose length nobody announces. */
    private static Response inPieces(Request request) {
        byte[] body = Content.text(request.pathInt("bytes"));
        return Response.stream("text/plain", out -> {
            for (int at = 0; at < body.length; at += PIECE) {
                out.write(body, at, Math.min(PIECE, body.length - at));
                if (at % 2 == 0) out.flush();
            }
        });
    }

    private static Response halting() {
        byte[] body = Content.text(HALTING);
        return Response.stream("text/plain", HALTING, out -> {
            out.write(body, 0, HALTING / 2);
            out.flush();
            sleep(millis(HALT_MILLIS));
            out.write(body, HALTING / 2, HALTING / 2);
        });
    }
}
