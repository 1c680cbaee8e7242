package dev.tuliptree.net.transport;

import org.jspecify.annotations.Nullable;

/**
 * What protocols of all kinds are told. All callbacks run on the loop, in the context of whoever opened the transport,
 * one at a time, and must not suspend. What one throws goes to the loop's exception handler, and aborts the transport.
 */
public interface BaseProtocol {
    /**
     * The connection is gone. Called once, after all other callbacks.
     *
     * @param failure what it broke with, or what one of the callbacks threw; null if it was closed or aborted at this
     *     end, or came to its end
     * @throws Exception for the loop's exception handler
     */
    default void connectionLost(@Nullable Throwable failure) throws Exception {}

    /**
     * More waits to be sent than the high-water mark says: the peer does not keep up. Called once; it is well to send
     * nothing before {@link #resumeWriting()}.
     *
     * <p>Called from within the write that went beyond the mark, as the only callback that does not come from the loop:
     * else it would come too late for whoever writes much at once. So it may run beside another one that blocks.
     *
     * @throws Exception for the loop's exception handler
     */
    default void pauseWriting() throws Exception {}

    /**
     * No more waits to be sent than the low-water mark says. Called once after {@link #pauseWriting()}.
     *
     * @throws Exception for the loop's exception handler
     */
    default void resumeWriting() throws Exception {}
}
