package dev.tuliptree.net.tls;

import dev.tuliptree.net.ByteStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the first words of a client before it is decided how to answer it. The JDK's engine has to know what it
 * wants before it hears a word, so these are received here and handed to the engine that was chosen.
 */
final class ChosenOptions {
    /** A fatal alert in a record of its own: unrecognized_name (RFC 6066, section 3). */
    private static final byte[] NAME_NOT_KNOWN = {21, 3, 3, 0, 2, 2, 112};

    private ChosenOptions() {}

    /** Waits for the client's hello, and makes an engine as is chosen by its name. */
    static TlsRecords records(ByteStream transport, TlsOptionsChooser chooser) throws IOException {
        ByteBuffer received = RecordBuffers.take();
        try {
            String name = awaitName(transport, received);
            SSLEngine engine =
                    TlsHandshake.<@Nullable SSLEngine, IOException>offLoop(() -> engine(chooser.choose(name)));
            if (engine == null) {
                transport.trySend(ByteBuffer.wrap(NAME_NOT_KNOWN));
                throw new SSLException("a client asks for the name \"" + name + "\", which is refused here");
            }
            TlsRecords records = new TlsRecords(engine);
            records.room().put(received.flip());
            return records;
        } finally {
            RecordBuffers.give(received);
        }
    }

    private static @Nullable SSLEngine engine(@Nullable TlsServerOptions chosen) throws IOException {
        if (chosen == null) return null;
        if (chosen.chooser() != null) {
            throw new IllegalStateException("options that were chosen by name are to be chosen by name again");
        }
        return chosen.engine();
    }

    private static String awaitName(ByteStream transport, ByteBuffer received) throws IOException {
        while (true) {
            String name = ClientHello.serverName(received.duplicate().flip());
            if (name != null) return name;
            if (!received.hasRemaining()) {
                throw new SSLException("the hello of a client is longer than " + received.capacity() + " bytes");
            }
            int count;
            while ((count = transport.tryReceive(received)) == 0) transport.awaitReadable();
            if (count < 0) throw new EOFException("the TLS handshake with a client has failed: it has hung up");
        }
    }
}
