package dev.tuliptree.gallery.tcp;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.openTcpStream;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.gallery.room.RoomPage;
import dev.tuliptree.live.Client;
import dev.tuliptree.live.Data;
import dev.tuliptree.live.LiveApp;
import dev.tuliptree.net.SocketStream;
import dev.tuliptree.net.StreamReader;
import dev.tuliptree.net.TcpListener;
import java.io.IOException;
import java.util.List;

/** A TCP server that answers each line, and a client that sends it some. Both end with the nursery that they are in. */
public final class TcpEcho {
    /** The demo's entry in the gallery. */
    public Demo demo() {
        return new Demo(
                "14-tcp-echo",
                "A TCP server and its client",
                "Both run in one nursery: when the client is done, the server ends too.",
                TcpEcho.class,
                new LiveApp().on("#start submit", this::start));
    }

    private void start(Client client, Data data) throws IOException {
        RoomPage page = new RoomPage(client);
        client.setText("#log", "");
        List<String> lines = data.text("lines").lines().limit(50).toList();
        try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.startService(() -> listener.serve(TcpEcho::serve));
                page.log("The server listens on port " + listener.port() + ".");
                talk(page, listener.port(), lines);
            });
        }
        page.log("Client and server have ended.");
    }

    /** The server's side of one connection. */
    private static void serve(SocketStream stream) throws IOException {
        for (String line : stream.reader().lines()) {
            String answer = new StringBuilder(line).reverse() + "\n";
            stream.sendAll(answer.getBytes(UTF_8));
        }
    }

    private static void talk(RoomPage page, int port, List<String> lines) throws IOException {
        try (SocketStream stream = openTcpStream("127.0.0.1", port)) {
            StreamReader answers = stream.reader();
            for (String line : lines) {
                stream.sendAll((line + "\n").getBytes(UTF_8));
                page.log(line + " → " + answers.readLine());
            }
        }
    }
}
