package dev.tuliptree.bench.others;

import dev.tuliptree.bench.servers.Content;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * Helidon serves what our server serves, on virtual threads of the JDK's: {@code HelidonHttp PORT FOLDER}. Its
 * WebSockets are left out: the newest published are of an older release.
 */
public final class HelidonHttp {
    private static final int BACKLOG = 4_096;
    private static final Header TEXT = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "text/plain");
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");
    private static final Header BINARY =
            HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/octet-stream");

    private HelidonHttp() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments the port, and the folder that holds the file
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[1]).resolve(Content.FILE_NAME);
        WebServer.builder()
                .address(InetAddress.ofLiteral("127.0.0.1"))
                .port(Integer.parseInt(arguments[0]))
                .backlog(BACKLOG)
                .connectionOptions(options -> options.socketReuseAddress(true).tcpNoDelay(true))
                .shutdownHook(false)
                .routing(routing -> pages(routing, file))
                .build()
                .start();
    }

    private static void pages(HttpRouting.Builder routing, Path file) {
        byte[] greeting = Content.greeting();
        byte[] kib = Content.text(Content.KIB);
        byte[] mib = Content.text(Content.MIB);
        routing.get("/plaintext", (_, response) -> response.header(TEXT).send(greeting));
        routing.get(
                "/json",
                (_, response) -> response.header(JSON).send(JsonMapper.shared().writeValueAsBytes(Content.item())));
        routing.get("/1k", (_, response) -> response.header(TEXT).send(kib));
        routing.get("/1m", (_, response) -> response.header(TEXT).send(mib));
        routing.get("/static/" + Content.FILE_NAME, (_, response) -> send(file, response));
        routing.post(
                "/echo",
                (request, response) ->
                        response.header(BINARY).send(request.content().as(byte[].class)));
    }

    private static void send(Path file, ServerResponse response) {
        try (InputStream in = Files.newInputStream(file)) {
            response.header(BINARY).contentLength(Files.size(file));
            try (OutputStream out = response.outputStream()) {
                in.transferTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
