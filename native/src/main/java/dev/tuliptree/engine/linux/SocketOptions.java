package dev.tuliptree.engine.linux;

/** The options of sockets, as Linux numbers them on x86-64 and aarch64. */
final class SocketOptions {
    static final int SOL_SOCKET = 1;
    static final int SO_REUSEADDR = 2;
    static final int SO_ERROR = 4;
    static final int SO_KEEPALIVE = 9;
    static final int SO_LINGER = 13;
    static final int SO_REUSEPORT = 15;

    static final int IPPROTO_IP = 0;

    static final int IPPROTO_TCP = 6;
    static final int TCP_NODELAY = 1;

    static final int IPPROTO_IPV6 = 41;
    static final int IPV6_V6ONLY = 26;

    private SocketOptions() {}
}
