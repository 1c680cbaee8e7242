package dev.tuliptree.http.client;

import static dev.tuliptree.Async.listenTcp;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.openTcpStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tuliptree.ActionOf;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A proxy for CONNECT and SOCKS5 that leads to one server, whatever it is asked for, and takes note of that. */
final class Relay {
    /** The heads of CONNECT requests, and the messages of SOCKS clients in hexadecimal digits. */
    final List<String> heard = new ArrayList<>();

    private final int target;

    private Relay(int target) {
        this.target = target;
    }

    /** What a test gets. */
    interface Test {
        void run(Relay relay, int port) throws Exception;
    }

    /** Runs a test with a proxy that speaks like this before it passes on bytes. */
    static void with(int target, Opening opening, Test test) throws Exception {
        Relay relay = new Relay(target);
        try (var listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> relay.serve(stream, opening)));
                test.run(relay, listener.port());
                n.cancel();
            });
        }
    }

    /** What comes before bytes are passed on. */
    interface Opening {
        void run(Relay relay, ByteStream client) throws Exception;

        /** The stream to pass on bytes of, if that is another one. */
        default ByteStream stream(ByteStream client) throws IOException {
            return client;
        }
    }

    /** The same, under TLS. */
    static Opening overTls(TlsServerOptions options, Opening inner) {
        return new Opening() {
            @Override
            public void run(Relay relay, ByteStream client) throws Exception {
                inner.run(relay, client);
            }

            @Override
            public ByteStream stream(ByteStream client) throws IOException {
                return TlsStream.server(client, options);
            }
        };
    }

    /** The head of a request. */
    String head(ByteStream client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(new String(receive(client, 1), ISO_8859_1));
        }
        return head.toString();
    }

    static void agree(ByteStream client) throws IOException {
        client.sendAll("HTTP/1.1 200 Connected\r\nVia: test\r\n\r\n".getBytes(ISO_8859_1));
    }

    static void connect(Relay relay, ByteStream client) throws Exception {
        relay.heard.add(relay.head(client));
        agree(client);
    }

    static void socks(Relay relay, ByteStream client) throws Exception {
        byte[] greeting = relay.receive(client, 2);
        relay.receive(client, greeting[1]);
        client.sendAll(new byte[] {5, 0});
        relay.socksRequest(client);
    }

    static void socksWithPassword(Relay relay, ByteStream client) throws Exception {
        byte[] greeting = relay.receive(client, 2);
        relay.receive(client, greeting[1]);
        client.sendAll(new byte[] {5, 2});
        relay.receive(client, 1);
        String user = new String(relay.receive(client, relay.receive(client, 1)[0]), ISO_8859_1);
        String password = new String(relay.receive(client, relay.receive(client, 1)[0]), ISO_8859_1);
        client.sendAll(new byte[] {1, (byte) (user.equals("ada") && password.equals("secret") ? 0 : 1)});
        relay.socksRequest(client);
    }

    private void socksRequest(ByteStream client) throws IOException {
        byte[] head = receive(client, 4);
        int length = switch (head[3]) {
            case 1 -> 4;
            case 4 -> 16;
            default -> receive(client, 1)[0];
        };
        byte[] host = receive(client, length);
        byte[] port = receive(client, 2);
        HexFormat hex = HexFormat.of();
        heard.add(head[3] == 3 ? new String(host, ISO_8859_1) : hex.formatHex(host));
        heard.add(String.valueOf(((port[0] & 0xff) << 8) | (port[1] & 0xff)));
        // Byte by byte, with a name for where it connected from.
        for (byte b : hex.parseHex("05000003" + "0161" + "1f90")) {
            client.sendAll(new byte[] {b});
        }
    }

    private void serve(ByteStream socket, Opening opening) throws Exception {
        ByteStream client = opening.stream(socket);
        try {
            opening.run(this, client);
        } catch (EOFException e) {
            // The client is to try again, on another connection.
            return;
        }
        try (ByteStream server = openTcpStream("127.0.0.1", target)) {
            nursery(n -> {
                n.start(() -> pump(client, server));
                pump(server, client);
                n.cancel();
            });
        }
    }

    private static void pump(ByteStream from, ByteStream to) throws IOException {
        byte[] piece;
        while ((piece = from.receiveSome(10_000)).length > 0) {
            to.sendAll(piece);
        }
        try {
            to.sendEof();
        } catch (IOException e) {
            // It has gone without waiting for that.
        }
    }

    private byte[] receive(ByteStream stream, int count) throws IOException {
        byte[] all = new byte[count];
        for (int i = 0; i < count; i++) {
            byte[] one = stream.receiveSome(1);
            if (one.length == 0) {
                throw new EOFException();
            }
            all[i] = one[0];
        }
        return all;
    }

    /** Runs a test with a proxy that answers whatever comes with this, piece by piece, and then says no more. */
    static void saying(List<String> pieces, ActionOf<Integer, Exception> test) throws Exception {
        try (var listener = listenTcp("127.0.0.1", 0)) {
            nursery(n -> {
                n.start(() -> listener.serve(stream -> {
                    for (String piece : pieces) {
                        stream.receiveSome(10_000);
                        stream.sendAll(piece.getBytes(ISO_8859_1));
                    }
                    stream.sendEof();
                    stream.receiveSome(1);
                }));
                test.run(listener.port());
                n.cancel();
            });
        }
    }
}
