package dev.tuliptree.cli;

import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.Task;
import dev.tuliptree.file.StandardStreams;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.WebSocketClosedException;
import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.WebSocketMessage;
import dev.tuliptree.http.WebSocketOptions;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.wire.CloseCode;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ws}: lines to a WebSocket, and messages from it. */
@Command(
        name = "ws",
        description = "Sends each line of the standard input to a WebSocket, and prints the messages that come."
                + " Ends with the input, or when the server closes.")
final class Talk implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL")
    private String url = "";

    @Option(
            names = "-H",
            paramLabel = "HEADER",
            description = "sends a header line, 'Name: value'; as often as you like")
    private List<String> headers = List.of();

    @Option(names = "--subprotocol", paramLabel = "NAME", description = "offers a subprotocol; as often as you like")
    private List<String> subprotocols = List.of();

    @Option(names = "--compress", description = "offers to compress messages")
    private boolean compress;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "after the input's end, goes on until no message has come for this long;"
                    + " ${DEFAULT-VALUE} by default")
    private int wait = 1;

    private int received;
    private boolean ending;

    @Override
    public Integer call() {
        if (wait < 0) {
            throw new IllegalArgumentException("--wait takes a number of seconds, not " + wait);
        }
        return run(() -> open());
    }

    private int open() throws IOException {
        WebSocketOptions options = WebSocketOptions.DEFAULT
                .withSubprotocols(subprotocols.toArray(String[]::new))
                .withCompression(compress ? WebSocketCompression.DEFAULT : null);
        try (ClientSession session = new ClientSession()) {
            ClientRequest request = session.request("GET", url);
            HeaderLine.addTo(request::header, headers);
            try (WebSocket ws = request.webSocket(options)) {
                return talk(ws);
            }
        }
    }

    private int talk(WebSocket ws) throws IOException {
        nursery(n -> {
            Task<?> sender = n.start(() -> {
                send(ws);
                awaitSilence();
                ws.close();
            });
            print(ws);
            sender.cancel("the WebSocket is closed");
        });
        if (ending) {
            return 0;
        }
        System.err.println(("The server has closed with " + ws.closeCode() + " " + ws.closeReason()).strip());
        return switch (ws.closeCode()) {
            case CloseCode.NORMAL, CloseCode.GOING_AWAY, CloseCode.NO_STATUS -> 0;
            default -> Main.FAILED;
        };
    }

    private void send(WebSocket ws) throws IOException {
        try (ReceiveStream in = StandardStreams.stdin()) {
            for (String line : in.reader().lines()) {
                ws.send(line);
            }
        } catch (WebSocketClosedException e) {
            // Who prints has noticed, too.
        }
    }

    /** Lets the answers to the last lines come. */
    private void awaitSilence() {
        int before;
        do {
            before = received;
            sleep(Duration.ofSeconds(wait));
        } while (received != before);
        ending = true;
    }

    private void print(WebSocket ws) throws IOException {
        try (SendStream out = StandardStreams.stdout()) {
            for (WebSocketMessage message : ws.messages()) {
                received++;
                String line = switch (message) {
                    case WebSocketMessage.Text(String text) -> text;
                    case WebSocketMessage.Binary(byte[] data) ->
                        "binary " + HexFormat.of().formatHex(data);
                };
                out.sendAll(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
            }
        }
    }
}
