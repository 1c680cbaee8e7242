package dev.tuliptree.bench.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;

/** A connection to the server, made of the JDK's sockets, lest our own mistakes be made twice. */
final class Talk implements AutoCloseable {
    /** Whoever waits for longer is not going to be answered. */
    private static final int DEADLINE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    private Talk(Socket socket) throws IOException {
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    static Talk to(int port) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(DEADLINE_MILLIS);
            return new Talk(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * What the server said.
     *
     * @param status the status
     * @param body the body, a character for each byte
     */
    record Answer(int status, String body) {
        /** Throws if it is another status than this. */
        void expectStatus(int expected) throws IOException {
            if (status != expected) throw new IOException("status " + status + " instead of " + expected);
        }

        /** Throws if it is another than this. */
        void expect(int expectedStatus, String expectedBody) throws IOException {
            expectStatus(expectedStatus);
            if (!body.equals(expectedBody)) {
                throw new IOException(
                        "a wrong body, of " + body.length() + " bytes instead of " + expectedBody.length());
            }
        }
    }

    void send(String text) throws IOException {
        send(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    /** Says that nothing more will be sent. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Receives no more than this at a time from now on, so that the server cannot send ahead. */
    void receiveLittle() throws IOException {
        socket.setReceiveBufferSize(4_096);
    }

    /** Breaks off, so that the server is told of an error. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits for the first byte of a response. Returns false if the server hangs up instead. */
    boolean begins() {
        try {
            in.mark(1);
            boolean begins = in.read() >= 0;
            in.reset();
            return begins;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads one response. */
    Answer receive() throws IOException {
        String head = receiveHead();
        int status = Integer.parseInt(head.substring(9, 12));
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding: chunked\r\n")) return new Answer(status, chunks());
        int at = lower.indexOf("\r\ncontent-length: ");
        if (at < 0) throw new IOException("a response whose length nobody can know: " + head);
        int length = Integer.parseInt(lower.substring(at + 18, lower.indexOf("\r\n", at + 18)));
        return new Answer(status, new String(exactly(length), ISO_8859_1));
    }

    /** Reads the head of a response, up to the empty line. */
    String receiveHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) throw new EOFException("hung up after " + head.length() + " bytes of a response's head");
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 ")) throw new IOException("no response: " + head);
        return head.toString();
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = Integer.parseInt(line(), 16);
            body.writeBytes(exactly(length));
            if (!line().isEmpty()) throw new IOException("a chunk that does not end where it should");
            if (length == 0) return body.toString(ISO_8859_1);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = in.read();
            if (next < 0) throw new EOFException("hung up within a body");
            if (next == '\n') return line.toString().strip();
            line.append((char) next);
        }
    }

    /** Reads so many bytes. */
    byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) throw new EOFException("hung up after " + bytes.length + " of " + count + " bytes");
        return bytes;
    }

    /** Reads until the server hangs up. Returns how many bytes came. */
    long readToEnd() throws IOException {
        return in.transferTo(java.io.OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
