package dev.tuliptree.engine;

import org.jspecify.annotations.Nullable;

/** What an engine tells of a channel that is not its own: who reads, writes and closes it is another's business. */
public interface EngineWatch extends AutoCloseable {
    /**
     * Asks to be told, once, when reading from the channel, or accepting a connection, is worth trying. Replaces an
     * earlier request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onReadable(@Nullable Readiness readiness);

    /**
     * Asks to be told, once, when writing to the channel, or finishing to connect, is worth trying. Replaces an earlier
     * request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onWritable(@Nullable Readiness readiness);

    /** Lets go of the channel, which stays open. Idempotent. Nobody is told. */
    @Override
    void close();
}
