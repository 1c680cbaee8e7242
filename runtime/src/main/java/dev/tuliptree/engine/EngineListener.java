package dev.tuliptree.engine;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A listening socket of an engine. Loop thread only; nothing blocks. */
public interface EngineListener extends AutoCloseable {
    /**
     * Takes a connection that waits.
     *
     * @return the connection, or null if none waits
     * @throws IOException if the system refuses, for want of descriptors say
     */
    @Nullable
    EngineSocket accept() throws IOException;

    /**
     * Asks to be told, once, when a connection waits. Replaces an earlier request.
     *
     * @param readiness whom to tell, or null to be told no more
     */
    void onAcceptable(@Nullable Readiness readiness);

    /**
     * Where it listens.
     *
     * @return the address, with the port that was taken
     */
    SocketAddress localAddress();

    /** Stops listening. Idempotent. Nobody is told. */
    @Override
    void close();
}
