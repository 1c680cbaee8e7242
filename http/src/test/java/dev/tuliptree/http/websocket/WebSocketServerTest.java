package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Messages over WebSockets, and how these end. */
class WebSocketServerTest {
    private final Application app = new Application();
    private final List<String> log = new ArrayList<>();

    WebSocketServerTest() {
        app.webSocket("/echo", ws -> {
            for (WebSocketMessage message : ws.messages()) {
                switch (message) {
                    case WebSocketMessage.Text(String text) -> ws.send(text);
                    case WebSocketMessage.Binary(byte[] data) -> ws.send(data);
                }
            }
            log.add(("closed with " + ws.closeCode() + " " + ws.closeReason()).strip());
        });
        app.webSocket("/texts", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
            log.add("closed with " + ws.closeCode());
        });
    }

    @LoopTest
    void messagesArriveWholeInBothDirections() throws Exception {
        String large = "\u20ac0123456789".repeat(50_000);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/echo"))) {
            for (String text : List.of("hello", "", "caf\u00e9 \ud83c\udf37", large)) {
                ws.send(text);
                assertThat(ws.receiveText()).isEqualTo(text);
            }
            ws.send(new byte[] {0, -1, 127});
            assertThat(ws.receive())
                    .isInstanceOfSatisfying(
                            WebSocketMessage.Binary.class,
                            binary -> assertThat(binary.data()).containsExactly(0, -1, 127));
        }
        assertThat(log).containsExactly("closed with 1000");
    }

    @LoopTest
    void fragmentsAreJoinedWithControlFramesBetweenThem() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/echo")) {
            ws.frame(0x01, "he".getBytes(UTF_8));
            ws.frame(0x89, "ping".getBytes(UTF_8));
            ws.frame(0x8a, "unasked".getBytes(UTF_8));
            ws.frame(0x00, "l".getBytes(UTF_8));
            ws.frame(0x80, "lo".getBytes(UTF_8));
            assertThat(ws.next()).isEqualTo("PONG ping");
            assertThat(ws.next()).isEqualTo("TEXT hello");
        }
    }

    @LoopTest
    void framesMayComeByteByByte() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/echo")) {
            for (String digits : "81 85 00000000 68656c6c6f 89 80 00000000 88 82 00000000 03e8".split("(?<=\\G..) ?")) {
                ws.hex(digits);
                loop().waitAllTasksBlocked();
            }
            assertThat(ws.next()).isEqualTo("TEXT hello");
            assertThat(ws.next()).isEqualTo("PONG");
            assertThat(ws.next()).isEqualTo("CLOSE 1000");
            assertThat(ws.isEnded()).isTrue();
        }
    }

    @LoopTest
    void framesMayComeWithTheHandshake() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            peer.send(RawWebSocket.request("/echo", "") + "\u0081\u0085\0\0\0\0hello");
            assertThat(peer.reply("CONNECT").status()).isEqualTo(101);
            assertThat(peer.piece()).isEqualTo("\u0081\u0005hello");
        }
    }

    @LoopTest
    void whoeverClosesIsAnswered() throws Exception {
        Map<String, String> rows = new TreeMap<>(Map.of(
                "88 82 00000000 03e8", "closed with 1000",
                "88 80 00000000", "closed with 1005",
                "88 84 00000000 0fa0 4869", "closed with 4000 Hi"));
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (Map.Entry<String, String> row : rows.entrySet()) {
                try (RawWebSocket ws = RawWebSocket.open(server, "/echo")) {
                    ws.hex(row.getKey());
                    assertThat(ws.next()).startsWith("CLOSE");
                    assertThat(ws.isEnded()).isTrue();
                    assertThat(log.removeFirst()).isEqualTo(row.getValue());
                }
            }
        }
    }

    @LoopTest
    void aHandlerThatReturnsCloses() throws Exception {
        app.webSocket("/hello", ws -> ws.send("hello"));
        app.webSocket("/bye", ws -> ws.close(4321, "that was all"));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            try (WebSocket ws = session.webSocket(server.url("/hello"))) {
                assertThat(ws.texts()).containsExactly("hello");
                assertThat(ws.closeCode()).isEqualTo(1000);
            }
            try (WebSocket ws = session.webSocket(server.url("/bye"))) {
                assertThat(ws.texts()).isEmpty();
                assertThat(ws.closeCode()).isEqualTo(4321);
                assertThat(ws.closeReason()).isEqualTo("that was all");
                assertThatThrownBy(ws::receive)
                        .isInstanceOf(WebSocketClosedException.class)
                        .hasMessage("the WebSocket was closed with 4321: that was all");
                assertThatThrownBy(() -> ws.send("x")).isInstanceOf(WebSocketClosedException.class);
            }
        }
    }

    @LoopTest
    void aConnectionThatBreaksEndsTheIteration() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            try (RawWebSocket ws = RawWebSocket.open(server, "/echo")) {
                ws.stream.abort();
            }
            try (RawWebSocket ws = RawWebSocket.open(server, "/echo")) {
                ws.stream.sendEof();
                assertThat(ws.isEnded()).isTrue();
            }
            try (RawWebSocket ws = RawWebSocket.open(server, "/echo")) {
                ws.hex("81 85 0000").stream.sendEof();
                assertThat(ws.isEnded()).isTrue();
            }
            loop().waitAllTasksBlocked();
            assertThat(log).containsExactly("closed with 1006", "closed with 1006", "closed with 1006");
        }
    }

    @LoopTest
    void aBinaryMessageAmongTextsCloses() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/texts")) {
            ws.frame(0x82, new byte[3]);
            assertThat(ws.next()).isEqualTo("CLOSE 1003 Only text is accepted here.");
            ws.hex("88 82 00000000 03eb");
            assertThat(ws.isEnded()).isTrue();
            assertThat(log).containsExactly("closed with 1003");
        }
    }

    @LoopTest
    void whatComesAfterWeSaidGoodbyeIsDropped() throws Exception {
        app.webSocket("/bye", ws -> {
            ws.close();
            log.add("closed with " + ws.closeCode());
        });
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/bye")) {
            assertThat(ws.next()).isEqualTo("CLOSE 1000");
            ws.text("one").text("two").hex("89 80 00000000").hex("88 82 00000000 03e8");
            assertThat(ws.isEnded()).isTrue();
            assertThat(log).containsExactly("closed with 1000");
        }
    }

    @LoopTest
    void aPeerThatDoesNotSayGoodbyeIsNotWaitedForLong() throws Exception {
        app.webSocket("/bye", ws -> {
            ws.close();
            log.add("closed with " + ws.closeCode());
        });
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/bye")) {
            assertThat(ws.next()).isEqualTo("CLOSE 1000");
            for (int i = 0; i < 4; i++) {
                ws.text("still here");
                sleep(seconds(1));
            }
            assertThat(log).isEmpty();
            sleep(seconds(2));
            assertThat(log).containsExactly("closed with 1006");
        }
    }

    @LoopTest
    void messagesOfSeveralTasksDoNotMix() throws Exception {
        app.webSocket(
                "/many",
                ws -> nursery(n -> {
                    for (int i = 0; i < 10; i++) {
                        String text = String.valueOf((char) ('a' + i)).repeat(100_000);
                        n.start(() -> {
                            for (int j = 0; j < 5; j++) {
                                ws.send(text);
                            }
                        });
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/many"))) {
            int count = 0;
            for (String text : ws.texts()) {
                assertThat(text).hasSize(100_000);
                assertThat(text.chars().distinct().count()).isEqualTo(1);
                count++;
            }
            assertThat(count).isEqualTo(50);
        }
    }

    @LoopTest
    void aPeerThatDoesNotReadHoldsUpWhoeverSendsAndIsCutOff() throws Exception {
        int[] sent = new int[1];
        app.webSocket("/flood", ws -> {
            try {
                while (true) {
                    ws.send("x".repeat(1 << 20));
                    sent[0]++;
                }
            } finally {
                log.add("closed with " + ws.closeCode());
            }
        });
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket _ = RawWebSocket.open(server, "/flood")) {
            sleep(seconds(29));
            int before = sent[0];
            assertThat(before).isLessThan(100);
            assertThat(log).isEmpty();
            sleep(seconds(2));
            assertThat(sent[0]).isEqualTo(before);
            assertThat(log).containsExactly("closed with 1006");
        }
    }

    @LoopTest
    void bothEndsMaySendAtTheSameTimeAsLongAsBothReceive() throws Exception {
        String large = "x".repeat(1 << 20);
        app.webSocket(
                "/both",
                ws -> nursery(n -> {
                    n.start(() -> {
                        for (int i = 0; i < 30; i++) {
                            ws.send(large);
                        }
                    });
                    for (int i = 0; i < 30; i++) {
                        assertThat(ws.receiveText()).hasSize(1 << 20);
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/both"))) {
            long start = loop().nanoTime();
            nursery(n -> {
                n.start(() -> {
                    for (int i = 0; i < 30; i++) {
                        ws.send(large);
                    }
                });
                for (int i = 0; i < 30; i++) {
                    assertThat(ws.receiveText()).hasSize(1 << 20);
                }
            });
            assertThat(loop().nanoTime()).isEqualTo(start);
        }
    }

    @LoopTest
    void onlySoManyMessagesWaitToBeSent() throws Exception {
        WebSocketOptions options = WebSocketOptions.DEFAULT.withMaxWaitingSends(10);
        app.webSocket(
                "/flood",
                options,
                ws -> nursery(n -> {
                    for (int i = 0; i < 11; i++) {
                        n.start(() -> {
                            try {
                                ws.send("x".repeat(10 << 20));
                            } catch (IllegalStateException e) {
                                log.add(e.getMessage());
                            }
                        });
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/flood")) {
            loop().waitAllTasksBlocked();
            assertThat(log).hasSize(1);
            assertThat(log.getFirst()).startsWith("there are 10 messages waiting");
            ws.stream.abort();
        }
    }

    @LoopTest
    void noMessageIsLostWhenReceivingIsCancelled() throws Exception {
        app.webSocket("/ticks", ws -> {
            for (int i = 0; i < 10; i++) {
                sleep(seconds(1));
                ws.send("tick " + i);
            }
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/ticks"))) {
            List<String> received = new ArrayList<>();
            while (!ws.isClosed()) {
                moveOnAfter(dev.tuliptree.Async.millis(300), () -> {
                    for (String text : ws.texts()) {
                        received.add(text);
                    }
                });
            }
            assertThat(received).hasSize(10).endsWith("tick 9");
        }
    }

    @LoopTest
    void oneTaskAtATimeReceives() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/echo"))) {
            nursery(n -> {
                n.start(() -> assertThat(ws.receiveText()).isEqualTo("for the first"));
                loop().waitAllTasksBlocked();
                assertThatThrownBy(ws::receive)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("another task");
                ws.send("for the first");
            });
        }
    }

    @LoopTest
    void anotherTaskMayCloseWhileOneReceives() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/echo"))) {
            nursery(n -> {
                n.start(() -> assertThat(ws.texts()).isEmpty());
                loop().waitAllTasksBlocked();
                ws.close(4000, "enough");
            });
            assertThat(ws.closeCode()).isEqualTo(4000);
        }
        assertThat(log).containsExactly("closed with 4000 enough");
    }

    @LoopTest
    void whatCannotBeSentIsRefusedAndHarmsNothing() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/echo"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> ws.close(999, ""));
            assertThatIllegalArgumentException().isThrownBy(() -> ws.close(1006, ""));
            assertThatIllegalArgumentException().isThrownBy(() -> ws.close(1000, "x".repeat(124)));
            assertThatIllegalArgumentException().isThrownBy(() -> ws.ping(new byte[126]));
            ws.ping("sign of life".getBytes(UTF_8));
            ws.send("still open");
            assertThat(ws.receiveText()).isEqualTo("still open");
            assertThat(ws.closeCode()).isZero();
        }
    }

    @LoopTest
    void aHandlerCanLookAtTheRequestFirst() throws Exception {
        app.use((request, next) -> next.handle(request).header("X-Seen", "yes"));
        app.get("/rooms/{room}", request -> {
            if (request.queryParam("key") == null) {
                return Response.text("no key").status(403);
            }
            String room = request.pathParam("room");
            return Response.webSocket(ws -> ws.send(room + " " + request.header("Host")));
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            assertThatThrownBy(() -> session.webSocket(server.url("/rooms/tulip")))
                    .hasMessageContaining("403");
            try (WebSocket ws = session.webSocket(server.url("/rooms/tulip?key=1"))) {
                assertThat(ws.receiveText()).isEqualTo("tulip 127.0.0.1:" + server.port());
            }
            try (Peer peer = Peer.of(server)) {
                peer.send(RawWebSocket.request("/rooms/x?key=1", ""));
                assertThat(peer.reply("CONNECT").header("X-Seen")).isEqualTo("yes");
            }
        }
    }
}
