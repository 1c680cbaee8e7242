package dev.tuliptree.process;

import dev.tuliptree.Coroutine;
import dev.tuliptree.combine.Gather;
import dev.tuliptree.file.StandardStreams;
import dev.tuliptree.net.ClosedStreamException;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs processes to their ends while their pipes are served, all beside each other. Loop thread only. */
final class Execution {
    private static final int PIECE = 64 * 1024;
    private static final byte[] NOTHING = {};

    private Execution() {}

    static int run(Command command) throws IOException {
        Command.Streams asked = command.streams(Stdio.NOTHING, Stdio.INHERITED, Stdio.INHERITED);
        boolean inputIsOpen = asked.in() == Stdio.PIPED && command.input() == null;
        if (inputIsOpen || asked.out() == Stdio.PIPED || asked.err() == Stdio.PIPED) {
            throw new IllegalStateException("with run() there is nobody at a pipe's end: use capture() or start()");
        }
        Stdio err = command.passesErrorsOn() ? Stdio.PIPED : asked.err();
        Tail tail = new Tail();
        try (Subprocess process = Subprocess.start(command, new Command.Streams(asked.in(), asked.out(), err))) {
            Gather.<@Nullable Void>all(List.of(
                    () -> send(process.stdinOrNull(), command.input()), () -> passOn(process.stderrOrNull(), tail)));
            int code = process.await();
            if (code != 0 && command.checks()) throw new ProcessFailedException(command.words(), code, tail.text());
            return code;
        }
    }

    static ProcessResult capture(Command command) throws IOException {
        Command.Streams streams = command.streams(Stdio.NOTHING, Stdio.PIPED, Stdio.PIPED);
        try (Subprocess process = Subprocess.start(command, streams)) {
            ProcessResult result = communicate(process, command, command.input());
            return command.checks() ? result.check() : result;
        }
    }

    static ProcessResult communicate(Subprocess process, Command command, byte @Nullable [] input) throws IOException {
        int limit = command.captureLimit();
        Coroutine<byte[]> out = () -> collect(process.stdoutOrNull(), limit, process, "standard output");
        Coroutine<byte[]> err = () -> collect(process.stderrOrNull(), limit, process, "standard error output");
        List<byte[]> collected = Gather.all(List.of(out, err, () -> {
            send(process.stdinOrNull(), input);
            return NOTHING;
        }));
        return new ProcessResult(command.words(), process.await(), collected.get(0), collected.get(1));
    }

    private static byte[] collect(@Nullable ReceiveStream stream, int limit, Subprocess process, String what)
            throws IOException {
        if (stream == null) return NOTHING;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part;
        while ((part = stream.receiveSome(PIECE)).length > 0) {
            if (part.length > limit - all.size()) {
                throw new IOException(process + " wrote more to its " + what + " than the limit of " + limit
                        + " bytes: see captureLimit");
            }
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static @Nullable Void send(@Nullable SendStream stream, byte @Nullable [] input) throws IOException {
        if (stream == null) return null;
        try (stream) {
            if (input != null) stream.sendAll(input);
        } catch (ClosedStreamException e) {
            throw e;
        } catch (IOException e) {
            // It reads no more. That is its own business: whether it is a failure, its exit code says.
        }
        return null;
    }

    private static @Nullable Void passOn(@Nullable ReceiveStream stream, Tail tail) throws IOException {
        if (stream == null) return null;
        try (SendStream target = StandardStreams.stderr()) {
            byte[] part;
            while ((part = stream.receiveSome(PIECE)).length > 0) {
                tail.add(part);
                target.sendAll(part);
            }
        }
        return null;
    }
}
