package dev.tuliptree.testing;

import dev.tuliptree.loop.Waiter;
import dev.tuliptree.net.ClosedStreamException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One direction of a pair of memory streams: a bounded buffer, and the tasks that wait for it at its two ends. */
final class MemoryPipe {
    final Place readable = new Place("data to receive");
    final Place writable = new Place("room to send");

    /** Always ready for being read from. */
    private final ByteBuffer buffered;

    private boolean sendingEnded;
    private boolean senderClosed;
    private boolean receiverClosed;
    private boolean reset;

    MemoryPipe(int capacity) {
        buffered = ByteBuffer.allocate(capacity).limit(0);
    }

    /** One end's place to wait at, for one task at a time. */
    static final class Place extends Waiter {
        private final String what;

        Place(String what) {
            this.what = what;
        }

        void requireFree() {
            if (isWaiting()) throw new IllegalStateException("another task is waiting for " + what + " on this stream");
        }

        @Override
        protected boolean abort() {
            return true;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** Takes what is there: 0 if nothing is, -1 at the end. */
    int read(ByteBuffer target) throws IOException {
        requireReadable();
        if (!buffered.hasRemaining()) return sendingEnded ? -1 : 0;
        int count = Math.min(target.remaining(), buffered.remaining());
        target.put(target.position(), buffered, buffered.position(), count);
        target.position(target.position() + count);
        buffered.position(buffered.position() + count);
        if (count > 0) writable.wake();
        return count;
    }

    /** Takes as much as there is room for. */
    int write(ByteBuffer source) throws IOException {
        requireWritable();
        int count = Math.min(source.remaining(), room());
        if (count == 0) return 0;
        buffered.compact();
        buffered.put(buffered.position(), source, source.position(), count);
        buffered.position(buffered.position() + count).flip();
        source.position(source.position() + count);
        readable.wake();
        return count;
    }

    private int room() {
        return buffered.capacity() - buffered.remaining();
    }

    void awaitReadable() throws IOException {
        while (!canRead()) readable.await();
        requireReadable();
    }

    void awaitWritable() throws IOException {
        while (!canWrite()) writable.await();
        requireWritable();
    }

    private boolean canRead() {
        return buffered.hasRemaining() || sendingEnded || receiverClosed || reset;
    }

    private boolean canWrite() {
        return room() > 0 || senderClosed || receiverClosed || reset;
    }

    private void requireReadable() throws IOException {
        if (receiverClosed) throw new ClosedStreamException();
        if (reset) throw new IOException("the peer has reset the connection");
    }

    private void requireWritable() throws IOException {
        if (senderClosed) throw new ClosedStreamException();
        if (reset) throw new IOException("the peer has reset the connection");
        if (receiverClosed) throw new IOException("the peer has closed the connection");
    }

    void requireSenderOpen() throws IOException {
        if (senderClosed) throw new ClosedStreamException();
    }

    void requireReceiverOpen() throws IOException {
        if (receiverClosed) throw new ClosedStreamException();
    }

    /** Nothing more will be written; what was still arrives. */
    void endSending() {
        sendingEnded = true;
        wakeAll();
    }

    /** The sender is gone; what it wrote still arrives. */
    void closeSender() {
        senderClosed = true;
        endSending();
    }

    /** The receiver is gone; what it has not read never arrives. */
    void closeReceiver() {
        receiverClosed = true;
        buffered.limit(buffered.position());
        wakeAll();
    }

    /** One end has dropped the connection; the other is to hear of that, and of nothing else any more. */
    void reset() {
        reset = true;
        buffered.limit(buffered.position());
        wakeAll();
    }

    private void wakeAll() {
        readable.wake();
        writable.wake();
    }
}
