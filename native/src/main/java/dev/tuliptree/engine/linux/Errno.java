package dev.tuliptree.engine.linux;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;

/** The errors of the C library, as Linux numbers them on x86-64 and aarch64, and the exceptions NIO makes of them. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int EINTR = 4;
    public static final int EAGAIN = 11;
    static final int EACCES = 13;
    public static final int ENOSYS = 38;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ECONNABORTED = 103;
    static final int ECONNRESET = 104;
    static final int ENOTCONN = 107;
    static final int ETIMEDOUT = 110;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;
    static final int EINPROGRESS = 115;

    private Errno() {}

    /** For opening a socket, binding and connecting. */
    public static IOException whenOpening(int errno) {
        String message = Libc.message(errno);
        return switch (errno) {
            case ECONNREFUSED, ETIMEDOUT, ENOTCONN -> new ConnectException(message);
            case EHOSTUNREACH -> new NoRouteToHostException(message);
            case EADDRINUSE, EADDRNOTAVAIL, EACCES, EPERM -> new BindException(message);
            default -> new SocketException(message);
        };
    }

    /** For reading and writing. */
    public static IOException whenTransferring(int errno) {
        return new SocketException(errno == ECONNRESET ? "Connection reset" : Libc.message(errno));
    }

    /** For datagrams: an earlier one may have been refused. */
    static IOException whenSending(int errno) {
        return errno == ECONNREFUSED ? new PortUnreachableException() : new SocketException(Libc.message(errno));
    }
}
