package dev.tuliptree.process;

import dev.tuliptree.loop.WorkerKind;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts a process. Runs in a process thread. */
final class Launch {
    /** The threads for what blocks when processes are started and stopped. */
    static final WorkerKind THREADS = new WorkerKind("process", 4);

    private static final File NOWHERE =
            new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");

    private final ProcessBuilder builder;
    private final List<ChildPipe> pipes = new ArrayList<>();

    private Launch(Command command) {
        builder = new ProcessBuilder(command.words());
        command.applyEnvironment(builder.environment());
        Path directory = command.directory();
        if (directory != null) builder.directory(directory.toFile());
        builder.redirectErrorStream(command.mergesErrors());
    }

    /** A process that runs, with this process's ends of its pipes, where it has any. */
    record Started(
            Process process,
            @Nullable ChildPipe in,
            @Nullable ChildPipe out,
            @Nullable ChildPipe err) {}

    static Started start(Command command, Command.Streams streams) throws IOException {
        return new Launch(command).start(streams);
    }

    private Started start(Command.Streams streams) throws IOException {
        boolean started = false;
        try {
            ChildPipe in = pipe(streams.in(), true, Process::getOutputStream);
            ChildPipe out = pipe(streams.out(), false, Process::getInputStream);
            // With merged errors there is no such stream.
            ChildPipe err = builder.redirectErrorStream() ? null : pipe(streams.err(), false, Process::getErrorStream);
            builder.redirectInput(source(streams.in(), in));
            builder.redirectOutput(target(streams.out(), out));
            builder.redirectError(target(streams.err(), err));
            Process process = builder.start();
            started = true;
            for (ChildPipe pipe : pipes) pipe.started(process);
            return new Started(process, in, out, err);
        } finally {
            if (!started) pipes.forEach(ChildPipe::abandon);
        }
    }

    private @Nullable ChildPipe pipe(Stdio stdio, boolean childReads, Function<Process, Closeable> jdk)
            throws IOException {
        if (stdio != Stdio.PIPED) return null;
        Optional<ChildPipe> channels = wantsChannels() ? ChannelPipe.open(childReads) : Optional.empty();
        ChildPipe pipe = channels.orElseGet(() -> new BlockingPipe(jdk));
        pipes.add(pipe);
        return pipe;
    }

    private static boolean wantsChannels() {
        return !"blocking".equals(System.getProperty("tuliptree.process.pipes"));
    }

    private static Redirect source(Stdio stdio, @Nullable ChildPipe pipe) {
        if (pipe != null) return pipe.redirect();
        if (stdio instanceof Stdio.OfFile file) return Redirect.from(file.path().toFile());
        return stdio == Stdio.INHERITED ? Redirect.INHERIT : Redirect.from(NOWHERE);
    }

    private static Redirect target(Stdio stdio, @Nullable ChildPipe pipe) {
        if (pipe != null) return pipe.redirect();
        if (stdio instanceof Stdio.OfFile(Path path, boolean append)) {
            return append ? Redirect.appendTo(path.toFile()) : Redirect.to(path.toFile());
        }
        return stdio == Stdio.INHERITED ? Redirect.INHERIT : Redirect.DISCARD;
    }
}
