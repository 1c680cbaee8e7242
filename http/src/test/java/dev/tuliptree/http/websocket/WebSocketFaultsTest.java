package dev.tuliptree.http.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.wire.WebSocketLimits;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;

/** Peers that break the protocol or exceed a limit are told so, and cut off. */
class WebSocketFaultsTest {
    private final Application app = new Application();
    private final List<Integer> closeCodes = new ArrayList<>();

    WebSocketFaultsTest() {
        WebSocketOptions options = WebSocketOptions.DEFAULT
                .withLimits(new WebSocketLimits(1000, 2000, 10, 20))
                .withMaxPingsPerSecond(50);
        app.webSocket("/", options, ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
            closeCodes.add(ws.closeCode());
        });
    }

    /** Bytes that a client sends, and the code that it is closed with. */
    private static final String FAULTS = """
            81 05 68656c6c6f                                   | 1002 | a frame that is not masked
            c1 80 00000000                                     | 1002 | RSV1 without an extension
            a1 80 00000000                                     | 1002 | RSV2
            91 80 00000000                                     | 1002 | RSV3
            83 80 00000000                                     | 1002 | a reserved data opcode
            8b 80 00000000                                     | 1002 | a reserved control opcode
            89 fe 007e 00000000                                | 1002 | a control frame of 126 bytes
            09 80 00000000                                     | 1002 | a fragmented ping
            08 80 00000000                                     | 1002 | a fragmented close frame
            80 80 00000000                                     | 1002 | a continuation of nothing
            01 80 00000000 81 80 00000000                      | 1002 | a new message inside of another
            01 80 00000000 c0 80 00000000                      | 1002 | RSV1 on a continuation
            81 fe 0001 00000000 61                             | 1002 | a length of 16 bits that needs fewer
            81 ff 0000000000000001 00000000 61                 | 1002 | a length of 64 bits that needs fewer
            81 ff 8000000000000000 00000000                    | 1002 | a length with the highest bit set
            88 81 00000000 03                                  | 1002 | half a close code
            88 82 00000000 0000                                | 1002 | close code 0
            88 82 00000000 03e7                                | 1002 | close code 999
            88 82 00000000 03ec                                | 1002 | close code 1004
            88 82 00000000 03ed                                | 1002 | close code 1005
            88 82 00000000 03ee                                | 1002 | close code 1006
            88 82 00000000 03f7                                | 1002 | close code 1015
            88 82 00000000 0bb7                                | 1002 | close code 2999
            88 82 00000000 1388                                | 1002 | close code 5000
            88 83 00000000 03e8 ff                             | 1007 | a reason that is not UTF-8
            81 81 00000000 ff                                  | 1007 | text that is not UTF-8
            81 81 00000000 c3                                  | 1007 | text that ends inside of a character
            01 81 00000000 ff                                  | 1007 | bad UTF-8 in the first of several frames
            01 81 00000000 c3 80 81 00000000 28                | 1007 | bad UTF-8 across two frames
            81 83 00000000 eda080                              | 1007 | a surrogate in UTF-8
            81 fe 03e9 00000000                                | 1009 | a frame that says it is too large
            81 ff 0000000100000000 00000000                    | 1009 | a frame that says it has 4 GiB
            """;

    @LoopTest
    void eachHasItsCode() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            for (String row : FAULTS.lines().toList()) {
                String[] cells = row.split(" *\\| *");
                try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                    ws.hex(cells[0]);
                    assertThat(ws.next()).as(cells[2]).startsWith("CLOSE " + cells[1] + " ");
                    assertThat(ws.isEnded()).as(cells[2]).isTrue();
                }
                assertThat(closeCodes.removeFirst()).as(cells[2]).isEqualTo(Integer.parseInt(cells[1]));
            }
        }
    }

    @LoopTest
    void badTextIsNoticedBeforeItsFrameIsComplete() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/")) {
            ws.hex("81 8a 00000000 6869 ff");
            assertThat(ws.next()).startsWith("CLOSE 1007 ");
        }
    }

    @LoopTest
    void limitsHoldAtTheLimitAndBeyond() throws Exception {
        byte[] thousand = "x".repeat(1000).getBytes(UTF_8);
        try (Server server = app.listen("127.0.0.1", 0)) {
            try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                assertThat(ws.frame(0x81, thousand).next()).hasSize(1005);
                ws.frame(0x01, thousand).frame(0x80, thousand);
                assertThat(ws.next()).hasSize(2005);
                ws.frame(0x01, new byte[0]);
                for (int i = 0; i < 8; i++) {
                    ws.frame(0x00, new byte[0]);
                }
                assertThat(ws.frame(0x80, new byte[0]).next()).isEqualTo("TEXT");
            }
            try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                assertThat(ws.frame(0x81, new byte[1001]).next()).startsWith("CLOSE 1009 ");
            }
            try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                ws.frame(0x01, thousand).frame(0x00, thousand).frame(0x80, new byte[1]);
                assertThat(ws.next()).startsWith("CLOSE 1009 ");
            }
            try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                ws.frame(0x01, new byte[0]);
                for (int i = 0; i < 10; i++) {
                    ws.frame(0x00, new byte[0]);
                }
                assertThat(ws.next()).startsWith("CLOSE 1009 ");
            }
        }
    }

    @LoopTest
    void aFloodOfPingsIsCutOff() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                for (int second = 0; second < 3; second++) {
                    for (int i = 0; i < 50; i++) {
                        ws.frame(0x89, new byte[] {'p'});
                        assertThat(ws.next()).isEqualTo("PONG p");
                    }
                    dev.tuliptree.Async.sleep(dev.tuliptree.Async.seconds(1));
                }
                for (int i = 0; i < 51; i++) {
                    ws.frame(0x89, new byte[0]);
                }
                for (int i = 0; i < 50; i++) {
                    assertThat(ws.next()).isEqualTo("PONG");
                }
                assertThat(ws.next()).startsWith("CLOSE 1008 ");
                assertThat(ws.isEnded()).isTrue();
            }
        }
    }

    @LoopTest
    void aHandlerThatFailsClosesWith1011AndSaysNoMore() throws Exception {
        Application failing = new Application();
        failing.webSocket("/", ws -> {
            ws.receive();
            throw new IllegalStateException("a secret");
        });
        try (Server server = failing.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/"));
                Logged log = Logged.by(Class.forName("dev.tuliptree.http.server.HttpConnection"))) {
            ws.send("go");
            assertThat(ws.texts()).isEmpty();
            assertThat(ws.closeCode()).isEqualTo(1011);
            assertThat(ws.closeReason()).isEmpty();
            assertThat(log.complaints()).containsExactly("the handler of a WebSocket failed");
        }
    }

    @LoopTest
    void aHandlerWhosePeerGoesAwayHasNotFailed() throws Exception {
        Application app = new Application();
        app.webSocket("/", ws -> {
            while (true) {
                ws.send(ws.receiveText());
            }
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                Logged log = Logged.by(Class.forName("dev.tuliptree.http.server.HttpConnection"))) {
            try (WebSocket ws = session.webSocket(server.url("/"))) {
                ws.send("hello");
                assertThat(ws.receiveText()).isEqualTo("hello");
            }
            try (RawWebSocket ws = RawWebSocket.open(server, "/")) {
                ws.stream.abort();
            }
            dev.tuliptree.Async.loop().waitAllTasksBlocked();
            assertThat(log.complaints()).isEmpty();
        }
    }
}
