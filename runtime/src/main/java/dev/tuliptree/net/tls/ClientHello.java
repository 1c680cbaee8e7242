package dev.tuliptree.net.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first message of a client (RFC 8446, section 4.1.2), as far as it says whom it wants to talk to. */
final class ClientHello {
    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;

    private ClientHello() {}

    /**
     * Finds the server's name (RFC 6066, section 3).
     *
     * @param received what was received so far
     * @return the name in lower case; empty if there is none, or if this is no such message, which the engine will tell
     *     the client; null if more has to be received first
     */
    static @Nullable String serverName(ByteBuffer received) {
        ByteBuffer message = ByteBuffer.allocate(received.remaining());
        while (message.position() < 4 || message.position() < 4 + length(message)) {
            if (received.hasRemaining() && received.get(received.position()) != HANDSHAKE_RECORD) return "";
            if (received.remaining() < 5) return null;
            int size = received.getShort(received.position() + 3) & 0xffff;
            // An engine takes no empty records either.
            if (size == 0 || size > RecordBuffers.RECORD) return "";
            int there = Math.min(size, received.remaining() - 5);
            message.put(received.slice(received.position() + 5, there));
            received.position(received.position() + 5 + there);
            if (message.position() > 0 && message.get(0) != CLIENT_HELLO) return "";
            if (there < size && (message.position() < 4 || message.position() < 4 + length(message))) return null;
        }
        try {
            return nameIn(message.slice(4, length(message)));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return "";
        }
    }

    /** How long the message is that begins with these bytes. */
    private static int length(ByteBuffer message) {
        return message.getInt(0) & 0xffffff;
    }

    private static String nameIn(ByteBuffer hello) {
        skip(hello, 2 + 32); // the version, the random bytes
        skip(hello, hello.get() & 0xff); // the session
        skip(hello, hello.getShort() & 0xffff); // the cipher suites
        skip(hello, hello.get() & 0xff); // the methods of compression
        if (!hello.hasRemaining()) return "";
        ByteBuffer extensions = part(hello, hello.getShort() & 0xffff);
        while (extensions.hasRemaining()) {
            int type = extensions.getShort() & 0xffff;
            ByteBuffer extension = part(extensions, extensions.getShort() & 0xffff);
            if (type == SERVER_NAME) return hostName(part(extension, extension.getShort() & 0xffff));
        }
        return "";
    }

    private static String hostName(ByteBuffer names) {
        while (names.hasRemaining()) {
            int type = names.get();
            ByteBuffer name = part(names, names.getShort() & 0xffff);
            if (type == HOST_NAME) return ISO_8859_1.decode(name).toString().toLowerCase(Locale.ROOT);
        }
        return "";
    }

    private static void skip(ByteBuffer buffer, int count) {
        buffer.position(buffer.position() + count);
    }

    private static ByteBuffer part(ByteBuffer buffer, int count) {
        ByteBuffer part = buffer.slice(buffer.position(), count);
        skip(buffer, count);
        return part;
    }
}
