package dev.tuliptree.http.websocket;

import static dev.tuliptree.Async.openTcpStream;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tuliptree.http.Server;
import dev.tuliptree.http.wire.FrameParser;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.http.wire.WebSocketLimits;
import dev.tuliptree.net.SocketStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** A WebSocket client that sends whatever bytes it is told to, and reads frame by frame. */
final class RawWebSocket implements AutoCloseable {
    private static final String HANDSHAKE = "Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    final SocketStream stream;
    private final FrameParser parser =
            new FrameParser(Role.CLIENT, WebSocketLimits.DEFAULT.withMaxMessageBytes(1 << 28));
    private byte[] received = new byte[0];

    private RawWebSocket(SocketStream stream) {
        this.stream = stream;
    }

    static RawWebSocket open(Server server, String path) throws IOException {
        RawWebSocket ws = new RawWebSocket(openTcpStream("127.0.0.1", server.port()));
        ws.stream.sendAll(request(path, "").getBytes(ISO_8859_1));
        String head = "";
        while (!head.contains("\r\n\r\n")) {
            head += new String(ws.stream.receiveExactly(1), ISO_8859_1);
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head);
        }
        return ws;
    }

    /** The request of a handshake, with header lines of one's own. */
    static String request(String path, String more) {
        return "GET " + path + " HTTP/1.1\r\n" + HANDSHAKE + more + "\r\n";
    }

    /** Sends bytes given in hexadecimal digits; spaces are for people. */
    RawWebSocket hex(String digits) throws IOException {
        stream.sendAll(HexFormat.of().parseHex(digits.replace(" ", "")));
        return this;
    }

    /** Sends a frame, masked with zeros, so that its bytes can be read. */
    RawWebSocket frame(int firstByte, byte[] payload) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(firstByte);
        if (payload.length <= 125) {
            out.write(0x80 | payload.length);
        } else if (payload.length <= 0xffff) {
            out.write(0x80 | 126);
            out.write(payload.length >> 8);
            out.write(payload.length);
        } else {
            out.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        out.writeBytes(new byte[4]);
        out.writeBytes(payload);
        stream.sendAll(out.toByteArray());
        return this;
    }

    RawWebSocket text(String text) throws IOException {
        return frame(0x81, text.getBytes(UTF_8));
    }

    /**
     * The next frame: its opcode and payload as text, {@code "TEXT hello"}; that of a close frame {@code "CLOSE 1000"}.
     */
    String next() throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        while (true) {
            if (received.length == 0) {
                received = stream.receiveSome(1 << 16);
                if (received.length == 0) {
                    throw new EOFException("the server closed the connection");
                }
            }
            int used = parser.parse(received, 0, received.length);
            payload.write(received, parser.payloadOffset(), parser.payloadLength());
            received = Arrays.copyOfRange(received, used, received.length);
            if (parser.isFrameComplete()) {
                return describe(payload.toByteArray());
            }
        }
    }

    private String describe(byte[] payload) {
        String text = new String(payload, UTF_8);
        if (payload.length >= 2 && parser.opcode().name().equals("CLOSE")) {
            int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
            text = (code + " " + new String(payload, 2, payload.length - 2, UTF_8)).strip();
        }
        return (parser.opcode() + " " + text).strip();
    }

    /** Whether the server closes the connection in order, and sends nothing before. */
    boolean isEnded() throws IOException {
        return received.length == 0 && stream.receiveSome(1).length == 0;
    }

    @Override
    public void close() {
        stream.close();
    }
}
