package dev.tuliptree.http.websocket;

import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.wire.FrameWriter;
import dev.tuliptree.http.wire.MessageDeflater;
import dev.tuliptree.http.wire.Opcode;
import dev.tuliptree.http.wire.Role;
import dev.tuliptree.http.wire.WireBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to many. Servers' frames are the same for all members, so they are made once: one as it is, and
 * one for each way in which members compress. Only for those whose messages refer to earlier ones, and for clients, who
 * mask each frame with a key of its own, is it made again.
 */
public final class Broadcast {
    private final Opcode opcode;
    private final byte[] payload;
    private @Nullable WireBuffer plain;
    // A compressed frame that would be no smaller is left out, and the plain one stands in its place.
    private final Map<MessageDeflater.Kind, WireBuffer> compressed = new HashMap<>();

    private Broadcast(Opcode opcode, byte[] payload) {
        this.opcode = opcode;
        this.payload = payload;
    }

    /**
     * Sends to all members at once. Does not suspend.
     *
     * @return to how many the message is on its way
     * @throws IllegalArgumentException if a member is no WebSocket of this library's making
     */
    public static int send(Collection<? extends WebSocket> members, Opcode opcode, byte[] payload) {
        Broadcast message = new Broadcast(opcode, payload);
        int count = 0;
        for (WebSocket member : members) {
            if (!(member instanceof WebSocketConnection connection)) {
                throw new IllegalArgumentException("cannot broadcast to a " + member.getClass());
            }
            if (connection.offer(message)) {
                count++;
            }
        }
        return count;
    }

    /** Appends the message to what is to be sent to a member. */
    void write(WireBuffer out, FrameWriter writer, Role role, @Nullable Compression compression) {
        if (role == Role.CLIENT
                || (compression != null && !compression.deflater().isIndependent())) {
            if (compression == null || !compression.write(writer, opcode, payload)) {
                writer.frame(opcode, true, payload, 0, payload.length);
            }
            return;
        }
        WireBuffer frame =
                compression == null || payload.length < compression.minBytes() ? plain() : compressed(compression);
        out.put(frame.array(), 0, frame.size());
    }

    private WireBuffer plain() {
        if (plain == null) {
            plain = new WireBuffer(payload.length + 16);
            FrameWriter.server(plain).frame(opcode, true, payload, 0, payload.length);
        }
        return plain;
    }

    private WireBuffer compressed(Compression compression) {
        return compressed.computeIfAbsent(compression.deflater().kind(), _ -> {
            WireBuffer frame = new WireBuffer(64);
            return compression.write(FrameWriter.server(frame), opcode, payload) ? frame : plain();
        });
    }
}
