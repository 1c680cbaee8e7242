package dev.tuliptree.bench.servers;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Our web server with one page of each kind. The programs in {@code others} serve the same. */
final class Site {
    private final byte[] kib = Content.text(Content.KIB);
    private final ByteBuffer mib = ByteBuffer.allocateDirect(Content.MIB)
            .put(Content.text(Content.MIB))
            .flip();
    private final Set<WebSocket> members = new LinkedHashSet<>();

    Application application(Path folder) {
        Application app = new Application();
        app.get("/plaintext", _ -> Response.text(Content.GREETING));
        app.get("/json", _ -> Response.jsonOf(Content.item()));
        app.get("/1k", _ -> Response.bytes("text/plain", kib));
        app.get("/1m", _ -> Response.bytes("text/plain", mib));
        app.post("/echo", request -> Response.bytes(request.bytes()));
        app.staticFiles("/static", folder);
        app.webSocket("/ws", Site::sendBack);
        app.webSocket("/broadcast", this::sendToAll);
        return app;
    }

    /** One WebSocket that is left alone: nothing is sent to it but answers. */
    static Application sockets() {
        Application app = new Application();
        app.webSocket("/ws", WebSocketOptions.DEFAULT.withHeartbeat(Duration.ZERO, 1), Site::sendBack);
        return app;
    }

    private static void sendBack(WebSocket ws) throws IOException {
        for (WebSocketMessage message : ws.messages()) {
            switch (message) {
                case WebSocketMessage.Text text -> ws.send(text.text());
                case WebSocketMessage.Binary binary -> ws.send(binary.data());
            }
        }
    }

    private void sendToAll(WebSocket ws) {
        members.add(ws);
        try {
            for (String text : ws.texts()) WebSocket.broadcast(members, text);
        } finally {
            members.remove(ws);
        }
    }
}
