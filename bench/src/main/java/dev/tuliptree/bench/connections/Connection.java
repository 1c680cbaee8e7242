package dev.tuliptree.bench.connections;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A connection to a server that sends everything back. */
final class Connection implements AutoCloseable {
    /** Marks a session that was seen before, by its having a value under this name. */
    private static final String SEEN = "seen";

    private final Socket socket;
    private final byte[] bytes;

    Connection(Socket socket, int size) {
        this.socket = socket;
        this.bytes = new byte[size];
    }

    void exchange() throws IOException {
        socket.getOutputStream().write(bytes);
        if (socket.getInputStream().readNBytes(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException("the server has hung up");
        }
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
