package dev.tuliptree.http;

import java.io.OutputStream;

/** Writes the body of a response while it is being sent: see {@link Response#stream}. */
@FunctionalInterface
public interface BodyWriter {
    /**
     * Writes the whole body. Runs in the connection's coroutine, after the handler has returned.
     *
     * @param out gathers small writes; {@code write} and {@code flush} suspend when the client reads slowly, and are
     *     checkpoints. {@code flush} sends what there is. It need not be closed
     * @throws Exception whatever goes wrong: it is logged, and the connection broken off, so that the client does not
     *     take part of a body for the whole
     */
    void writeTo(OutputStream out) throws Exception;
}
