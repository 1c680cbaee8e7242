package dev.tuliptree.engine.linux;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.engine.SelectorThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What engines on Linux have in common: opening sockets, and telling who asked to be told. How they hear of what
 * happened is their own.
 */
public abstract class LinuxEngine implements Engine {
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;

    /** The calls of this engine. */
    protected final Calls calls = new Calls();

    /** Whom the poll that is under way, or else the next one, tells. */
    private List<LinuxHandle> toTell = new ArrayList<>();

    /** What the last poll has told, empty again. */
    private List<LinuxHandle> told = new ArrayList<>();

    /** How many requests to be told of a socket are open. */
    int requests;

    /** Watches channels of {@code java.nio}, once there was one. */
    private @Nullable SelectorThread channels;

    private boolean closed;

    /** For engines. */
    protected LinuxEngine() {}

    @Override
    public final long nanoTime() {
        return System.nanoTime();
    }

    // -- what is left to engines

    /**
     * Begins to watch a handle that was opened.
     *
     * @param handle the handle
     * @throws IOException if the system refuses
     */
    protected abstract void register(LinuxHandle handle) throws IOException;

    /**
     * Watches a handle no more; called once for each, before its descriptor is closed.
     *
     * @param handle the handle, which may not have been registered
     */
    protected abstract void deregister(LinuxHandle handle);

    /**
     * Waits for something to happen, and has the handles note it; they tell of it when this has returned.
     *
     * @param timeoutNanos how long to wait at most; 0 to look only, below 0 for no limit
     * @throws IOException if the system fails to wait
     */
    protected abstract void await(long timeoutNanos) throws IOException;

    /**
     * The handles that are registered.
     *
     * @return a copy
     */
    protected abstract List<LinuxHandle> handles();

    /**
     * Gives back what the engine itself holds. Called once, when all handles are closed.
     *
     * @throws IOException if the system fails
     */
    protected abstract void closeEngine() throws IOException;

    /**
     * Makes a stream socket of a descriptor.
     *
     * @param descriptor the descriptor, open and not blocking
     * @param family its family
     * @param remoteAddress the address it is, or is to be, connected to
     * @return the socket
     */
    protected LinuxSocket newSocket(int descriptor, int family, SocketAddress remoteAddress) {
        return new LinuxSocket(this, descriptor, family, remoteAddress);
    }

    // -- waiting

    @Override
    public final void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
        if (closed) throw new ClosedSelectorException();
        long timeout = toTell.isEmpty() ? timeoutNanos : 0;
        if (channels == null) await(timeout);
        else channels.poll(timeout, this::await);
        List<LinuxHandle> due = toTell;
        toTell = told;
        told = due;
        for (int i = 0; i < due.size(); i++) due.get(i).tellNow();
        due.clear();
    }

    final void tellSoon(LinuxHandle handle) {
        toTell.add(handle);
    }

    @Override
    public final boolean isWatching() {
        return requests > 0 || (channels != null && channels.isWatching());
    }

    // -- opening

    @Override
    public final EngineListener listen(SocketAddress address, ListenOptions options) throws IOException {
        int family = SocketAddresses.family(address, null);
        int socket = socket(family, SOCK_STREAM);
        try {
            if (family != SocketAddresses.UNIX) {
                set(socket, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, options.reuseAddress() ? 1 : 0);
                if (options.reusePort()) set(socket, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEPORT, 1);
            }
            bind(socket, address, family);
            check(calls.listen(socket, options.backlog()));
            return opened(new LinuxListener(this, socket, family));
        } catch (IOException | RuntimeException e) {
            Calls.close(socket);
            throw e;
        }
    }

    @Override
    public final EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException {
        int family = SocketAddresses.family(address, local);
        int descriptor = socket(family, SOCK_STREAM);
        try {
            LinuxSocket socket = newSocket(descriptor, family, address);
            socket.setNoDelay(true);
            if (local != null) bind(descriptor, local, family);
            int result = calls.connect(descriptor, SocketAddresses.write(address, family, calls.address));
            if (result >= 0) socket.connected();
            else if (result != -Errno.EINPROGRESS) throw Errno.whenOpening(-result);
            // Only now: before it connects, a socket counts as hung up.
            return opened(socket);
        } catch (IOException | RuntimeException e) {
            Calls.close(descriptor);
            throw e;
        }
    }

    @Override
    public final EngineDatagrams datagrams(SocketAddress local, DatagramOptions options) throws IOException {
        int family = SocketAddresses.family(local, null);
        int descriptor = socket(family, SOCK_DGRAM);
        try {
            if (options.reuseAddress()) set(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, 1);
            bind(descriptor, local, family);
            return opened(new LinuxDatagrams(this, descriptor, family));
        } catch (IOException | RuntimeException e) {
            Calls.close(descriptor);
            throw e;
        }
    }

    private int socket(int family, int type) throws IOException {
        int descriptor = check(calls.socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (family == SocketAddresses.IPV6) takeBothFamilies(descriptor);
        return descriptor;
    }

    private void takeBothFamilies(int descriptor) {
        // Where that fails, there is no IPv4.
        calls.set(descriptor, SocketOptions.IPPROTO_IPV6, SocketOptions.IPV6_V6ONLY, 0);
    }

    private void bind(int descriptor, SocketAddress address, int family) throws IOException {
        check(calls.bind(descriptor, SocketAddresses.write(address, family, calls.address)));
    }

    final void set(int descriptor, int level, int option, int value) throws IOException {
        check(calls.set(descriptor, level, option, value));
    }

    /** The address that a call has handed over, if its result says so. */
    final SocketAddress addressOf(int result) throws IOException {
        check(result);
        return SocketAddresses.read(calls.address, calls.addressLength());
    }

    private static int check(int result) throws IOException {
        if (result < 0) throw Errno.whenOpening(-result);
        return result;
    }

    @Override
    public final EngineWatch watch(SelectableChannel channel) {
        if (closed) throw new ClosedSelectorException();
        try {
            if (channels == null) channels = new SelectorThread(this);
            return channels.watch(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("no channel can be watched: " + e.getMessage(), e);
        }
    }

    // -- closing

    final <H extends LinuxHandle> H opened(H handle) throws IOException {
        if (closed) throw new ClosedSelectorException();
        register(handle);
        return handle;
    }

    @Override
    public final void close() throws IOException {
        if (closed) return;
        closed = true;
        for (LinuxHandle handle : handles()) handle.close();
        try {
            if (channels != null) channels.close();
        } finally {
            closeEngine();
        }
    }
}
