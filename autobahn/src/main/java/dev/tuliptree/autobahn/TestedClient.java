package dev.tuliptree.autobahn;

import static dev.tuliptree.Async.nursery;

import dev.tuliptree.Task;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A client that connects to the suite, once for each case, and sends back what it receives. */
final class TestedClient {
    private final ClientSession session;
    private final String url;

    private TestedClient(ClientSession session, String url) {
        this.session = session;
        this.url = url;
    }

    /** Has every case run, one after the other. */
    static void run(Suite suite) throws IOException {
        // The suite wants to know its own address, so it cannot be left to choose a port.
        String url = "ws://127.0.0.1:" + freePort();
        var command = suite.command(
                "client", "fuzzingserver", Map.of("url", url, "webport", 0, "options", Map.of("failByDrop", false)));
        try (Subprocess process = command.start();
                ClientSession session = new ClientSession()) {
            nursery(n -> {
                Event listening = new Event();
                Task<?> follower = n.start(() -> follow(process, listening));
                listening.await();
                new TestedClient(session, url).runCases();
                follower.cancel("all cases have run");
            });
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Reads what the suite prints, lest it wait for that. */
    private static void follow(Subprocess process, Event listening) throws IOException {
        String last = "nothing";
        for (String line : process.stdout().reader().lines()) {
            if (line.startsWith("listening on ")) {
                listening.set();
            }
            last = line;
        }
        throw new IOException("the suite has ended early; the last it said was: " + last);
    }

    private void runCases() throws IOException {
        int count = Integer.parseInt(ask("/getCaseCount"));
        for (int i = 1; i <= count; i++) {
            try (WebSocket ws =
                    session.webSocket(url + "/runCase?case=" + i + "&agent=" + Suite.AGENT, TestedServer.OPTIONS)) {
                TestedServer.echo(ws);
            } catch (WebSocketClosedException e) {
                // It is what some cases are about that the suite closes before it was answered.
            }
        }
        // This one is answered when the verdict is there, and the suite may come to that only after we have gone on.
        for (int i = 1; i <= count; i++) {
            ask("/getCaseStatus?case=" + i + "&agent=" + Suite.AGENT);
        }
        try (WebSocket ws = session.webSocket(url + "/updateReports?agent=" + Suite.AGENT)) {
            TestedServer.echo(ws);
        }
    }

    private String ask(String path) throws IOException {
        try (WebSocket ws = session.webSocket(url + path)) {
            return ws.receiveText();
        }
    }
}
