package dev.tuliptree.tests.interop;

import static dev.tuliptree.Async.*;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.process.Subprocess;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both ends talk to the netcat of OpenBSD, by TCP and over Unix sockets. With nothing of its own to say it hangs up
 * when we do. On the real clock.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetcatTest {
    private static final Pattern LISTENING = Pattern.compile("Listening on \\S+ (\\d+)");
    private static final Pattern LISTENING_UNIX = Pattern.compile("Listening on ");

    @TempDir
    Path directory;

    @BeforeAll
    static void isThere() {
        Tool.require("netcat-openbsd", "OpenBSD netcat", "nc", "-h");
    }

    @Test
    void itConnectsByTcpAndEndsFirst() {
        run(() -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0);
                    Subprocess netcat = Tool.start("nc", "-N", "127.0.0.1", Integer.toString(listener.port()));
                    ByteStream stream = listener.accept()) {
                Tool.itEndsFirst(stream, netcat);
            }
        });
    }

    @Test
    void itConnectsByTcpAndWeEndBoth() {
        run(() -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0);
                    Subprocess netcat = Tool.start("nc", "-d", "127.0.0.1", Integer.toString(listener.port()));
                    ByteStream stream = listener.accept()) {
                Tool.weEndBoth(stream, netcat);
            }
        });
    }

    @Test
    void itListensByTcp() {
        run(() -> {
            try (Subprocess netcat = Tool.start("nc", "-lvN", "127.0.0.1", "0")) {
                int port = Integer.parseInt(Tool.awaitListening(netcat, LISTENING));
                try (ByteStream stream = openTcpStream("127.0.0.1", port)) {
                    Tool.itEndsFirst(stream, netcat);
                }
            }
        });
    }

    @Test
    void itConnectsToAUnixSocket() {
        Path path = directory.resolve("socket");
        run(() -> {
            try (UnixListener listener = listenUnix(path);
                    Subprocess netcat = Tool.start("nc", "-UN", path.toString());
                    ByteStream stream = listener.accept()) {
                Tool.itEndsFirst(stream, netcat);
            }
        });
    }

    @Test
    void itListensAtAUnixSocket() {
        Path path = directory.resolve("socket");
        run(() -> {
            try (Subprocess netcat = Tool.start("nc", "-lvUd", path.toString())) {
                Tool.awaitListening(netcat, LISTENING_UNIX);
                try (ByteStream stream = openUnixStream(path)) {
                    Tool.weEndBoth(stream, netcat);
                }
            }
        });
    }
}
