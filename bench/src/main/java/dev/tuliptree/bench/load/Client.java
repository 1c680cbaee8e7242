package dev.tuliptree.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection: sends some requests at once, and waits for their answers. */
final class Client {
    private static final int BUFFER = 256 << 10;

    /** One for all, as all are served by one thread and leave nothing in it. */
    private static final ByteBuffer RECEIVED = ByteBuffer.allocateDirect(BUFFER);

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer requests;
    private final Answers answers;
    private final int depth;
    private int awaited;
    private long sentAt;

    private Client(SocketChannel channel, SelectionKey key, ByteBuffer requests, Answers answers, int depth) {
        this.channel = channel;
        this.key = key;
        this.requests = requests;
        this.answers = answers;
        this.depth = depth;
    }

    /** Connects, and waits until a WebSocket is open, if it is to be one. */
    static Client connect(int port, Traffic traffic, int depth, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        byte[] upgrade = traffic.upgrade();
        if (upgrade != null) upgrade(channel, upgrade);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        byte[] requests = traffic.requests(depth);
        Client client = new Client(
                channel,
                key,
                ByteBuffer.allocateDirect(requests.length).put(requests).flip(),
                traffic.newAnswers(),
                depth);
        key.attach(client);
        return client;
    }

    private static void upgrade(SocketChannel channel, byte[] request) throws IOException {
        channel.write(ByteBuffer.wrap(request));
        StringBuilder head = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        // Byte by byte, lest a part of the first message be lost.
        while (!head.toString().endsWith("\r\n\r\n")) {
            if (channel.read(one.clear()) < 0) throw new EOFException("the server has hung up: " + head);
            head.append(ISO_8859_1.decode(one.flip()));
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException("no WebSocket: " + head);
    }

    /** Sends the requests. What the system does not take now follows when it can. */
    void send() throws IOException {
        send(System.nanoTime());
    }

    /** The same, as if it were done at a time that may have passed. */
    void send(long time) throws IOException {
        sentAt = time;
        awaited = depth;
        requests.rewind();
        sendRest();
    }

    private void sendRest() throws IOException {
        channel.write(requests);
        int interest = requests.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) key.interestOps(interest);
    }

    /** Does what the connection is ready for. Returns how many answers have come. */
    int proceed() throws IOException {
        if (key.isWritable()) sendRest();
        if (!key.isReadable()) return 0;
        if (channel.read(RECEIVED.clear()) < 0) throw new EOFException("the server has hung up");
        int count = answers.take(RECEIVED.flip());
        awaited -= count;
        return count;
    }

    /** Whether all answers have come to what was sent. */
    boolean isAnswered() {
        return awaited == 0;
    }

    long sentAt() {
        return sentAt;
    }

    /** Hangs up. */
    void close() throws IOException {
        channel.close();
    }
}
