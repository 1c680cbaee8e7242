package dev.tuliptree.http.websocket;

import dev.tuliptree.http.WebSocketCompression;
import dev.tuliptree.http.wire.DeflateParameters;
import dev.tuliptree.http.wire.FrameWriter;
import dev.tuliptree.http.wire.MessageDeflater;
import dev.tuliptree.http.wire.MessageInflater;
import dev.tuliptree.http.wire.Opcode;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.http.wire.WireBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The compression of one WebSocket's messages.
 *
 * @param minBytes messages that are shorter are not compressed
 */
record Compression(int minBytes, MessageDeflater deflater, MessageInflater inflater) implements AutoCloseable {

    /** Null if the ends have not agreed on any. */
    static @Nullable Compression of(
            Role role, @Nullable WebSocketCompression wanted, @Nullable DeflateParameters agreed) {
        return wanted == null || agreed == null
                ? null
                : new Compression(wanted.minBytes(), agreed.deflater(role, wanted.level()), agreed.inflater(role));
    }

    /**
     * Writes a message compressed.
     *
     * @return whether it was; if not, it is not worth it
     */
    boolean write(FrameWriter writer, Opcode opcode, byte[] payload) {
        if (payload.length < minBytes) {
            return false;
        }
        WireBuffer compressed = new WireBuffer(payload.length / 4 + 64);
        deflater.deflate(payload, compressed);
        // With a context, the messages to come may refer to this one, and the peer has to know it.
        if (deflater.isIndependent() && compressed.size() >= payload.length) {
            return false;
        }
        writer.compressed(opcode, compressed);
        return true;
    }

    @Override
    public void close() {
        deflater.close();
        inflater.close();
    }
}
