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

    private final int port;
    private final Traffic traffic;
    private final Selector selector;
    private final ByteBuffer requests;
    private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER);
    private SocketChannel channel;
    private SelectionKey key;
    private int answerLength;
    private long answers;
    private long bytes;

    /** Connects, has one answer, and begins. */
    Hog(int port, Traffic traffic, Selector selector) throws IOException {
        this.port = port;
        this.traffic = traffic;
        this.selector = selector;
        byte[] many = traffic.requests(REQUESTS);
        requests = ByteBuffer.allocateDirect(many.length).put(many).flip();
        channel = open();
        key = register();
    }

    private SocketChannel open() throws IOException {
        SocketChannel opened = SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        answerLength = lengthOfOne(opened, traffic);
        opened.configureBlocking(false);
        return opened;
    }

    private SelectionKey register() throws IOException {
        return channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, this);
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

    /** Does what the connection is ready for. If the server has had enough of it, goes on with a new one. */
    void proceed() throws IOException {
        if (isOver()) {
            channel.close();
            answers += bytes / answerLength;
            bytes = 0;
            requests.rewind();
            channel = open();
            key = register();
        }
    }

    private boolean isOver() {
        try {
            if (key.isWritable()) {
                if (!requests.hasRemaining()) requests.rewind();
                channel.write(requests);
            }
            if (!key.isReadable()) return false;
            int count = channel.read(received.clear());
            bytes += Math.max(0, count);
            return count < 0;
        } catch (IOException e) {
            return true; // A reset: there were requests that it no longer wanted to read.
        }
    }

    /** How many answers have come. */
    long answers() {
        return answers + bytes / answerLength;
    }
}
