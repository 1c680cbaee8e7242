package dev.tuliptree.process;

import dev.tuliptree.file.BlockingStreams;
import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A pipe that the JDK makes, whose end here is a blocking stream. */
final class BlockingPipe implements ChildPipe {
    private final Function<Process, Closeable> stream;
    private @Nullable Closeable end;

    BlockingPipe(Function<Process, Closeable> stream) {
        this.stream = stream;
    }

    @Override
    public Redirect redirect() {
        return Redirect.PIPE;
    }

    @Override
    public void started(Process process) {
        end = stream.apply(process);
    }

    @Override
    public void abandon() {
        // There is none yet.
    }

    @Override
    public SendStream sender(String what) {
        return BlockingStreams.sendTo((OutputStream) Objects.requireNonNull(end));
    }

    @Override
    public ReceiveStream receiver(String what) {
        return BlockingStreams.receiveFrom((InputStream) Objects.requireNonNull(end));
    }
}
