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
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
        WEBSOCKETS(List.of("/usr/bin/python3", "-c", "import websockets"), "/usr/bin/python3", "websockets_peer.py") {
            @Override
            String json(String parameters) {
                return inBraces(members(parameters));
            }
        },
        WS(List.of("test", "-d", OtherPeersTest.WS.resolve("node_modules/ws").toString()), "node", "ws_peer.mjs") {
            @Override
            String json(String parameters) {
                Stream<String> camelCase = members(parameters)
                        .map(member -> Pattern.compile("_(.)")
                                .matcher(member)
                                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT)));
                return inBraces(Stream.concat(Stream.of("\"threshold\": 0"), camelCase));
            }
        };

        private final List<String> probe;
        private final String interpreter;
        private final String script;

        Library(List<String> probe, String interpreter, String script) {
            this.probe = probe;
            this.interpreter = interpreter;
            this.script = script;
        }

        /** What is asked for in the manner of RFC 7692, section 7.1, as this library's peer takes it. */
        abstract String json(String parameters);

        static Stream<String> members(String parameters) {
            return Stream.of(parameters.split("; "))
                    .filter(parameter -> !parameter.isEmpty())
                    .map(parameter -> parameter.split("="))
                    .map(parts -> "\"" + parts[0] + "\": " + (parts.length == 1 ? "true" : parts[1]));
        }

        static String inBraces(Stream<String> members) {
            return members.collect(joining(", ", "{", "}"));
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

    static Stream<Arguments> askedByClients() {
        return ofEachLibrary(
                "",
                "server_no_context_takeover",
                "client_no_context_takeover",
                "server_max_window_bits=9",
                "server_max_window_bits=12; client_max_window_bits=11",
                "server_max_window_bits=15; client_max_window_bits");
    }

    static Stream<Arguments> wantedByServers() {
        return ofEachLibrary(
                "",
                "server_no_context_takeover",
                "client_no_context_takeover",
                "server_max_window_bits=9",
                "client_max_window_bits=9",
                "server_max_window_bits=10; client_max_window_bits=13");
    }

    private static Stream<Arguments> ofEachLibrary(String... parameters) {
        return Stream.of(Library.values())
                .flatMap(library -> Stream.of(parameters).map(each -> Arguments.of(library, each)));
    }

    @ParameterizedTest
    @MethodSource("askedByClients")
    void theirClientAndOurServer(Library library, String parameters) {
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
                    ProcessResult peer = library.peer("connect", library.json(parameters), url)
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

    @ParameterizedTest
    @MethodSource("wantedByServers")
    void theirServerAndOurClient(Library library, String parameters) {
        run(() -> timeout(LAST_RESORT, () -> {
            assumeTrue(library.isInstalled());
            try (Subprocess peer = library.peer("serve", library.json(parameters))
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
