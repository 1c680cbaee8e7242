package dev.tuliptree.bench.others;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tuliptree.bench.servers.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The JDK's web server serves what ours serves, each request on a virtual thread: {@code JdkHttp PORT FOLDER}. */
public final class JdkHttp {
    private static final int BACKLOG = 4_096;
    private static final String TEXT = "text/plain";
    private static final String BINARY = "application/octet-stream";

    private JdkHttp() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments the port, and the folder that holds the file
     * @throws IOException if it cannot listen
     */
    public static void main(String[] arguments) throws IOException {
        // Otherwise bodies wait for what the client's system acknowledges late.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[0]));
        HttpServer server = HttpServer.create(address, BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        byte[] greeting = Content.greeting();
        byte[] kib = Content.text(Content.KIB);
        byte[] mib = Content.text(Content.MIB);
        Path file = Path.of(arguments[1]).resolve(Content.FILE_NAME);
        server.createContext("/plaintext", exchange -> send(exchange, TEXT, greeting));
        server.createContext(
                "/json",
                exchange ->
                        send(exchange, "application/json", JsonMapper.shared().writeValueAsBytes(Content.item())));
        server.createContext("/1k", exchange -> send(exchange, TEXT, kib));
        server.createContext("/1m", exchange -> send(exchange, TEXT, mib));
        server.createContext("/static/", exchange -> send(exchange, file));
        server.createContext(
                "/echo",
                exchange -> send(exchange, BINARY, exchange.getRequestBody().readAllBytes()));
        server.start();
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void send(HttpExchange exchange, Path file) throws IOException {
        try (exchange;
                InputStream in = Files.newInputStream(file)) {
            exchange.getResponseHeaders().set("Content-Type", BINARY);
            exchange.sendResponseHeaders(200, Files.size(file));
            in.transferTo(exchange.getResponseBody());
        }
    }
}
