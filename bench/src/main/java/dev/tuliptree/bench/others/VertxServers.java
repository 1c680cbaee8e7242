package dev.tuliptree.bench.others;

import static java.util.Objects.requireNonNull;

import dev.tuliptree.bench.servers.Content;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vert.x serves what our servers serve, as one verticle on one event loop: {@code VertxServers echo|http PORT nio|epoll
 * FOLDER}.
 */
public final class VertxServers extends VerticleBase {
    private static final int BACKLOG = 4_096;
    private static final String HOST = "127.0.0.1";
    private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain");
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence BINARY = HttpHeaders.createOptimized("application/octet-stream");

    private final String kind;
    private final int port;
    private final String file;
    private final Buffer greeting = Buffer.buffer(Content.greeting());
    private final Buffer kib = Buffer.buffer(Content.text(Content.KIB));
    private final Buffer mib = Buffer.buffer(Content.text(Content.MIB));
    private final Set<ServerWebSocket> members = new LinkedHashSet<>();
    private CharSequence date = now();

    private VertxServers(String kind, int port, String file) {
        this.kind = kind;
        this.port = port;
        this.file = file;
    }

    /**
     * Serves until it is killed.
     *
     * @param arguments the kind of server, the port, the transport, and the folder that holds the file
     */
    public static void main(String[] arguments) {
        VertxServers servers =
                new VertxServers(arguments[0], Integer.parseInt(arguments[1]), arguments[3] + "/" + Content.FILE_NAME);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setPreferNativeTransport(arguments[2].equals("epoll")));
        vertx.deployVerticle(servers).onFailure(failure -> {
            failure.printStackTrace();
            System.exit(1);
        });
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(1_000, _ -> date = now());
        if (kind.equals("echo")) {
            return vertx.createNetServer(
                            new NetServerOptions().setTcpNoDelay(true).setAcceptBacklog(BACKLOG))
                    .connectHandler(VertxServers::sendBack)
                    .listen(port, HOST);
        }
        return vertx.createHttpServer(new HttpServerOptions()
                        .setTcpNoDelay(true)
                        .setAcceptBacklog(BACKLOG)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false))
                .requestHandler(this::answer)
                .webSocketHandler(this::open)
                .listen(port, HOST);
    }

    private static CharSequence now() {
        return HttpHeaders.createOptimized(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
    }

    private static void sendBack(NetSocket socket) {
        socket.exceptionHandler(_ -> socket.close());
        socket.handler(bytes -> {
            socket.write(bytes);
            if (!socket.writeQueueFull()) return;
            socket.pause();
            socket.drainHandler(_ -> socket.resume());
        });
    }

    private void answer(HttpServerRequest request) {
        // Only what is no request at all has none.
        switch (requireNonNull(request.path())) {
            case "/plaintext" -> describe(request, TEXT).end(greeting);
            case "/json" ->
                describe(request, JSON).end(Buffer.buffer(JsonMapper.shared().writeValueAsBytes(Content.item())));
            case "/1k" -> describe(request, TEXT).end(kib);
            case "/1m" -> describe(request, TEXT).end(mib);
            case "/static/" + Content.FILE_NAME -> describe(request, BINARY).sendFile(file);
            case "/echo" ->
                request.body().onSuccess(body -> describe(request, BINARY).end(body));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private HttpServerResponse describe(HttpServerRequest request, CharSequence type) {
        HttpServerResponse response = request.response();
        response.headers().add(HttpHeaders.CONTENT_TYPE, type).add(HttpHeaders.DATE, date);
        return response;
    }

    private void open(ServerWebSocket ws) {
        if (ws.path().equals("/ws")) {
            ws.textMessageHandler(ws::writeTextMessage);
        } else {
            members.add(ws);
            ws.closeHandler(_ -> members.remove(ws));
            ws.textMessageHandler(text -> members.forEach(member -> member.writeTextMessage(text)));
        }
    }
}
