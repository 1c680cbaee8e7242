package dev.tuliptree.engine.epoll;

import dev.tuliptree.engine.DatagramOptions;
import dev.tuliptree.engine.Engine;
import dev.tuliptree.engine.EngineDatagrams;
import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.EngineSocket;
import dev.tuliptree.engine.EngineWatch;
import dev.tuliptree.engine.ListenOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine on Linux's epoll; see the package. */
final class EpollEngine implements Engine {
    static final int SOCK_NONBLOCK = 0x800;
    static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;

    final Calls calls = new Calls();
    private final EventSet set;

    /** Who asked for what was known already, and who is told at this poll. */
    private List<EpollHandle> toTell = new ArrayList<>();

    private List<EpollHandle> told = new ArrayList<>();

    /** How many requests to be told of a socket are open. */
    int requests;

    private boolean closed;

    EpollEngine() throws IOException {
        set = new EventSet(calls);
    }

    @Override
    public String name() {
        return EpollProvider.NAME;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    // -- waiting

    @Override
    public void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
        if (closed) throw new ClosedSelectorException();
        List<EpollHandle> due = toTell;
        long timeout = due.isEmpty() ? timeoutNanos : 0;
        toTell = told;
        told = due;
        if (timeout != 0 || !set.isEmpty()) set.poll(timeout);
        for (int i = 0; i < due.size(); i++) due.get(i).tellNow();
        due.clear();
    }

    void tellAtNextPoll(EpollHandle handle) {
        toTell.add(handle);
    }

    @Override
    public boolean isWatching() {
        return requests > 0;
    }

    @Override
    public void wakeup() {
        set.wakeUp();
    }

    // -- opening

    @Override
    public EngineListener listen(SocketAddress address, ListenOptions options) throws IOException {
        int family = SocketAddresses.family(address, null);
        int socket = socket(family, SOCK_STREAM);
        try {
            if (family != SocketAddresses.UNIX) {
                set(socket, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, options.reuseAddress() ? 1 : 0);
                if (options.reusePort()) set(socket, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEPORT, 1);
            }
            bind(socket, address, family);
            check(calls.listen(socket, options.backlog()));
            return opened(new EpollListener(this, socket, family));
        } catch (IOException | RuntimeException e) {
            Calls.close(socket);
            throw e;
        }
    }

    @Override
    public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException {
        int family = SocketAddresses.family(address, local);
        int descriptor = socket(family, SOCK_STREAM);
        try {
            EpollSocket socket = new EpollSocket(this, descriptor, family, address);
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
    public EngineDatagrams datagrams(SocketAddress local, DatagramOptions options) throws IOException {
        int family = SocketAddresses.family(local, null);
        int descriptor = socket(family, SOCK_DGRAM);
        try {
            if (options.reuseAddress()) set(descriptor, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, 1);
            bind(descriptor, local, family);
            return opened(new EpollDatagrams(this, descriptor, family));
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

    void set(int descriptor, int level, int option, int value) throws IOException {
        check(calls.set(descriptor, level, option, value));
    }

    /** The address that a call has handed over, if its result says so. */
    SocketAddress addressOf(int result) throws IOException {
        check(result);
        return SocketAddresses.read(calls.address, calls.addressLength());
    }

    private static int check(int result) throws IOException {
        if (result < 0) throw Errno.whenOpening(-result);
        return result;
    }

    @Override
    public EngineWatch watch(SelectableChannel channel) {
        throw new UnsupportedOperationException(
                "the engine epoll cannot watch channels of java.nio; choose the engine nio for that");
    }

    // -- closing

    <H extends EpollHandle> H opened(H handle) throws IOException {
        if (closed) throw new ClosedSelectorException();
        set.add(handle);
        return handle;
    }

    void closing(EpollHandle handle) {
        set.remove(handle);
    }

    @Override
    public void close() {
        if (closed) return;
        closed = true;
        for (EpollHandle handle : set.all()) handle.close();
        set.close();
    }
}
