package dev.tuliptree.testing;

import java.nio.ByteBuffer;

/** What passes between the two ends of a connection, in order. */
sealed interface Packet {
    /** How long packets are without content. */
    int HEADER = 40;

    /** Asks for a connection. */
    record Syn() implements Packet {}

    /** Grants it. */
    record SynAck() implements Packet {}

    /** Confirms that; the connection waits to be accepted from now on. */
    record Established() implements Packet {}

    /** Bytes. */
    record Data(ByteBuffer bytes) implements Packet {
        @Override
        public int size() {
            return HEADER + bytes.remaining();
        }
    }

    /** Says that so many more bytes were read. */
    record Ack(int count) implements Packet {}

    /** No more bytes follow. */
    record Fin() implements Packet {}

    default int size() {
        return HEADER;
    }
}
