package dev.tuliptree.bench.connections;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A connection to a server that sends everything back. */
final class Connection implements AutoCloseable {
    /** Marks a session that was seen before, by its having a value under this name. */
    private static final String SEEN = "seen";

    private final Socket socket;
    private final byte[] message;

    Connection(Socket socket, byte[] message) {
        this.socket = socket;
        this.message = message;
    }

    void exchange() throws IOException {
        socket.getOutputStream().write(message);
        byte[] answer = socket.getInputStream().readNBytes(message.length);
        if (answer.length < message.length) throw new EOFException("the server has hung up");
        if (!Arrays.equals(answer, message)) throw new IOException("not what was sent came back");
    }

    boolean isResumed() {
        if (!(socket instanceof SSLSocket secured)) return false;
        SSLSession session = secured.getSession();
        boolean seen = session.getValue(SEEN) != null;
        session.putValue(SEEN, true);
        return seen;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The server was quicker.
        }
    }
}
