package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.Readiness;
import java.io.IOException;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A listening socket of a {@link LinuxEngine}. */
final class LinuxListener extends LinuxHandle implements EngineListener {
    private final int family;

    LinuxListener(LinuxEngine engine, int descriptor, int family) {
        super(engine, descriptor);
        this.family = family;
    }

    @Override
    public @Nullable EngineSocket accept() throws IOException {
        requireOpen();
        int accepted;
        do {
            accepted = engine.calls.accept(descriptor, LinuxEngine.SOCK_NONBLOCK | LinuxEngine.SOCK_CLOEXEC);
            // Gone before it was accepted: that is nobody's error.
        } while (accepted == -Errno.ECONNABORTED || accepted == -Errno.EINTR);
        if (accepted == -Errno.EAGAIN) {
            nothingToRead();
            return null;
        }
        if (accepted < 0) throw new SocketException(Libc.message(-accepted));
        try {
            LinuxSocket socket = engine.newSocket(accepted, family, engine.addressOf(0));
            socket.accepted();
            engine.opened(socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            Calls.close(accepted);
            throw e;
        }
    }

    @Override
    public void onAcceptable(@Nullable Readiness readiness) {
        onReadable(readiness);
    }
}
