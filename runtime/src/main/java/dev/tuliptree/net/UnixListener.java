package dev.tuliptree.net;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.loop.Checkpoint;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Listens for connections in the Unix domain, at a socket file. Who may connect is said by the permissions of the file
 * and of its directory. Loop thread only.
 */
public final class UnixListener extends StreamListener<UnixStream> {
    private final Path path;

    /** Which file was made, so that another's is not removed in its place. */
    private final @Nullable Object fileKey;

    private UnixListener(EngineListener socket, Path path) throws IOException {
        super(List.of(socket));
        this.path = path;
        this.fileKey = fileKey(path);
    }

    /**
     * Listens at a socket file, which is made, and removed when the listener is closed. A file that a listener has left
     * behind which is gone is replaced. A checkpoint.
     *
     * @param path the file
     * @return the listener
     * @throws IOException if somebody listens there, or there is another file; says where
     */
    public static UnixListener open(Path path) throws IOException {
        Checkpoint.throwIfCancelled();
        try {
            if (isAbandoned(path)) Files.delete(path);
            UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
            EngineListener socket = EventLoop.current().engine().listen(address, ListenOptions.DEFAULT);
            return of(socket, path);
        } catch (IOException e) {
            throw new BindException("cannot listen on " + path + ": " + e.getMessage());
        }
    }

    private static UnixListener of(EngineListener socket, Path path) throws IOException {
        boolean done = false;
        try {
            UnixListener listener = new UnixListener(socket, path);
            done = true;
            Checkpoint.passTurn();
            return listener;
        } finally {
            if (!done) socket.close();
        }
    }

    /** Whether there is a socket file, and nobody behind it. */
    private static boolean isAbandoned(Path path) throws IOException {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class).isOther()) return false;
        } catch (NoSuchFileException e) {
            return false;
        }
        try {
            UnixConnector.connect(path).close();
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static @Nullable Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    UnixStream stream(EngineSocket socket) {
        return new UnixStream(socket);
    }

    /**
     * Where it listens.
     *
     * @return the socket file
     */
    public Path path() {
        return path;
    }

    /** Stops listening and removes the socket file; connections that were accepted go on. Idempotent. */
    @Override
    public void close() {
        if (isClosed()) return;
        super.close();
        try {
            Object there = fileKey(path);
            if (there != null && there.equals(fileKey)) Files.delete(path);
        } catch (IOException e) {
            // It is gone already, or the directory is no longer ours: nothing is left to do here.
        }
    }

    @Override
    public String toString() {
        return "Unix listener on " + path;
    }
}
