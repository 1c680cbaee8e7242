package dev.tuliptree.bench.servers;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.listenTls;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleepForever;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.Workers;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.ServeOptions;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;

/**
 * One server on 127.0.0.1, until it is killed: {@code Servers echo|frugal|tls|sockets PORT}, {@code http PORT FOLDER},
 * or {@code workers PORT FOLDER COUNT}.
 */
public final class Servers {
    private static final String HOST = "127.0.0.1";

    /** What a connection reads at most at once, as in the other systems' echo servers. */
    private static final int BUFFER = 16 * 1024;

    /** More connections than are ever opened. */
    private static final int MANY = 1_000_000;

    private static final ServerOptions SOCKETS =
            ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxConnections(MANY));

    /** Buffers of connections that have ended, as in the other systems' pools. Loop thread only. */
    private static final ArrayDeque<ByteBuffer> FREE = new ArrayDeque<>();

    private Servers() {}

    /**
     * Starts one.
     *
     * @param arguments its kind, its port, the folder that holds the file, and how many workers there are
     */
    public static void main(String[] arguments) {
        if (arguments.length < 2)
            throw new IllegalArgumentException(
                    "usage: Servers echo|frugal|tls|sockets PORT, http PORT FOLDER, or workers PORT FOLDER COUNT");
        int port = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "echo" -> run(() -> echo(port));
            case "frugal" -> run(() -> frugal(port));
            case "tls" -> run(() -> tls(port));
            case "http" -> run(() -> serve(new Site().application(Path.of(arguments[2])), port, ServerOptions.DEFAULT));
            case "sockets" -> run(() -> serve(Site.sockets(), port, SOCKETS));
            case "workers" -> run(() -> serve(Path.of(arguments[2]), port, Integer.parseInt(arguments[3])));
            default -> throw new IllegalArgumentException("no kind of server: " + arguments[0]);
        }
    }

    private static void echo(int port) throws IOException {
        try (TcpListener listener = listenTcp(HOST, port)) {
            listener.serve(Servers::echo);
        }
    }

    /** Has no buffer of its own for each connection: for those with many connections of which most are silent. */
    private static void frugal(int port) throws IOException {
        try (TcpListener listener = listenTcp(HOST, port)) {
            listener.serve(new ServeOptions(MANY), stream -> {
                byte[] received;
                while ((received = stream.receiveSome(BUFFER)).length > 0) stream.sendAll(received);
            });
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

    private static void serve(Application app, int port, ServerOptions options) throws IOException {
        try (Server server = app.listen(HOST, port, options)) {
            System.out.println("serving " + server.url("/"));
            sleepForever();
        }
    }

    private static void serve(Path folder, int port, int count) throws IOException {
        try (Workers workers = Workers.open(HOST, port, count, () -> new Site().application(folder))) {
            workers.waitClosed();
        }
    }
}
