package dev.tuliptree.http.stream;

import static dev.tuliptree.Async.moveOnAfter;

import dev.tuliptree.net.ByteStream;
import java.io.IOException;
import java.time.Duration;

/** The last steps of a connection on which the peer may still be sending. */
public final class Lingering {
    private Lingering() {}

    /**
     * Says that no more will be sent, and reads on for a while what the peer still sends. To close at once would make
     * the system reset the connection, and the peer lose what was sent last: the very answer that explains why it is
     * being closed (RFC 9112, 9.6). Afterwards the stream is good only for being closed.
     *
     * @param limit how long to wait for the peer to close its end
     * @param most how many bytes to read at most
     */
    public static void end(ByteStream stream, Inlet inlet, Duration limit, long most) {
        try {
            stream.sendEof();
        } catch (IOException e) {
            return;
        }
        awaitEnd(inlet, limit, most);
    }

    /** Only reads on for a while, to let the peer be the one who closes the connection. */
    public static void awaitEnd(Inlet inlet, Duration limit, long most) {
        try {
            moveOnAfter(limit, () -> {
                long read = 0;
                while (read <= most) {
                    inlet.consume(inlet.length());
                    if (!inlet.receive()) {
                        break;
                    }
                    read += inlet.length();
                }
            });
        } catch (IOException e) {
            // It is over one way or the other.
        }
    }
}
