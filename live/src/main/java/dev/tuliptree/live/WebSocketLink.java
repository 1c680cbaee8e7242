package dev.tuliptree.live;

import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A page in a browser. */
record WebSocketLink(
        WebSocket socket, String peer, @Nullable Object user) implements Link {
    @Override
    public @Nullable String receive() {
        try {
            return socket.receiveText();
        } catch (WebSocketClosedException e) {
            return null;
        }
    }

    @Override
    public void send(String frame) throws IOException {
        socket.send(frame);
    }

    @Override
    public void close(int code, String reason) {
        socket.close(code, reason);
    }
}
