package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Peers that have gone without a word are noticed; silent ones that are there are left alone. */
class HeartbeatTest {
    private final Application app = new Application();
    private final List<String> log = new ArrayList<>();

    HeartbeatTest() {
        app.webSocket("/receiving", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
            log.add("closed with " + ws.closeCode());
        });
        app.webSocket("/busy", ws -> {
            try {
                sleepForever();
            } finally {
                log.add("closed with " + ws.closeCode());
            }
        });
        app.webSocket("/sending", ws -> {
            try {
                while (true) {
                    sleep(seconds(20));
                    ws.send("tick");
                }
            } finally {
                log.add("closed with " + ws.closeCode());
            }
        });
    }

    @LoopTest
    void aSilentPeerIsAskedForASignOfLifeAndGivenUp() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/receiving")) {
            long start = loop().nanoTime();
            assertThat(ws.next()).isEqualTo("PING");
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(30).toNanos());
            assertThat(ws.next()).isEqualTo("PING");
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(60).toNanos());
            assertThat(log).isEmpty();
            sleep(seconds(31));
            assertThat(log).containsExactly("closed with 1006");
        }
    }

    @LoopTest
    void anythingIsASignOfLife() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/receiving")) {
            for (int i = 0; i < 5; i++) {
                assertThat(ws.next()).isEqualTo("PING");
                ws.hex("8a 80 00000000");
            }
            for (int i = 0; i < 5; i++) {
                assertThat(ws.next()).isEqualTo("PING");
                assertThat(ws.next()).isEqualTo("PING");
                ws.text("hello");
                assertThat(ws.next()).isEqualTo("TEXT hello");
            }
            assertThat(log).isEmpty();
        }
    }

    @LoopTest
    void pingsAreAnsweredAndClosesNoticedAlsoWhenNobodyReceives() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/sending")) {
            for (int i = 0; i < 30; i++) {
                String next = ws.next();
                assertThat(next).isIn("PING", "TEXT tick");
                if (next.equals("PING")) {
                    ws.hex("8a 80 00000000");
                }
            }
            ws.hex("89 81 00000000 41");
            String next;
            do {
                next = ws.next();
            } while (!next.equals("PONG A"));
            ws.hex("88 82 00000000 03e8");
            do {
                next = ws.next();
            } while (!next.equals("CLOSE 1000"));
            assertThat(ws.isEnded()).isTrue();
            assertThat(log).containsExactly("closed with 1000");
        }
    }

    @LoopTest
    void twoOfOursCanBeSilentForHours() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/receiving"))) {
            sleep(Duration.ofHours(2));
            ws.send("hello");
            assertThat(ws.receiveText()).isEqualTo("hello");
        }
        assertThat(log).containsExactly("closed with 1000");
    }

    @LoopTest
    void itCanBeSwitchedOff() throws Exception {
        app.webSocket("/quiet", WebSocketOptions.DEFAULT.withHeartbeat(Duration.ZERO, 2), ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
        });
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/quiet")) {
            sleep(Duration.ofHours(2));
            assertThat(ws.text("hello").next()).isEqualTo("TEXT hello");
        }
    }

    @LoopTest
    void aMessageThatWaitsForItsTaskIsASignOfLifeToo() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/busy")) {
            ws.text("nobody reads this");
            sleep(Duration.ofMinutes(5));
            assertThat(log).isEmpty();
            ws.stream.abort();
        }
    }
}
