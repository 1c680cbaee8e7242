package dev.tuliptree.testing;

import java.nio.ByteBuffer;

/** What passes between the two ends of a connection, in order. */
sealed interface Packet {
    /** How long packets are without content. */
    int HEADER = 40;

    /** Asks for a connection. */
    record Syn() implements Packet {
        @Override
        public String words() {
            return "a connection is asked for";
        }
    }

    /** Grants it. */
    record SynAck() implements Packet {
        @Override
        public String words() {
            return "it is granted";
        }
    }

    /** Confirms that; the connection waits to be accepted from now on. */
    record Established() implements Packet {
        @Override
        public String words() {
            return "it is confirmed";
        }
    }

    /** Bytes. */
    record Data(ByteBuffer bytes) implements Packet {
        @Override
        public String words() {
            return bytes.remaining() + " bytes";
        }

        @Override
        public int size() {
            return HEADER + bytes.remaining();
        }
    }

    /** Says that so many more bytes were read. */
    record Ack(int count) implements Packet {
        @Override
        public String words() {
            return count + " bytes were read";
        }
    }

    /** No more bytes follow. */
    record Fin() implements Packet {
        @Override
        public String words() {
            return "the end";
        }
    }

    /** What arrives, for people. */
    String words();

    default int size() {
        return HEADER;
    }
}
