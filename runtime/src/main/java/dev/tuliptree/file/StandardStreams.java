package dev.tuliptree.file;

import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The input and output of this process as streams of the loop: those of {@link System#in}, {@link System#out} and
 * {@link System#err}. They work as {@link BlockingStreams} do. Closing one ends the use of that stream alone; the
 * standard stream itself stays open.
 */
public final class StandardStreams {
    // One of each for the whole process: a read may outlive the loop that asked, and brings what the next one wants.
    private static @Nullable Shared<InputStream, ReadAhead> in;
    private static @Nullable Shared<PrintStream, WriteBehind> out;
    private static @Nullable Shared<PrintStream, WriteBehind> err;

    private StandardStreams() {}

    /** What belongs to a standard stream, until the program puts another one in its place. */
    private record Shared<S, B>(S stream, B buffer) {
        static <S, B> Shared<S, B> of(@Nullable Shared<S, B> known, S stream, Function<S, B> open) {
            return known != null && known.stream == stream ? known : new Shared<>(stream, open.apply(stream));
        }
    }

    /**
     * The standard input. Loop thread only; not a checkpoint.
     *
     * <pre>{@code
     * for (String line : StandardStreams.stdin().reader().lines()) IO.println(line.toUpperCase());
     * }</pre>
     *
     * @return a stream; all of them receive the same bytes, each byte once
     */
    public static synchronized ReceiveStream stdin() {
        in = Shared.of(in, System.in, ReadAhead::new);
        return new InputReceiver(in.buffer(), null, "the standard input");
    }

    /**
     * The standard output. What is printed to {@link System#out} meanwhile comes in between. Loop thread only; not a
     * checkpoint.
     *
     * @return a stream; those of several tasks take turns, at most 64 KiB at a time
     */
    public static synchronized SendStream stdout() {
        out = Shared.of(out, System.out, WriteBehind::new);
        return new OutputSender(out.buffer(), null, "the standard output");
    }

    /**
     * The standard error output. As {@link #stdout()}.
     *
     * @return a stream
     */
    public static synchronized SendStream stderr() {
        err = Shared.of(err, System.err, WriteBehind::new);
        return new OutputSender(err.buffer(), null, "the standard error output");
    }
}
