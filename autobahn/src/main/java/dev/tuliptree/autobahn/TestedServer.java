package dev.tuliptree.autobahn;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.wire.WebSocketLimits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A server that sends back what it receives, and that the suite connects to. */
final class TestedServer {
    /** Group 9 has messages of 16 MiB, and others of 4 MiB in fragments of 64 bytes. */
    static final WebSocketOptions OPTIONS = WebSocketOptions.DEFAULT.withLimits(
            WebSocketLimits.DEFAULT.withMaxMessageBytes(16 << 20).withMaxFragments(1 << 17));

    private TestedServer() {}

    /** Has every case run, one after the other. */
    static void run(Suite suite) throws IOException {
        Application app = new Application();
        app.webSocket("/", OPTIONS, TestedServer::echo);
        try (Server server = app.listen("127.0.0.1", 0)) {
            Map<String, Object> ourselves = Map.of(
                    "agent",
                    Suite.AGENT,
                    "url",
                    "ws://127.0.0.1:" + server.port(),
                    // The number of the protocol's last draft, which the suite takes for RFC 6455.
                    "options",
                    Map.of("version", 18));
            suite.command(
                            "server",
                            "fuzzingclient",
                            Map.of("servers", List.of(ourselves), "options", Map.of("failByDrop", false)))
                    .check()
                    .capture();
        }
    }

    /** Sends back every message, until the WebSocket is closed. */
    static void echo(WebSocket ws) throws WebSocketClosedException {
        for (WebSocketMessage message : ws.messages()) {
            switch (message) {
                case WebSocketMessage.Text(String text) -> ws.send(text);
                case WebSocketMessage.Binary(byte[] data) -> ws.send(data);
            }
        }
    }
}
