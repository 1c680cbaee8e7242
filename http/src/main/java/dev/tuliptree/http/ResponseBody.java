package dev.tuliptree.http;

import java.nio.ByteBuffer;

/** What a response carries besides its headers. */
public sealed interface ResponseBody {

    /** Nothing. */
    record Empty() implements ResponseBody {}

    /** Bytes that are there. They must not be changed any more. */
    @SuppressWarnings("ArrayRecordComponent") // Copying each body would protect only those who change it afterwards.
    record Bytes(byte[] data) implements ResponseBody {}

    /**
     * Bytes that are there, in a buffer. They must not be changed any more. Those of a direct buffer are sent without
     * being copied.
     */
    record Buffer(ByteBuffer data) implements ResponseBody {
        /** Takes what remains in a buffer, whose position stays where it is. */
        public Buffer {
            data = data.slice().asReadOnlyBuffer();
        }

        /** All of them, to be read only; another view each time. */
        @Override
        public ByteBuffer data() {
            return data.duplicate();
        }
    }

    /**
     * Bytes that are made while they are sent.
     *
     * @param length how many, or {@link #UNKNOWN}
     * @param writer what makes them
     */
    record Stream(long length, BodyWriter writer) implements ResponseBody {
        /** Of a body whose length is known only at its end. */
        public static final long UNKNOWN = -1;
    }

    /**
     * Another protocol on the same connection.
     *
     * @param options how it is spoken
     * @param handler what speaks it
     */
    record Upgrade(WebSocketOptions options, WebSocketHandler handler) implements ResponseBody {}
}
