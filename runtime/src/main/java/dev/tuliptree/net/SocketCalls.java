package dev.tuliptree.net;

import dev.tuliptree.Cancelled;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The calls of sockets, on channels of a program's own, to be imported statically: {@code import static
 * dev.tuliptree.net.SocketCalls.*;}. They suspend the current task where a blocking channel would block its thread.
 * After asyncio's {@code sock_recv} and its like.
 *
 * <p>A channel has to be set not to block, and stays the caller's. One task at a time may wait in each direction; who
 * closes a channel at which a task waits says so first, with {@link EventLoop#notifyClosing}. All calls are
 * checkpoints.
 */
public final class SocketCalls {
    private static final byte[] NOTHING = {};

    private SocketCalls() {}

    /** Notices a cancellation, and refuses a channel that would block the loop. */
    private static EventLoop begin(SelectableChannel channel) {
        Checkpoint.throwIfCancelled();
        if (channel.isBlocking()) {
            throw new IllegalArgumentException(channel + " blocks: call configureBlocking(false) on it first");
        }
        return EventLoop.current();
    }

    // -- receiving

    /**
     * Receives what is there from a channel of the program's own, as soon as there is anything. After asyncio's
     * {@code sock_recv}. A checkpoint; cancelled, it has taken nothing.
     *
     * <p>All calls on channels need one that is set not to block, and refuse others. One task at a time may wait at a
     * channel in each direction: see {@link EventLoop#waitReadable}.
     *
     * @param channel the channel, connected
     * @param most how many bytes at most, at least one
     * @return the bytes; none at the end of the stream
     * @throws IOException if the connection broke
     * @throws IllegalArgumentException if the channel blocks
     */
    public static byte[] sockRecv(SocketChannel channel, int most) throws IOException {
        if (most < 1) throw new IllegalArgumentException("sockRecv needs room for at least one byte, not " + most);
        EventLoop loop = begin(channel);
        while (true) {
            ByteBuffer scratch = loop.scratch();
            if (scratch.capacity() > most) scratch.limit(most);
            int count = channel.read(scratch);
            if (count == 0) {
                loop.waitReadable(channel);
                continue;
            }
            byte[] received = taken(scratch);
            Checkpoint.passTurn();
            return received;
        }
    }

    private static byte[] taken(ByteBuffer scratch) {
        if (scratch.position() == 0) return NOTHING;
        byte[] bytes = new byte[scratch.flip().remaining()];
        scratch.get(bytes);
        return bytes;
    }

    /**
     * As {@link #sockRecv}, into a buffer. After asyncio's {@code sock_recv_into}.
     *
     * @param channel the channel, connected
     * @param target where to put it; must have room
     * @return how many bytes, -1 at the end of the stream
     * @throws IOException if the connection broke
     */
    public static int sockRecvInto(SocketChannel channel, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) throw new IllegalArgumentException("sockRecvInto needs a buffer that is not full");
        EventLoop loop = begin(channel);
        int count;
        while ((count = channel.read(target)) == 0) loop.waitReadable(channel);
        Checkpoint.passTurn();
        return count;
    }

    /**
     * Receives a message from a channel of the program's own. After asyncio's {@code sock_recvfrom}. A checkpoint;
     * cancelled, it has taken none.
     *
     * @param channel the channel
     * @param most how many bytes at most; what a message has more is lost
     * @return the message, and who sent it
     * @throws IOException if the system has something to complain about
     */
    public static Datagram sockRecvFrom(DatagramChannel channel, int most) throws IOException {
        if (most < 0) throw new IllegalArgumentException("a message cannot have " + most + " bytes");
        EventLoop loop = begin(channel);
        while (true) {
            ByteBuffer scratch = loop.scratch();
            if (scratch.capacity() > most) scratch.limit(most);
            SocketAddress sender = channel.receive(scratch);
            if (sender == null) {
                loop.waitReadable(channel);
                continue;
            }
            Datagram message = new Datagram(taken(scratch), (InetSocketAddress) sender);
            Checkpoint.passTurn();
            return message;
        }
    }

    // -- sending

    /**
     * Sends bytes through a channel of the program's own; returns when all were handed on. After asyncio's
     * {@code sock_sendall}. A checkpoint; cancelled while it waits, it may have sent a part, and what is left of it
     * remains in the buffer.
     *
     * @param channel the channel, connected
     * @param bytes what to send; nothing remains in it
     * @throws IOException if the connection broke
     */
    public static void sockSendAll(SocketChannel channel, ByteBuffer bytes) throws IOException {
        EventLoop loop = begin(channel);
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) loop.waitWritable(channel);
        }
        Checkpoint.passTurn();
    }

    /**
     * Sends a message through a channel of the program's own. After asyncio's {@code sock_sendto}. A checkpoint;
     * cancelled, it has sent none.
     *
     * @param channel the channel
     * @param data what to say; nothing remains in it
     * @param receiver whom to; a name is looked up
     * @throws IOException if it cannot be sent, being too long say
     */
    public static void sockSendTo(DatagramChannel channel, ByteBuffer data, SocketAddress receiver) throws IOException {
        EventLoop loop = begin(channel);
        SocketAddress to = resolved(receiver);
        boolean empty = !data.hasRemaining();
        while (channel.send(data, to) == 0 && !empty) loop.waitWritable(channel);
        Checkpoint.passTurn();
    }

    /**
     * Sends a part of a file through a channel of the program's own, without holding up the loop while a disk is waited
     * for; returns when all was handed on. After asyncio's {@code sock_sendfile}. A checkpoint; cancelled, it may have
     * sent a part, of which nobody knows the length. Nobody else may send through the channel, or close it, meanwhile.
     *
     * @param channel the channel, connected
     * @param file the file, open for reading; its position stays where it is
     * @param offset where to begin, in bytes from the beginning of the file
     * @param count how many bytes at most
     * @return how many bytes were sent; fewer than asked for only if the file has no more
     * @throws IOException if the connection broke, or the file cannot be read
     */
    public static long sockSendFile(SocketChannel channel, FileChannel file, long offset, long count)
            throws IOException {
        EventLoop loop = begin(channel);
        return FileSending.transfer(file, offset, count, new FileSending.Target() {
            @Override
            public long transfer(FileChannel from, long position, long most) throws IOException {
                return from.transferTo(position, most, channel);
            }

            @Override
            public void awaitWritable() throws IOException {
                loop.waitWritable(channel);
            }
        });
    }

    // -- connections

    /**
     * Connects a channel of the program's own. After asyncio's {@code sock_connect}. A checkpoint; cancelled or failed,
     * it has closed the channel.
     *
     * @param channel the channel, not connected
     * @param address where to; a name is looked up
     * @throws IOException if that fails; says where to
     */
    public static void sockConnect(SocketChannel channel, SocketAddress address) throws IOException {
        EventLoop loop = begin(channel);
        try {
            boolean connected = channel.connect(resolved(address));
            while (!connected) {
                loop.waitWritable(channel);
                connected = channel.finishConnect();
            }
        } catch (ConnectException e) {
            channel.close();
            ConnectException failure = new ConnectException("cannot connect to " + address + ": " + e.getMessage());
            failure.initCause(e);
            throw failure;
        } catch (IOException | Cancelled e) {
            // Half connected it is of no use to anyone.
            channel.close();
            throw e;
        }
        Checkpoint.passTurn();
    }

    /** The address itself, or the first one of the name in it; then a checkpoint. */
    private static SocketAddress resolved(SocketAddress address) throws IOException {
        if (!(address instanceof InetSocketAddress named) || !named.isUnresolved()) return address;
        return new InetSocketAddress(
                Names.lookUp(named.getHostString(), Resolver.ofLoop()).getFirst(), named.getPort());
    }

    /**
     * Accepts a connection at a channel of the program's own. After asyncio's {@code sock_accept}. A checkpoint;
     * cancelled, it has accepted none.
     *
     * @param channel the channel, bound
     * @return the connection, which is set not to block either
     * @throws IOException if the system refuses
     */
    public static SocketChannel sockAccept(ServerSocketChannel channel) throws IOException {
        EventLoop loop = begin(channel);
        SocketChannel accepted;
        while ((accepted = channel.accept()) == null) loop.waitReadable(channel);
        try {
            accepted.configureBlocking(false);
        } catch (IOException e) {
            accepted.close();
            throw e;
        }
        Checkpoint.passTurn();
        return accepted;
    }
}
