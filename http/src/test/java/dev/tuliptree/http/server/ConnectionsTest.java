package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerConnection;
import dev.tuliptree.http.ServerConnection.State;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import java.util.List;

/** What a server tells of its connections. */
class ConnectionsTest {
    private final Application app = new Application();

    ConnectionsTest() {
        app.get("/", _ -> Response.text("hello"));
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
        });
    }

    private static List<State> states(Server server) {
        return server.connections().stream().map(ServerConnection::state).toList();
    }

    @LoopTest
    void areToldWithWhatTheyAreDoing() throws Exception {
        Event released = new Event();
        app.get("/wait", _ -> {
            released.await();
            return Response.text("done");
        });
        try (Server server = app.listen("127.0.0.1", 0);
                Peer idle = Peer.of(server);
                Peer reading = Peer.of(server);
                Peer waiting = Peer.of(server);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/ws"))) {
            idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").reply();
            reading.send("GET / HT");
            waiting.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
            loop().waitAllTasksBlocked();
            assertThat(states(server))
                    .containsExactlyInAnyOrder(State.IDLE, State.READING_HEAD, State.HANDLING, State.WEB_SOCKET);
            ServerConnection busy = server.connections().stream()
                    .filter(it -> it.state() == State.HANDLING)
                    .findFirst()
                    .orElseThrow();
            assertThat(busy.remoteAddress()).isEqualTo(waiting.stream.localAddress());
            released.set();
            assertThat(waiting.reply().body()).isEqualTo("done");
            // What was handed out does not change.
            assertThat(busy.state()).isEqualTo(State.HANDLING);
            ws.send("hi");
            assertThat(ws.receiveText()).isEqualTo("hi");
        }
    }

    @LoopTest
    void countTheirRequestsAndBytes() throws Exception {
        byte[] body = new byte[300_000];
        app.get("/long", _ -> Response.bytes(body));
        String request = "GET /long HTTP/1.1\r\nHost: a\r\n\r\n";
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(server.connections()).isEmpty();
            try (Peer peer = Peer.of(server)) {
                for (int i = 0; i < 3; i++) {
                    peer.send(request).reply();
                }
                sleep(seconds(5));
                ServerConnection connection = server.connections().getFirst();
                assertThat(connection.requests()).isEqualTo(3);
                assertThat(connection.age()).isEqualTo(seconds(5));
                assertThat(connection.bytesReceived()).isEqualTo(3L * request.length());
                assertThat(connection.bytesSent()).isBetween(900_000L, 901_000L);
            }
            loop().waitAllTasksBlocked();
            assertThat(server.connections()).isEmpty();
        }
    }
}
