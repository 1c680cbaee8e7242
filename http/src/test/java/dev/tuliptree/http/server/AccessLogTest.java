package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.AccessLog;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.HttpException;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.RequestId;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;

/** What is logged of requests. */
class AccessLogTest {
    private final Application app = new Application();
    private final List<String> log = new ArrayList<>();
    private final ServerOptions options = ServerOptions.DEFAULT.withAccessLog(
            (request, status, bytes, time) -> log.add(request + " " + status + " " + bytes + " " + time.toMillis()));

    AccessLogTest() {
        app.get("/text", _ -> Response.text("hello"));
        app.get("/gone", _ -> {
            throw new HttpException(410);
        });
        app.get(
                "/stream",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 3; i++) {
                        out.write(new byte[10]);
                        out.flush();
                        sleep(millis(20));
                    }
                }));
        app.webSocket("/ws", ws -> sleep(millis(10)));
    }

    @LoopTest
    void isWhatWasAnswered() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0, options)) {
            Peer.get(server, "/text?x");
            try (Peer peer = Peer.of(server)) {
                peer.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\n").reply("HEAD");
            }
            Peer.get(server, "/gone");
            Peer.get(server, "/nowhere");
            Peer.get(server, "/stream");
            try (ClientSession session = new ClientSession()) {
                session.webSocket(server.url("/ws")).close();
            }
            loop().waitAllTasksBlocked();
        }
        assertThat(log)
                .containsExactly(
                        "GET /text 200 5 0",
                        "HEAD /stream 200 0 0",
                        "GET /gone 410 5 0",
                        "GET /nowhere 404 10 0",
                        "GET /stream 200 30 60",
                        "GET /ws 101 0 10");
    }

    @LoopTest
    void isALineThatCannotBeForged() throws Exception {
        List<String> lines = new ArrayList<>();
        System.Logger logger = new System.Logger() {
            @Override
            public String getName() {
                return "access";
            }

            @Override
            public boolean isLoggable(Level level) {
                return level == Level.INFO;
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
                lines.add(message);
            }

            @Override
            public void log(Level level, ResourceBundle bundle, String format, Object... params) {
                lines.add(format);
            }
        };
        app.use(RequestId.trusting());
        try (Server server = app.listen("127.0.0.1", 0, options.withAccessLog(AccessLog.to(logger)))) {
            Peer.Reply reply = Peer.ask(server, "GET /text HTTP/1.1\r\nHost: a\r\nX-Request-ID: proxy-1.a_b\r\n\r\n");
            assertThat(reply.header("X-Request-ID")).isEqualTo("proxy-1.a_b");
            reply = Peer.ask(server, "GET /text HTTP/1.1\r\nHost: a\r\nX-Request-ID: a b\r\n\r\n");
            assertThat(reply.header("X-Request-ID")).hasSize(36);
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).matches("127\\.0\\.0\\.1 \"GET /text\" 200 5 [0-9]+\\.[0-9] ms proxy-1\\.a_b");
    }

    @LoopTest
    void idsAreMadeUpUnlessAProxyIsTrusted() throws Exception {
        app.use(RequestId.middleware());
        app.get("/id", request -> Response.text("" + request.attribute(RequestId.KEY)));
        try (Server server = app.listen("127.0.0.1", 0)) {
            Peer.Reply reply = Peer.ask(server, "GET /id HTTP/1.1\r\nHost: a\r\nX-Request-ID: mine\r\n\r\n");
            assertThat(reply.body()).hasSize(36).isEqualTo(reply.header("X-Request-ID"));
        }
    }
}
