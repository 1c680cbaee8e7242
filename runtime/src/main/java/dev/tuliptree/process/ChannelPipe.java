package dev.tuliptree.process;

import dev.tuliptree.net.ReceiveStream;
import dev.tuliptree.net.SendStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.System.Logger.Level;
import java.nio.channels.Channel;
import java.nio.channels.SelectionKey;
import java.util.Optional;

/** A pipe whose end here says when it is ready. */
final class ChannelPipe implements ChildPipe {
    private static final System.Logger LOG = System.getLogger(ChannelPipe.class.getName());

    private final NumberedPipe pipe;
    private final boolean childReads;
    private final PipePoller poller;
    private final SelectionKey key;

    private ChannelPipe(NumberedPipe pipe, boolean childReads) throws IOException {
        this.pipe = pipe;
        this.childReads = childReads;
        poller = PipePoller.shared();
        key = poller.register(childReads ? pipe.pipe().sink() : pipe.pipe().source());
    }

    /** Opens one; empty where there are none. */
    static Optional<ChildPipe> open(boolean childReads) throws IOException {
        Optional<NumberedPipe> pipe = NumberedPipe.open();
        if (pipe.isEmpty()) return Optional.empty();
        try {
            return Optional.of(new ChannelPipe(pipe.get(), childReads));
        } catch (IOException e) {
            pipe.get().close();
            throw e;
        }
    }

    @Override
    public Redirect redirect() {
        return childReads ? Redirect.from(pipe.name()) : Redirect.to(pipe.name());
    }

    @Override
    public void started(Process process) {
        closeChildsEnd();
    }

    @Override
    public void abandon() {
        closeChildsEnd();
        poller.close(key.channel());
    }

    /** The child has opened the pipe for itself. Held here as well, its end would never be closed. */
    private void closeChildsEnd() {
        Channel end = childReads ? pipe.pipe().source() : pipe.pipe().sink();
        try {
            end.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a child's end of a pipe failed", e);
        }
    }

    @Override
    public SendStream sender(String what) {
        return new PipeSender(pipe.pipe().sink(), new PipeEnd(poller, key, SelectionKey.OP_WRITE, what));
    }

    @Override
    public ReceiveStream receiver(String what) {
        return new PipeReceiver(pipe.pipe().source(), new PipeEnd(poller, key, SelectionKey.OP_READ, what));
    }
}
