package dev.tuliptree.live;

import dev.tuliptree.sync.Queue;
import java.io.IOException;

/**
 * What waits to be sent to one page. Putting something in never suspends, so that a handler which speaks to a thousand
 * pages does not wait for the slowest; a page that falls too far behind is given up instead. Loop thread only.
 */
final class Outbox {
    private final Queue<String> waiting;
    private final int maxMessages;
    private final int maxBytes;
    // Both with the frame that is being sent.
    private int messages;
    private int bytes;

    Outbox(int maxMessages, int maxBytes) {
        this.waiting = new Queue<>(maxMessages);
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Queues a frame, unless that would exceed a limit. Not a checkpoint. */
    boolean offer(String frame) {
        int size = utf8Length(frame);
        boolean fits = messages == 0 || (messages < maxMessages && bytes + (long) size <= maxBytes);
        if (!fits || !waiting.tryPut(frame)) return false;
        messages++;
        bytes += size;
        return true;
    }

    /** Sends what is queued, as it comes, until {@link #finish} was called and nothing is left. Checkpoints. */
    void sendTo(Link link) throws IOException {
        for (String frame : waiting) {
            try {
                link.send(frame);
            } finally {
                messages--;
                bytes -= utf8Length(frame);
                waiting.taskDone();
            }
        }
    }

    /** Takes nothing more. Not a checkpoint. */
    void finish() {
        waiting.shutdown();
    }

    /** Takes nothing more and forgets what it has. Not a checkpoint. */
    void discard() {
        waiting.shutdownNow();
    }

    int size() {
        return messages;
    }

    /** Waits until all that was queued is sent or forgotten. A checkpoint. */
    void flush() {
        waiting.join();
    }

    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // The halves of a surrogate pair are four bytes together.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
