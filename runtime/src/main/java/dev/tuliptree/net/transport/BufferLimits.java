package dev.tuliptree.net.transport;

/**
 * When a protocol is asked to pause, and to resume, its writing.
 *
 * @param low at how many bytes that wait to be sent, or fewer, it may resume
 * @param high at more than how many it is to pause
 */
public record BufferLimits(int low, int high) {
    /** Pause above 64 KiB, resume at 16 KiB. */
    public static final BufferLimits DEFAULT = new BufferLimits(16 * 1024, 64 * 1024);

    /** Checks the numbers. */
    public BufferLimits {
        if (low < 0 || high < low) {
            throw new IllegalArgumentException(
                    "the low-water mark must be from 0 to the high one, and it is " + low + " of " + high);
        }
    }
}
