package dev.tuliptree.bench.servers;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.listenTls;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** One server on 127.0.0.1, until it is killed: {@code Servers echo|tls|http|ws PORT}. */
public final class Servers {
    private static final String HOST = "127.0.0.1";

    /** What a connection reads at most at once, as in the other systems' echo servers. */
    private static final int BUFFER = 16 * 1024;

    /** Buffers of connections that have ended, as in the other systems' pools. Loop thread only. */
    private static final ArrayDeque<ByteBuffer> FREE = new ArrayDeque<>();

    private Servers() {}

    /**
     * Starts one.
     *
     * @param arguments its kind, and its port
     */
    public static void main(String[] arguments) {
        if (arguments.length != 2) throw new IllegalArgumentException("usage: Servers echo|tls|http|ws PORT");
        int port = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "echo" -> run(() -> echo(port));
            case "tls" -> run(() -> tls(port));
            case "http" -> run(() -> serve(greeting(), port));
            case "ws" -> run(() -> serve(webSocketEcho(), port));
            default -> throw new IllegalArgumentException("no kind of server: " + arguments[0]);
        }
    }

    private static void echo(int port) throws IOException {
        try (TcpListener listener = listenTcp(HOST, port)) {
            listener.serve(Servers::echo);
        }
    }

    private static void tls(int port) throws IOException {
        TlsServerOptions options = TlsServerOptions.of(TlsIdentity.selfSigned("localhost"));
        try (TlsListener listener = listenTls(HOST, port, options)) {
            listener.serve(Servers::echo);
        }
    }

    private static void echo(ByteStream stream) throws IOException {
        ByteBuffer buffer = FREE.isEmpty() ? ByteBuffer.allocateDirect(BUFFER) : FREE.pop();
        try {
            while (stream.receiveSome(buffer) > 0) {
                stream.sendAll(buffer.flip());
                buffer.clear();
            }
        } finally {
            FREE.push(buffer.clear());
        }
    }

    private static Application greeting() {
        Application app = new Application();
        app.get("/", _ -> Response.text("Hello, World!"));
        return app;
    }

    private static Application webSocketEcho() {
        Application app = new Application();
        app.webSocket("/", ws -> {
            for (WebSocketMessage message : ws.messages()) {
                switch (message) {
                    case WebSocketMessage.Text text -> ws.send(text.text());
                    case WebSocketMessage.Binary binary -> ws.send(binary.data());
                }
            }
        });
        return app;
    }

    private static void serve(Application app, int port) throws IOException {
        try (Server server = app.listen(HOST, port)) {
            System.out.println("serving " + server.url("/"));
            sleepForever();
        }
    }
}
