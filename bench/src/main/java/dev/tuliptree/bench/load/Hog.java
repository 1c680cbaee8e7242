package dev.tuliptree.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection that sends requests for as long as the system takes them, whatever has been answered. So that it costs
 * its own side little, it looks at the first answer, and of the rest only at how much comes.
 */
final class Hog {
    private static final int REQUESTS = 1_024;
    private static final int BUFFER = 256 << 10;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer requests;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER);
    private final int answerLength;
    private long bytes;

    private Hog(SocketChannel channel, SelectionKey key, ByteBuffer requests, int answerLength) {
        this.channel = channel;
        this.key = key;
        this.requests = requests;
        this.answerLength = answerLength;
        key.attach(this);
    }

    /** Connects, has one answer, and begins. */
    static Hog connect(int port, Traffic traffic, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        int answerLength = lengthOfOne(channel, traffic);
        byte[] many = traffic.requests(REQUESTS);
        ByteBuffer requests = ByteBuffer.allocateDirect(many.length).put(many).flip();
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        return new Hog(channel, key, requests, answerLength);
    }

    private static int lengthOfOne(SocketChannel channel, Traffic traffic) throws IOException {
        channel.write(ByteBuffer.wrap(traffic.requests(1)));
        Answers answers = traffic.newAnswers();
        ByteBuffer part = ByteBuffer.allocate(BUFFER);
        int length = 0;
        do {
            int count = channel.read(part.clear());
            if (count < 0) throw new EOFException("the server has hung up");
            length += count;
        } while (answers.take(part.flip()) == 0);
        return length;
    }

    /** Does what the connection is ready for. */
    void proceed() throws IOException {
        if (key.isWritable()) {
            if (!requests.hasRemaining()) requests.rewind();
            channel.write(requests);
        }
        if (!key.isReadable()) return;
        int count = channel.read(received.clear());
        if (count < 0) throw new EOFException("the server has hung up on the one that pipelines");
        bytes += count;
    }

    /** How many answers have come. */
    long answers() {
        return bytes / answerLength;
    }
}
