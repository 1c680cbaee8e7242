package dev.tuliptree.net;

import dev.tuliptree.engine.EngineListener;
import dev.tuliptree.engine.ListenOptions;
import dev.tuliptree.loop.EventLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the sockets of a TCP listener: all to one port, or none. */
final class TcpBinding {
    /** A port that is free at one address may be taken at the next; then another one is tried, so many times. */
    private static final int TRIES = 10;

    private final List<String> hosts;
    private final int port;
    private final ListenOptions options;

    /** Where to listen, and what it was called. */
    private final Map<InetAddress, String> addresses = new LinkedHashMap<>();

    private @Nullable IOException passedOver;

    TcpBinding(List<String> hosts, int port, ListenOptions options) {
        if (hosts.isEmpty()) throw new IllegalArgumentException("a listener needs an address to listen on");
        this.hosts = hosts;
        this.port = port;
        this.options = options;
    }

    List<EngineListener> bind() throws IOException {
        for (String host : hosts) {
            for (InetAddress address : Names.lookUp(host, Resolver.ofLoop())) addresses.putIfAbsent(address, host);
        }
        for (int tries = 1; ; tries++) {
            try {
                return bindAll();
            } catch (BindException e) {
                if (port != 0 || addresses.size() == 1 || tries == TRIES) throw e;
            }
        }
    }

    private List<EngineListener> bindAll() throws IOException {
        List<EngineListener> sockets = new ArrayList<>();
        boolean done = false;
        try {
            for (Map.Entry<InetAddress, String> each : addresses.entrySet()) {
                int free = sockets.isEmpty() ? port : portOf(sockets.getFirst());
                EngineListener socket = bindOne(each.getKey(), free, each.getValue());
                if (socket != null) sockets.add(socket);
            }
            if (sockets.isEmpty() && passedOver != null) throw passedOver;
            done = true;
            return sockets;
        } finally {
            if (!done) sockets.forEach(EngineListener::close);
        }
    }

    private static int portOf(EngineListener socket) {
        return ((InetSocketAddress) socket.localAddress()).getPort();
    }

    /** Null if a name has an address that this machine has not, one of a family that is switched off say. */
    private @Nullable EngineListener bindOne(InetAddress address, int free, String host) throws IOException {
        try {
            return EventLoop.current().engine().listen(new InetSocketAddress(address, free), options);
        } catch (IOException | UnsupportedOperationException e) {
            String where = host + (isLiteral(host) ? "" : ", " + address.getHostAddress() + ",");
            String why = String.valueOf(e.getMessage());
            IOException failure = new BindException("cannot listen on " + where + " port " + free + ": " + why);
            if (isLiteral(host) || why.contains("in use") || why.contains("denied")) throw failure;
            passedOver = failure;
            return null;
        }
    }

    private static boolean isLiteral(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
