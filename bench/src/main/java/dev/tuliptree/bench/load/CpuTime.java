package dev.tuliptree.bench.load;

/**
 * Time that was taken of a core.
 *
 * @param seconds all of it
 * @param userSeconds what of it was spent outside of the kernel; not a number where the system does not tell
 */
public record CpuTime(double seconds, double userSeconds) {
    static final CpuTime NONE = new CpuTime(0, 0);

    /** Both together. */
    CpuTime plus(CpuTime other) {
        return new CpuTime(seconds + other.seconds, userSeconds + other.userSeconds);
    }

    /** What was taken since then. */
    CpuTime since(CpuTime before) {
        return new CpuTime(seconds - before.seconds, userSeconds - before.userSeconds);
    }
}
