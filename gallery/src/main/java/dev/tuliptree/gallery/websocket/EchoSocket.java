package dev.tuliptree.gallery.websocket;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.live.LiveApp;

/** Sends back what it receives: a WebSocket on the very server that also drives this page through another one. */
public final class EchoSocket {
    /** The demo's entry in the gallery. */
    public Demo demo() {
        return new Demo(
                        "13-websocket-echo",
                        "A WebSocket that echoes",
                        "The handler is a loop over messages, in a coroutine for each connection.",
                        EchoSocket.class,
                        new LiveApp())
                .with(EchoSocket::addRoutes);
    }

    private static void addRoutes(Application site, String path) {
        site.webSocket(path + "/echo", EchoSocket::echo);
    }

    private static void echo(WebSocket socket) throws WebSocketClosedException {
        for (String text : socket.texts()) socket.send(text);
    }
}
