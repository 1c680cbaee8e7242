package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.checkpoint;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketBacklog;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One message to many, whatever they are like, and however slowly some of them read. */
class BroadcastTest {
    private static final String LARGE = "tulip ".repeat(20_000);

    private final Application app = new Application();
    private final Set<WebSocket> members = new LinkedHashSet<>();

    private void member(String path, WebSocketOptions options) {
        app.webSocket(path, options, ws -> {
            members.add(ws);
            try {
                ws.receive();
            } finally {
                members.remove(ws);
            }
        });
    }

    @LoopTest
    void everybodyReceivesTheMessageHoweverItIsCompressed() throws Exception {
        WebSocketCompression each = WebSocketCompression.DEFAULT.withMinBytes(0);
        member("/plain", WebSocketOptions.DEFAULT);
        member("/each", WebSocketOptions.DEFAULT.withCompression(each));
        member("/all", WebSocketOptions.DEFAULT.withCompression(each.withContextTakeover(true, true)));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            List<WebSocket> clients = new ArrayList<>();
            for (String path : List.of("/plain", "/each", "/all", "/plain", "/each", "/all")) {
                clients.add(session.webSocket(
                        server.url(path),
                        WebSocketOptions.DEFAULT.withCompression(each.withContextTakeover(true, true))));
            }
            loop().waitAllTasksBlocked();
            for (String text : List.of("", "Hello", LARGE, LARGE)) {
                assertThat(WebSocket.broadcast(members, text)).isEqualTo(6);
                for (WebSocket client : clients) {
                    assertThat(client.receiveText()).isEqualTo(text);
                }
            }
            assertThat(WebSocket.broadcastJson(members, Map.of("a", 1))).isEqualTo(6);
            for (WebSocket client : clients) {
                assertThat((Object) client.receiveJson(Map.class)).isEqualTo(Map.of("a", 1));
            }
            // Clients may broadcast, too; each of their frames is masked.
            assertThat(WebSocket.broadcast(clients, new byte[] {1, 2, 3})).isEqualTo(6);
            loop().waitAllTasksBlocked();
            assertThat(members).isEmpty();
        }
    }

    @LoopTest
    void whoIsClosedIsLeftOut() throws Exception {
        member("/", WebSocketOptions.DEFAULT);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/"))) {
            loop().waitAllTasksBlocked();
            List<WebSocket> all = List.copyOf(members);
            assertThat(WebSocket.broadcast(all, "one")).isEqualTo(1);
            ws.close(1000, "");
            loop().waitAllTasksBlocked();
            assertThat(WebSocket.broadcast(all, "two")).isZero();
        }
    }

    /** A client that reads nothing until it is told to; whatever it is sent waits somewhere. */
    private int broadcastUntilFull(WebSocket other) throws Exception {
        for (int count = 0; count < 1000; count++) {
            if (WebSocket.broadcast(members, LARGE) < 2) {
                return count;
            }
            assertThat(other.receiveText()).isEqualTo(LARGE);
        }
        throw new AssertionError("it never got full");
    }

    @LoopTest
    void aSlowPeerHoldsUpNobodyAndIsClosed() throws Exception {
        member("/", WebSocketOptions.DEFAULT);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket slow = session.webSocket(server.url("/"));
                WebSocket quick = session.webSocket(server.url("/"))) {
            loop().waitAllTasksBlocked();
            int taken = broadcastUntilFull(quick);
            assertThat(quick.receiveText()).isEqualTo(LARGE);
            // It gets all that was on its way to it, and then hears why there is no more.
            for (int i = 0; i < taken; i++) {
                assertThat(slow.receiveText()).isEqualTo(LARGE);
            }
            assertThatThrownBy(slow::receive)
                    .isInstanceOfSatisfying(
                            WebSocketClosedException.class,
                            e -> assertThat(e.code()).isEqualTo(1008));
            loop().waitAllTasksBlocked();
            assertThat(members).hasSize(1);
        }
    }

    @LoopTest
    void aSlowPeerMayMissMessagesInstead() throws Exception {
        member(
                "/",
                WebSocketOptions.DEFAULT.withBacklog(new WebSocketBacklog(1 << 20, WebSocketBacklog.Overflow.DROP)));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket slow = session.webSocket(server.url("/"));
                WebSocket quick = session.webSocket(server.url("/"))) {
            loop().waitAllTasksBlocked();
            int taken = broadcastUntilFull(quick);
            assertThat(quick.receiveText()).isEqualTo(LARGE);
            for (int i = 0; i < taken; i++) {
                assertThat(slow.receiveText()).isEqualTo(LARGE);
            }
            assertThat(WebSocket.broadcast(members, "last")).isEqualTo(2);
            assertThat(slow.receiveText()).isEqualTo("last");
            assertThat(quick.receiveText()).isEqualTo("last");
        }
    }

    @LoopTest
    void aPeerThatNeverReadsIsGivenUpAndNothingIsLeftOfIt() throws Exception {
        member("/", WebSocketOptions.DEFAULT);
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket stalled = RawWebSocket.open(server, "/")) {
            loop().waitAllTasksBlocked();
            while (WebSocket.broadcast(members, LARGE) > 0) {
                checkpoint();
            }
            loop().waitAllTasksBlocked();
            assertThat(stalled).isNotNull();
            while (!members.isEmpty()) {
                sleep(seconds(1));
            }
        }
    }

    @LoopTest
    void jsonThatDoesNotFitClosesTheWebSocket() throws Exception {
        record Point(int x, int y) {}
        List<Point> points = new ArrayList<>();
        app.webSocket("/points", ws -> {
            while (true) {
                points.add(ws.receiveJson(Point.class));
            }
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/points"))) {
            ws.sendJson(new Point(1, 2));
            ws.send("{\"x\":");
            assertThatThrownBy(ws::receive).hasMessageContaining("1007");
            assertThat(points).containsExactly(new Point(1, 2));
        }
    }

    @LoopTest
    void othersThatCallThemselvesWebSocketsAreRefused() {
        WebSocket other = (WebSocket) Proxy.newProxyInstance(
                WebSocket.class.getClassLoader(), new Class<?>[] {WebSocket.class}, (_, _, _) -> null);
        assertThatThrownBy(() -> WebSocket.broadcast(List.of(other), "x")).isInstanceOf(IllegalArgumentException.class);
    }
}
