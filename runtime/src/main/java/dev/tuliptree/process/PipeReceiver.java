package dev.tuliptree.process;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import dev.tuliptree.net.ReceiveStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/** What a child writes, as a stream. */
final class PipeReceiver implements ReceiveStream {
    private static final byte[] NOTHING = {};

    private final Pipe.SourceChannel channel;
    private final PipeEnd end;

    PipeReceiver(Pipe.SourceChannel channel, PipeEnd end) {
        this.channel = channel;
        this.end = end;
    }

    @Override
    public byte[] receiveSome(int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("receiveSome needs room for at least one byte, not " + most);
        byte[] received = NOTHING;
        end.begin();
        try {
            int count;
            ByteBuffer scratch;
            while (true) {
                // Everybody's, up to the next checkpoint: it is asked for anew each time.
                scratch = EventLoop.current().scratch();
                if (scratch.capacity() > most) scratch.limit(most);
                count = channel.read(scratch);
                if (count != 0) break;
                end.await();
            }
            if (count > 0) {
                received = new byte[count];
                scratch.flip().get(received);
            }
        } finally {
            end.end();
        }
        Checkpoint.passTurn();
        return received;
    }

    @Override
    public int receiveSome(ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("receiveSome needs a buffer that is not full");
        int count;
        end.begin();
        try {
            while ((count = channel.read(target)) == 0) end.await();
        } finally {
            end.end();
        }
        Checkpoint.passTurn();
        return count;
    }

    @Override
    public void awaitReadable() throws IOException {
        end.begin();
        try {
            end.await();
        } finally {
            end.end();
        }
    }

    @Override
    public void close() {
        end.close();
    }

    @Override
    public String toString() {
        return end.toString();
    }
}
