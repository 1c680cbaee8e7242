package dev.tuliptree.http.server;

import static dev.tuliptree.Async.cancelScope;
import static dev.tuliptree.Async.createTask;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketHandler;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.net.BindException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;

/** Closing a server in order. */
class ShutdownTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final Application app = new Application();
    private final List<String> log = new ArrayList<>();

    ShutdownTest() {
        app.get("/", _ -> Response.text("hello"));
        app.get("/slow", _ -> {
            sleep(seconds(5));
            return Response.text("slow");
        });
        app.get("/endless", _ -> {
            try {
                sleepForever();
            } finally {
                log.add("cancelled");
            }
            return Response.empty();
        });
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
            log.add("closed with " + ws.closeCode());
        });
    }

    @LoopTest
    void nobodyCanConnectAnyMoreAndThePortIsFree() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        int port = server.port();
        assertThatThrownBy(() -> app.listen("127.0.0.1", port))
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1 port " + port);
        server.close();
        assertThatThrownBy(() -> dev.tuliptree.Async.openTcpStream("127.0.0.1", port))
                .isInstanceOf(ConnectException.class);
        try (Server next = app.listen("127.0.0.1", port)) {
            assertThat(Peer.get(next, "/").body()).isEqualTo("hello");
        }
    }

    @LoopTest
    void idleConnectionsAreClosedAtOnce() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer used = Peer.of(server);
                Peer fresh = Peer.of(server)) {
            used.send(GET).reply();
            loop().waitAllTasksBlocked();
            long start = loop().nanoTime();
            server.close();
            assertThat(loop().nanoTime() - start).isLessThan(millis(10).toNanos());
            assertThat(used.isClosedWithoutAWord()).isTrue();
            assertThat(fresh.isClosedWithoutAWord()).isTrue();
        }
    }

    @LoopTest
    void requestsInFlightAreAnswered() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer handled = Peer.of(server);
                Peer halfSent = Peer.of(server)) {
            handled.sendApart("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            halfSent.sendApart("GET / HTTP/1.1\r\n");
            nursery(n -> {
                n.start(() -> {
                    sleep(seconds(1));
                    halfSent.send("Host: a\r\n\r\n");
                });
                server.close();
            });
            for (Peer peer : List.of(handled, halfSent)) {
                Peer.Reply reply = peer.reply();
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("Connection")).isEqualTo("close");
                assertThat(peer.rest()).isEmpty();
            }
        }
    }

    @LoopTest
    void whatDoesNotEndInTimeIsCancelled() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer peer = Peer.of(server)) {
            peer.sendApart("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n");
            long start = loop().nanoTime();
            server.close();
            assertThat(loop().nanoTime() - start).isEqualTo(millis(10_001).toNanos());
            assertThat(log).containsExactly("cancelled");
            assertThat(peer.isClosedWithoutAWord()).isTrue();
        }
    }

    @LoopTest
    void webSocketsAreClosedWith1001() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/ws"))) {
            ws.send("hello");
            assertThat(ws.receiveText()).isEqualTo("hello");
            long start = loop().nanoTime();
            nursery(n -> {
                n.start(server::close);
                assertThat(ws.texts()).isEmpty();
                assertThat(ws.closeCode()).isEqualTo(1001);
            });
            assertThat(log).containsExactly("closed with 1001");
            assertThat(loop().nanoTime() - start).isLessThan(millis(10).toNanos());
        }
    }

    @LoopTest
    void aWebSocketWhosePeerDoesNotAnswerIsBrokenOff() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer peer = Peer.of(server)) {
            peer.send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
            assertThat(peer.reply("CONNECT").status()).isEqualTo(101);
            long start = loop().nanoTime();
            server.close();
            assertThat(loop().nanoTime() - start)
                    .isBetween(seconds(5).toNanos(), millis(5_001).toNanos());
            assertThat(log).containsExactly("closed with 1006");
        }
    }

    @LoopTest
    void closingInACancelledScopeIsInOrderToo() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer peer = Peer.of(server)) {
            peer.sendApart("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            cancelScope(scope -> {
                scope.cancel();
                server.close();
            });
            assertThat(peer.reply().body()).isEqualTo("slow");
        }
    }

    @LoopTest
    void closingTwiceWaitsForTheFirst() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer peer = Peer.of(server)) {
            peer.sendApart("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            long start = loop().nanoTime();
            nursery(n -> {
                n.start(server::close);
                n.start(server::waitClosed);
                n.start(server::close);
            });
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(5).toNanos());
            server.close();
            server.waitClosed();
        }
    }

    @LoopTest
    void aHandlerMayCloseItsOwnServer() throws Exception {
        Server[] server = new Server[1];
        app.post("/shutdown", _ -> {
            createTask(() -> server[0].close());
            return Response.text("good bye");
        });
        app.post("/wait-for-me", _ -> {
            server[0].close();
            return Response.text("too late");
        });
        server[0] = app.listen("127.0.0.1", 0);
        assertThat(Peer.ask(server[0], "POST /shutdown HTTP/1.1\r\nHost: a\r\n\r\n")
                        .body())
                .isEqualTo("good bye");
        server[0].waitClosed();
        server[0] = app.listen("127.0.0.1", 0);
        try (Peer peer = Peer.of(server[0])) {
            peer.send("POST /wait-for-me HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(peer.isClosedWithoutAWord()).isTrue();
        }
        server[0].waitClosed();
    }

    @LoopTest
    void aRequestThatHasArrivedIsAnswered() throws Exception {
        for (int i = 0; i < 20; i++) {
            Server server = app.listen("127.0.0.1", 0);
            try (Peer peer = Peer.of(server)) {
                peer.send(GET).reply();
                peer.send(GET);
                server.close();
                assertThat(peer.reply().body()).isEqualTo("hello");
            }
        }
    }

    @LoopTest
    void pipelinedRequestsAreNotBegunAnyMore() throws Exception {
        Server server = app.listen("127.0.0.1", 0);
        try (Peer peer = Peer.of(server)) {
            peer.sendApart("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n" + GET);
            server.close();
            assertThat(peer.reply().header("Connection")).isEqualTo("close");
            assertThat(peer.rest()).isEmpty();
        }
    }

    /** Ways to hold on to a WebSocket whose peer does not say goodbye. */
    private static List<WebSocketHandler> clingingHandlers() {
        return List.of(
                ws -> assertThat(ws.texts()).isEmpty(),
                _ -> sleepForever(),
                ws -> {
                    try (ws) {
                        sleepForever();
                    }
                },
                ws -> {
                    while (true) {
                        ws.send("x".repeat(100_000));
                    }
                },
                ws -> nursery(n -> {
                    n.start(() -> assertThat(ws.texts()).isEmpty());
                    n.start(() -> {
                        while (true) {
                            sleep(seconds(1));
                            ws.send("tick");
                        }
                    });
                }));
    }

    @LoopTest
    void theGraceIsWaitedForOnceWhateverHoldsOnToAWebSocket() throws Exception {
        for (WebSocketHandler handler : clingingHandlers()) {
            Application clinging = new Application();
            clinging.webSocket("/ws", WebSocketOptions.DEFAULT.withCloseTimeout(seconds(60)), handler);
            Server server = clinging.listen("127.0.0.1", 0);
            try (Peer peer = Peer.of(server)) {
                peer.send("GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
                assertThat(peer.reply("CONNECT").status()).isEqualTo(101);
                long start = loop().nanoTime();
                server.close();
                // The second is for what a cancelled handler has to clean up.
                assertThat(loop().nanoTime() - start)
                        .isBetween(seconds(10).toNanos(), millis(11_001).toNanos());
            }
        }
    }
}
