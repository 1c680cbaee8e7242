package dev.tuliptree.bench.others;

import dev.tuliptree.bench.servers.Content;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content.Source;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/**
 * Jetty serves what our server serves: {@code JettyHttp PORT FOLDER}. One selector accepts and, as the handlers do not
 * block, runs them; the file is kept in memory by Jetty's own handler of files.
 */
public final class JettyHttp {
    private static final int BACKLOG = 4_096;
    private static final int MOST_THREADS = 8;
    private static final int LEAST_THREADS = 4;
    private static final HttpField TEXT = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain");
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField BINARY =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/octet-stream");

    private JettyHttp() {}

    /**
     * Serves until it is killed.
     *
     * @param arguments the port, and the folder that holds the file
     * @throws Exception if it cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        Server server = new Server(new QueuedThreadPool(MOST_THREADS, LEAST_THREADS));
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        ServerConnector connector =
                new ServerConnector(server, null, null, null, 0, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setAcceptQueueSize(BACKLOG);
        server.addConnector(connector);

        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(files).newResource(Path.of(arguments[1])));
        Set<Session> members = ConcurrentHashMap.newKeySet();
        WebSocketUpgradeHandler webSockets = WebSocketUpgradeHandler.from(server, container -> {
            container.addMapping("/ws", (_, _, _) -> new SendsBack());
            container.addMapping("/broadcast", (_, _, _) -> new SendsToAll(members));
        });
        webSockets.setHandler(files);
        server.setHandler(new Pages(webSockets));
        server.start();
        server.join();
    }

    private static final class Pages extends Handler.Wrapper {
        private static final String STATIC = "/static";

        private final byte[] greeting = Content.greeting();
        private final byte[] kib = Content.text(Content.KIB);
        private final byte[] mib = Content.text(Content.MIB);

        Pages(Handler others) {
            super(others);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = Request.getPathInContext(request);
            switch (path) {
                case "/plaintext" -> send(response, TEXT, ByteBuffer.wrap(greeting), callback);
                case "/json" ->
                    send(
                            response,
                            JSON,
                            ByteBuffer.wrap(tools.jackson.databind.json.JsonMapper.shared()
                                    .writeValueAsBytes(Content.item())),
                            callback);
                case "/1k" -> send(response, TEXT, ByteBuffer.wrap(kib), callback);
                case "/1m" -> send(response, TEXT, ByteBuffer.wrap(mib), callback);
                case "/echo" ->
                    Source.asByteBuffer(
                            request, Promise.from(body -> send(response, BINARY, body, callback), callback::failed));
                default -> {
                    return super.handle(withoutPrefix(request, path), response, callback);
                }
            }
            return true;
        }

        private static Request withoutPrefix(Request request, String path) {
            if (!path.startsWith(STATIC)) return request;
            return Request.serveAs(request, Request.newHttpURIFrom(request, path.substring(STATIC.length())));
        }

        private static void send(Response response, HttpField type, ByteBuffer body, Callback callback) {
            response.getHeaders().put(type).put(HttpHeader.CONTENT_LENGTH, body.remaining());
            response.write(true, body, callback);
        }
    }

    /** Jetty calls its methods by reflection. */
    public static final class SendsBack extends Session.Listener.AbstractAutoDemanding {
        @Override
        public void onWebSocketText(String text) {
            getSession().sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
        }
    }

    /** Likewise. */
    public static final class SendsToAll extends Session.Listener.AbstractAutoDemanding {
        private final Set<Session> members;

        private SendsToAll(Set<Session> members) {
            this.members = members;
        }

        @Override
        public void onWebSocketOpen(Session session) {
            super.onWebSocketOpen(session);
            members.add(session);
        }

        @Override
        public void onWebSocketText(String text) {
            for (Session member : members) {
                member.sendText(text, org.eclipse.jetty.websocket.api.Callback.NOOP);
            }
        }

        @Override
        public void onWebSocketClose(int code, String reason, org.eclipse.jetty.websocket.api.Callback callback) {
            members.remove(getSession());
            callback.succeed();
        }
    }
}
