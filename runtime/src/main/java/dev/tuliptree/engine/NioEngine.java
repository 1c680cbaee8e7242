package dev.tuliptree.engine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The engine on {@link Selector}, which runs wherever the JDK does.
 *
 * <p>A key's interest is taken back lazily: a socket stays registered for reading after it was told so, and only an
 * event that nobody waits for removes the interest. A connection that alternates between reading and writing thereby
 * costs no system call for changing what it waits for.
 */
public final class NioEngine implements Engine {
    private static final ProtocolFamily UNIX = StandardProtocolFamily.UNIX;

    private final Selector selector;

    /** Channels to register, and what to look for on them. */
    private final Map<NioChannel, Integer> deferred = new LinkedHashMap<>();

    /** What this engine has opened and nobody has closed. The selector knows only what somebody has waited at. */
    private final Set<NioChannel> open = new HashSet<>();

    /** How many requests to be told of a socket are open. */
    int requests;

    private final Consumer<SelectionKey> dispatch = key -> ((NioChannel) key.attachment()).selected();

    /**
     * Opens an engine.
     *
     * @throws IOException if the system gives no selector
     */
    public NioEngine() throws IOException {
        selector = Selector.open();
    }

    @Override
    public String name() {
        return "nio";
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void poll(long timeoutNanos, boolean othersAtWork) throws IOException {
        if (hasDeferred()) {
            // That looks at the selector, which forgets that it was woken: to wait now would be to miss it.
            registerDeferred();
            return;
        }
        if (timeoutNanos == 0) {
            if (!selector.keys().isEmpty()) selector.selectNow(dispatch);
        } else if (timeoutNanos < 0) {
            selector.select(dispatch);
        } else {
            // Rounded up: woken early, the loop would spin until the timer is really due.
            selector.select(dispatch, TimeUnit.NANOSECONDS.toMillis(timeoutNanos + 999_999));
        }
    }

    /** Waits until a channel is ready or {@link #wakeup} is called, without telling anyone. */
    void awaitReady() throws IOException {
        selector.select(_ -> {});
    }

    void opened(NioChannel channel) {
        open.add(channel);
    }

    void closed(NioChannel channel) {
        open.remove(channel);
    }

    /** Registers a channel at the next poll, when the selector has forgotten its last registration. */
    void registerLater(NioChannel channel, int operations) {
        deferred.merge(channel, operations, (some, more) -> some | more);
    }

    void registerNoMore(NioChannel channel) {
        deferred.remove(channel);
    }

    /** Whether the next poll has channels to register, and is not to wait. */
    boolean hasDeferred() {
        return !deferred.isEmpty();
    }

    private void registerDeferred() throws IOException {
        selector.selectNow(dispatch);
        Map<NioChannel, Integer> now = Map.copyOf(deferred);
        deferred.clear();
        now.forEach(NioChannel::addInterest);
    }

    @Override
    public boolean isWatching() {
        return requests > 0;
    }

    /**
     * Has the selector let go of what was closed. It keeps a socket until its next turn, and one that listens goes on
     * to take connections that nobody will hear of, and keeps its port from the next listener.
     */
    void releaseClosed() throws IOException {
        if (selector.isOpen()) selector.selectNow(dispatch);
    }

    Selector selector() {
        return selector;
    }

    @Override
    public void wakeup() {
        selector.wakeup();
    }

    @Override
    public EngineListener listen(SocketAddress address, ListenOptions options) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel channel = unix ? ServerSocketChannel.open(UNIX) : ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            if (!unix) channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.reuseAddress());
            if (options.reusePort() && !unix) channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            channel.bind(address, options.backlog());
            NioListener listener = new NioListener(this, channel);
            opened(listener);
            return listener;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public EngineSocket connect(SocketAddress address, @Nullable SocketAddress local) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        SocketChannel channel = unix ? SocketChannel.open(UNIX) : SocketChannel.open();
        try {
            NioSocket socket = new NioSocket(this, channel);
            if (local != null) channel.bind(local);
            channel.connect(address);
            opened(socket);
            return socket;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public EngineDatagrams datagrams(SocketAddress local, DatagramOptions options) throws IOException {
        // One of both families could not join groups of IPv4 everywhere, and would receive more than it was asked to.
        boolean v4 = local instanceof InetSocketAddress inet && inet.getAddress() instanceof Inet4Address;
        DatagramChannel channel = v4 ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
        try {
            NioDatagrams datagrams = new NioDatagrams(this, channel);
            if (options.reuseAddress()) channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(local);
            opened(datagrams);
            return datagrams;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public EngineWatch watch(SelectableChannel channel) {
        return new NioWatch(this, channel);
    }

    @Override
    public void close() throws IOException {
        for (NioChannel channel : open.toArray(NioChannel[]::new)) channel.closeChannel();
        selector.close();
    }
}
