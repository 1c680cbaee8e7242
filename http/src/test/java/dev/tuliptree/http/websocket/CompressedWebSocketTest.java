package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.openTcpStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.Task;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.http.wire.WireBuffer;
import dev.tuliptree.sync.Event;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages are compressed if both ends want that, and the memory that it takes is given back. */
class CompressedWebSocketTest {
    private static final WebSocketCompression KEEPING =
            WebSocketCompression.DEFAULT.withMinBytes(0).withContextTakeover(true, true);

    private final Application app = new Application();
    private final List<WebSocketConnection> served = new ArrayList<>();

    CompressedWebSocketTest() {
        app.webSocket("/plain", this::echo);
        app.webSocket("/keeping", options(KEEPING), this::echo);
        app.webSocket("/forgetting", options(WebSocketCompression.DEFAULT.withMinBytes(0)), this::echo);
        app.webSocket("/default", options(WebSocketCompression.DEFAULT), this::echo);
    }

    private static WebSocketOptions options(@Nullable WebSocketCompression compression) {
        return WebSocketOptions.DEFAULT.withCompression(compression);
    }

    private void echo(WebSocket ws) throws Exception {
        served.add((WebSocketConnection) ws);
        for (WebSocketMessage message : ws.messages()) {
            switch (message) {
                case WebSocketMessage.Text(String text) -> ws.send(text);
                case WebSocketMessage.Binary(byte[] data) -> ws.send(data);
            }
        }
    }

    private static boolean holdsNothing(WebSocketConnection ws) {
        Compression compression = ws.compression();
        assertThat(compression).isNotNull();
        assertThatThrownBy(() -> compression.deflater().deflate(new byte[1], new WireBuffer(9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
        return true;
    }

    @LoopTest
    void messagesArriveAsTheyWereSent() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        List<String> texts = List.of("", "a", "tulip ".repeat(20_000), "tulip ".repeat(20_000), "\u20ac\ud83c\udf37");
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (String path : List.of("/plain", "/keeping", "/forgetting", "/default")) {
                for (WebSocketCompression wanted :
                        new WebSocketCompression[] {null, KEEPING, WebSocketCompression.DEFAULT}) {
                    try (WebSocket ws = session.webSocket(server.url(path), options(wanted))) {
                        for (String text : texts) {
                            ws.send(text);
                            assertThat(ws.receiveText()).isEqualTo(text);
                        }
                        ws.send(noise);
                        assertThat(ws.receive())
                                .isInstanceOfSatisfying(
                                        WebSocketMessage.Binary.class,
                                        binary -> assertThat(binary.data()).isEqualTo(noise));
                        boolean agreed = wanted != null && !path.equals("/plain");
                        assertThat(((WebSocketConnection) ws).compression() != null)
                                .isEqualTo(agreed);
                        assertThat(served.getLast().compression() != null).isEqualTo(agreed);
                    }
                }
            }
        }
    }

    /** What a server sends back, byte by byte, to the message Hello sent twice. */
    private static String reply(Server server, String path, String offer) throws Exception {
        try (Peer peer = Peer.of(server)) {
            peer.send(RawWebSocket.request(path, "Sec-WebSocket-Extensions: " + offer + "\r\n")
                    + "\u0081\u0085\0\0\0\0Hello".repeat(2)
                    + "\u0088\u0080\0\0\0\0");
            assertThat(peer.reply("CONNECT").status()).isEqualTo(101);
            StringBuilder all = new StringBuilder();
            for (String piece = peer.piece(); !piece.isEmpty(); piece = peer.piece()) {
                all.append(piece);
            }
            return all.toString();
        }
    }

    @LoopTest
    void anotherMessageRefersToTheOneBeforeWhereThatIsAgreed() throws Exception {
        String first = "\u00c1\u0007\u00f2\u0048\u00cd\u00c9\u00c9\u0007\0";
        String again = "\u00c1\u0005\u00f2\u0000\u0011\0\0";
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(reply(server, "/keeping", "permessage-deflate")).isEqualTo(first + again + "\u0088\0");
            // For itself alone, Hello would become larger.
            for (String offer : List.of(
                    "permessage-deflate; server_no_context_takeover", "permessage-deflate; server_max_window_bits=8")) {
                assertThat(reply(server, "/keeping", offer)).isEqualTo("\u0081\u0005Hello".repeat(2) + "\u0088\0");
            }
            assertThat(reply(server, "/forgetting", "permessage-deflate"))
                    .isEqualTo("\u0081\u0005Hello".repeat(2) + "\u0088\0");
        }
    }

    @LoopTest
    void offersAreAnsweredInTheHandshake() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            String[][] rows = {
                {"/keeping", "permessage-deflate; client_max_window_bits", "permessage-deflate"},
                {
                    "/forgetting",
                    "permessage-deflate",
                    "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
                },
            };
            for (String[] row : rows) {
                assertThat(head(server, row[0], row[1])).contains("Sec-WebSocket-Extensions: " + row[2] + "\r\n");
            }
            assertThat(head(server, "/plain", "permessage-deflate"))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContain("Extensions");
            assertThat(head(server, "/keeping", "permessage-deflate; strange"))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContain("Extensions");
            assertThat(head(server, "/keeping", "; ;")).startsWith("HTTP/1.1 400 ");
        }
    }

    private static String head(Server server, String path, String offer) throws Exception {
        try (var stream = openTcpStream("127.0.0.1", server.port())) {
            String request = RawWebSocket.request(path, "Sec-WebSocket-Extensions: " + offer + "\r\n");
            stream.sendAll(request.getBytes(ISO_8859_1));
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append(new String(stream.receiveExactly(1), ISO_8859_1));
            }
            return head.toString();
        }
    }

    @LoopTest
    void shortMessagesAreSentAsTheyAre() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(reply(server, "/default", "permessage-deflate"))
                    .isEqualTo("\u0081\u0005Hello".repeat(2) + "\u0088\0");
        }
    }

    @LoopTest
    void whatIsTooLargeWhenDecompressedIsRefused() throws Exception {
        WebSocketOptions small = options(KEEPING).withMaxMessageBytes(1000);
        app.webSocket("/small", small, this::echo);
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                WebSocket ws = session.webSocket(server.url("/small"), options(KEEPING))) {
            ws.send(new byte[1000]);
            ws.receive();
            ws.send(new byte[1001]);
            assertThatThrownBy(ws::receive).hasMessageContaining("1009");
            assertThat(holdsNothing(served.getLast())).isTrue();
            assertThat(holdsNothing((WebSocketConnection) ws)).isTrue();
        }
    }

    @LoopTest
    void memoryIsGivenBackHoweverTheConnectionEnds() throws Exception {
        List<WebSocketConnection> opened = new ArrayList<>();
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            try (WebSocketConnection closed = open(session, server)) {
                opened.add(closed);
            }
            WebSocketConnection brokenOff = open(session, server);
            brokenOff.leave(1001);
            brokenOff.endConnection();
            opened.add(brokenOff);
            nursery(n -> {
                Event receiving = new Event();
                Task<?> task = n.start(() -> {
                    try (WebSocketConnection cancelled = open(session, server)) {
                        opened.add(cancelled);
                        receiving.set();
                        cancelled.receive();
                    }
                });
                receiving.await();
                task.cancel("enough");
            });
            // The session is left to close this one.
            opened.add(open(session, server));
        }
        assertThat(opened).hasSize(4).allMatch(CompressedWebSocketTest::holdsNothing);
        assertThat(served).hasSize(4).allMatch(CompressedWebSocketTest::holdsNothing);
    }

    private static WebSocketConnection open(ClientSession session, Server server) throws Exception {
        var ws = (WebSocketConnection) session.webSocket(server.url("/keeping"), options(KEEPING));
        ws.send("x".repeat(1000));
        ws.receiveText();
        return ws;
    }

    @LoopTest
    void aServerMayNotCompressWhatNobodyOffered() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                RawWebSocket ws = RawWebSocket.open(server, "/keeping")) {
            ws.frame(0xc1, "\u00f2Hello".getBytes(UTF_8));
            assertThat(ws.next()).startsWith("CLOSE 1002");
        }
    }

    @LoopTest
    void aClientRefusesAnExtensionThatItDidNotOffer() throws Exception {
        app.webSocket("/unasked", ws -> {});
        app.use((request, next) -> next.handle(request).header("Sec-WebSocket-Extensions", "permessage-deflate"));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            assertThatThrownBy(() -> session.webSocket(server.url("/unasked")))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("not offered");
        }
    }

    @LoopTest
    void optionsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WebSocketCompression.DEFAULT.withLevel(0));
        assertThatIllegalArgumentException().isThrownBy(() -> WebSocketCompression.DEFAULT.withLevel(10));
        assertThatIllegalArgumentException().isThrownBy(() -> WebSocketCompression.DEFAULT.withMinBytes(-1));
    }
}
