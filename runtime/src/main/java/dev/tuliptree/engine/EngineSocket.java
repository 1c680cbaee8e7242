package dev.tuliptree.engine;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/** A stream socket of an engine. Loop thread only; nothing blocks. */
public interface EngineSocket extends AutoCloseable {
    /**
     * Looks how a connection attempt went.
     *
     * @return true if it is connected, false if that is not known yet
     * @throws IOException if the attempt failed
     */
    boolean finishConnect() throws IOException;

    /**
     * Takes bytes that have arrived.
     *
     * @param target where to put them
     * @return how many, 0 if none has arrived (or the target is full), -1 at the end of the stream
     * @throws IOException if the connection broke
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Hands over bytes as far as there is room for them.
     *
     * @param source the bytes
     * @return how many were taken, 0 if there is no room
     * @throws IOException if the connection broke
     */
    int write(ByteBuffer source) throws IOException;

    /**
     * Hands over the bytes of several buffers, as far as there is room for them.
     *
     * @param sources the buffers
     * @param offset the first one to use
     * @param length how many to use
     * @return how many bytes were taken, 0 if there is no room
     * @throws IOException if the connection broke
     */
    long write(ByteBuffer[] sources, int offset, int length) throws IOException;

    /**
     * Whether {@link #transferFrom} can be used.
     *
     * @return true if it can
     */
    default boolean transfersFiles() {
        return false;
    }

    /**
     * Hands over bytes of a file as far as there is room for them, without their passing through this program. It waits
     * for the disk: as the only method it is called by another thread than the loop's, while nobody else writes or ends
     * the output.
     *
     * @param file the file
     * @param position where to begin
     * @param count how many bytes at most
     * @return how many were taken; 0 if there is no room, or the file has no more
     * @throws java.nio.channels.ClosedChannelException if the socket is, or meanwhile gets, closed
     * @throws IOException if the connection broke, or the file cannot be read
     * @throws UnsupportedOperationException if the engine cannot do it
     */
    default long transferFrom(FileChannel file, long position, long count) throws IOException {
        throw new UnsupportedOperationException("this engine cannot transfer files");
    }

    /**
     * Asks to be told, once, when reading is worth trying. Replaces an earlier request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onReadable(@Nullable Readiness readiness);

    /**
     * Asks to be told, once, when writing, or finishing to connect, is worth trying. Replaces an earlier request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onWritable(@Nullable Readiness readiness);

    /**
     * Says that no more will be written; the peer reads an end of stream. Idempotent.
     *
     * @throws IOException if the connection broke
     */
    void shutdownOutput() throws IOException;

    /**
     * This end's address.
     *
     * @return the address; in the Unix domain an empty path at the end that has connected
     */
    SocketAddress localAddress();

    /**
     * The peer's address.
     *
     * @return the address
     */
    SocketAddress remoteAddress();

    /**
     * Sends small writes at once (true, as engines open their sockets) or lets the system collect them.
     *
     * @param noDelay true to send at once
     * @throws IOException if the socket is closed
     */
    void setNoDelay(boolean noDelay) throws IOException;

    /**
     * Has the system probe an idle connection, or not.
     *
     * @param keepAlive true to probe
     * @throws IOException if the socket is closed
     */
    void setKeepAlive(boolean keepAlive) throws IOException;

    /** Closes the connection at once and has the peer see a reset; what was not sent yet is dropped. Idempotent. */
    void abort();

    /** Closes the connection; what was written is still sent. Idempotent. Nobody is told. */
    @Override
    void close();
}
