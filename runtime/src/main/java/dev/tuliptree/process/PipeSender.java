package dev.tuliptree.process;

import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/** What a child reads, as a stream. */
final class PipeSender implements SendStream {
    private final Pipe.SinkChannel channel;
    private final PipeEnd end;

    PipeSender(Pipe.SinkChannel channel, PipeEnd end) {
        this.channel = channel;
        this.end = end;
    }

    @Override
    public void sendAll(ByteBuffer bytes) throws IOException {
        end.begin();
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) end.await();
            }
        } finally {
            end.end();
        }
        Checkpoint.passTurn();
    }

    @Override
    public void sendAll(ByteBuffer... buffers) throws IOException {
        end.begin();
        try {
            int first = 0;
            while (first < buffers.length) {
                if (!buffers[first].hasRemaining()) first++;
                else if (channel.write(buffers, first, buffers.length - first) == 0) end.await();
            }
        } finally {
            end.end();
        }
        Checkpoint.passTurn();
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
