package dev.tuliptree.file;

import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Streams of {@code java.io} as streams of the loop. A call that blocks cannot be taken back, so each is made in a
 * thread, and the task that waits for it can go before it ends:
 *
 * <ul>
 *   <li>A read takes at most 64 KiB. If the task that asked is cancelled, the read goes on, and what it brings is
 *       received by whoever asks next: no byte is lost. Nothing is read that nobody has asked for.
 *   <li>A write hands over at most 64 KiB at a time. If the task is cancelled, what was handed over is written all the
 *       same, and the rest is not. The next one to send waits until it is through.
 * </ul>
 *
 * <p>A thread is busy only while such a call is under way. There are at most 256 at once in a process, unless the
 * system property {@code tuliptree.stream.threads} says otherwise; beyond that, receiving and sending throw an
 * {@link java.io.IOException}.
 */
public final class BlockingStreams {
    private BlockingStreams() {}

    /**
     * A stream that receives what a blocking one gives. Closing it closes the other one, a little later: it may have to
     * wait for a read that blocks. Loop thread only; not a checkpoint.
     *
     * @param source the blocking stream, nobody else's from now on
     * @return the stream
     */
    public static ReceiveStream receiveFrom(InputStream source) {
        return new InputReceiver(new ReadAhead(source), source, "a blocking stream");
    }

    /**
     * A stream that gives what is sent to a blocking one, and flushes it each time. Closing it closes the other one, a
     * little later. Loop thread only; not a checkpoint.
     *
     * @param target the blocking stream, nobody else's from now on
     * @return the stream
     */
    public static SendStream sendTo(OutputStream target) {
        return new OutputSender(new WriteBehind(target), target, "a blocking stream");
    }
}
