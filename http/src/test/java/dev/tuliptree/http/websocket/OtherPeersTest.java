package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.timeout;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.wire.DeflateParameters;
import dev.tuliptree.process.Command;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compressed messages are exchanged with the libraries that most others use, whatever they ask for. Left out where
 * these are not installed: Debian's {@code python3-websockets}, and {@code npm install --prefix http/target/peers ws}.
 */
class OtherPeersTest {
    private static final Duration LAST_RESORT = Duration.ofSeconds(60);
    private static final Path PEERS = Path.of("src/test/peers");
    private static final Path WS = Path.of("target/peers").toAbsolutePath();

    private static final WebSocketCompression COMPRESSION = WebSocketCompression.DEFAULT.withMinBytes(0);
    private static final List<WebSocketCompression> OURS = List.of(
            COMPRESSION,
            COMPRESSION.withContextTakeover(true, false),
            COMPRESSION.withContextTakeover(false, true),
            COMPRESSION.withContextTakeover(true, true));

    /** Another library, and how its peer is started. */
    private enum Library {
        WEBSOCKETS(List.of("/usr/bin/python3", "-c", "import websockets"), "/usr/bin/python3", "websockets_peer.py"),
        WS(List.of("test", "-d", OtherPeersTest.WS.resolve("node_modules/ws").toString()), "node", "ws_peer.mjs");

        private final List<String> probe;
        private final String interpreter;
        private final String script;

        Library(List<String> probe, String interpreter, String script) {
            this.probe = probe;
            this.interpreter = interpreter;
            this.script = script;
        }

        Command peer(String... words) {
            List<String> all =
                    new ArrayList<>(List.of(interpreter, PEERS.resolve(script).toString()));
            all.addAll(List.of(words));
            return Subprocess.command(all).environment("WS_FOLDER", OtherPeersTest.WS.toString());
        }

        boolean isInstalled() throws IOException {
            return Subprocess.command(probe).capture().exitCode() == 0;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'server_no_context_takeover': true}",
                "{'client_no_context_takeover': true}",
                "{'server_max_window_bits': 9}",
                "{'server_max_window_bits': 12, 'client_max_window_bits': 11}",
                "{'server_max_window_bits': 15, 'client_max_window_bits': true}",
            })
    void aClientMadeWithWebsockets(String parameters) {
        ourServer(Library.WEBSOCKETS, parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'server_no_context_takeover': true}",
                "{'client_no_context_takeover': true}",
                "{'server_max_window_bits': 9}",
                "{'client_max_window_bits': 9}",
                "{'server_max_window_bits': 10, 'client_max_window_bits': 13}",
            })
    void aServerMadeWithWebsockets(String parameters) {
        ourClient(Library.WEBSOCKETS, parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'threshold': 0}",
                "{'threshold': 0, 'serverNoContextTakeover': true}",
                "{'threshold': 0, 'clientNoContextTakeover': true}",
                "{'threshold': 0, 'serverMaxWindowBits': 9}",
                "{'threshold': 0, 'serverMaxWindowBits': 12, 'clientMaxWindowBits': 11}",
                "{'threshold': 0, 'clientMaxWindowBits': true}",
            })
    void aClientMadeWithWs(String parameters) {
        ourServer(Library.WS, parameters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'threshold': 0}",
                "{'threshold': 0, 'serverNoContextTakeover': true}",
                "{'threshold': 0, 'clientNoContextTakeover': true}",
                "{'threshold': 0, 'serverMaxWindowBits': 9}",
                "{'threshold': 0, 'clientMaxWindowBits': 9}",
                "{'threshold': 0, 'serverMaxWindowBits': 10, 'clientMaxWindowBits': 13}",
            })
    void aServerMadeWithWs(String parameters) {
        ourClient(Library.WS, parameters);
    }

    private static void ourServer(Library library, String parameters) {
        Application app = new Application();
        for (int i = 0; i < OURS.size(); i++) {
            WebSocketOptions options = WebSocketOptions.DEFAULT.withCompression(OURS.get(i));
            app.webSocket("/" + i, options, OtherPeersTest::echo);
        }
        run(() -> timeout(LAST_RESORT, () -> {
            assumeTrue(library.isInstalled());
            try (Server server = app.listen("127.0.0.1", 0)) {
                for (int i = 0; i < OURS.size(); i++) {
                    String url = "ws://127.0.0.1:" + server.port() + "/" + i;
                    ProcessResult peer = library.peer("connect", parameters.replace('\'', '"'), url)
                            .capture();
                    assertThat(peer.exitCode()).as(peer::stderrText).isZero();
                    assertThat(peer.stdoutText()).startsWith(DeflateParameters.NAME);
                }
            }
        }));
    }

    private static void echo(WebSocket ws) throws WebSocketClosedException {
        for (WebSocketMessage message : ws.messages()) {
            switch (message) {
                case WebSocketMessage.Text(String text) -> ws.send(text);
                case WebSocketMessage.Binary(byte[] data) -> ws.send(data);
            }
        }
    }

    private static void ourClient(Library library, String parameters) {
        run(() -> timeout(LAST_RESORT, () -> {
            assumeTrue(library.isInstalled());
            try (Subprocess peer = library.peer("serve", parameters.replace('\'', '"'))
                            .stderr(Stdio.INHERITED)
                            .start();
                    ClientSession session = new ClientSession()) {
                String url = "ws://127.0.0.1:" + peer.stdout().reader().readLine();
                for (WebSocketCompression ours : OURS) {
                    try (WebSocket ws = session.webSocket(url, WebSocketOptions.DEFAULT.withCompression(ours))) {
                        assertThat(((WebSocketConnection) ws).compression()).isNotNull();
                        exchange(ws);
                    }
                }
            }
        }));
    }

    private static void exchange(WebSocket ws) throws WebSocketClosedException {
        Random random = new Random(7);
        for (int length : new int[] {0, 5, 5, 1000, 100_000, 100_000, 300_000}) {
            String text = random.ints(length / 5, 0, 50)
                    .mapToObj(word -> "tulip".substring(word % 5) + word)
                    .collect(joining(" "));
            ws.send(text);
            assertThat(ws.receiveText()).isEqualTo(text);
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            ws.send(noise);
            assertThat(((WebSocketMessage.Binary) ws.receive()).data()).isEqualTo(noise);
        }
    }
}
