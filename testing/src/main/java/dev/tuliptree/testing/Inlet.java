package dev.tuliptree.testing;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** What has arrived at one end of a simulated connection, and was not read yet. */
final class Inlet {
    private final SimulatedNetwork network;
    private final SimulatedSocket socket;
    private final Queue<ByteBuffer> pieces = new ArrayDeque<>();
    private int size;

    Inlet(SimulatedNetwork network, SimulatedSocket socket) {
        this.network = network;
        this.socket = socket;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(ByteBuffer bytes) {
        pieces.add(bytes);
        size += bytes.remaining();
    }

    /** Takes some of what is there into a buffer with room. */
    int read(ByteBuffer target) {
        int count = Math.min(target.remaining(), size);
        if (count > 1 && network.happens(socket.faults().shortRead())) {
            count = 1 + network.below(count - 1);
            network.count(NetworkEvent.PARTIAL_READ, socket);
        }
        int pieceCount = 0;
        for (int left = count; left > 0; pieceCount++) left -= readOne(target, left);
        if (pieceCount > 1) network.count(NetworkEvent.JOINED, socket);
        size -= count;
        return count;
    }

    private int readOne(ByteBuffer target, int most) {
        ByteBuffer piece = pieces.element();
        int count = Math.min(most, piece.remaining());
        target.put(target.position(), piece, piece.position(), count);
        target.position(target.position() + count);
        piece.position(piece.position() + count);
        if (!piece.hasRemaining()) pieces.remove();
        return count;
    }

    /** Has whoever waits to read told at some time, whether there is something then or not. */
    void alarm(Request request) {
        network.falseAlarm(request, socket, this::isEmpty);
    }
}
