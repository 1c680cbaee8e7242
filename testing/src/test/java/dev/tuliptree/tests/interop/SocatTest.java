package dev.tuliptree.tests.interop;

import static dev.tuliptree.Async.*;

import dev.tuliptree.ActionOf;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.tests.tls.PemFiles;
import dev.tuliptree.tests.tls.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of TCP, of Unix sockets and of TLS talk to socat, either direction ending first. On the real clock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SocatTest {
    /** For as long as this after the first end it goes on in the other direction. */
    private static final String GOES_ON = "-t30";

    private static final Pattern LISTENING = Pattern.compile("listening on .*:(\\d+)$");
    private static final Pattern LISTENING_UNIX = Pattern.compile("listening on ");

    @TempDir
    Path directory;

    @BeforeAll
    static void isThere() {
        Tool.require("socat", "socat version", "socat", "-V");
    }

    private interface Talk {
        void between(ByteStream stream, Subprocess tool) throws IOException;
    }

    private static void eachEndsFirst(ActionOf<Talk, IOException> connection) throws IOException {
        connection.run(Tool::weEndFirst);
        connection.run(Tool::itEndsFirst);
    }

    private static Subprocess connect(String address) throws IOException {
        return Tool.start("socat", GOES_ON, "-", address);
    }

    private static Subprocess listen(String address) throws IOException {
        return Tool.start("socat", "-d", "-d", GOES_ON, "-", address);
    }

    @Test
    void itConnectsByTcp() {
        run(() -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                eachEndsFirst(talk -> {
                    try (Subprocess socat = connect("TCP:127.0.0.1:" + listener.port());
                            ByteStream stream = listener.accept()) {
                        talk.between(stream, socat);
                    }
                });
            }
        });
    }

    @Test
    void itListensByTcp() {
        run(() -> eachEndsFirst(talk -> {
            try (Subprocess socat = listen("TCP-LISTEN:0,bind=127.0.0.1")) {
                int port = Integer.parseInt(Tool.awaitListening(socat, LISTENING));
                try (ByteStream stream = openTcpStream("127.0.0.1", port)) {
                    talk.between(stream, socat);
                }
            }
        }));
    }

    @Test
    void itConnectsToAUnixSocket() {
        Path path = directory.resolve("socket");
        run(() -> {
            try (UnixListener listener = listenUnix(path)) {
                eachEndsFirst(talk -> {
                    try (Subprocess socat = connect("UNIX-CONNECT:" + path);
                            ByteStream stream = listener.accept()) {
                        talk.between(stream, socat);
                    }
                });
            }
        });
    }

    @Test
    void itListensAtAUnixSocket() {
        Path path = directory.resolve("socket");
        run(() -> eachEndsFirst(talk -> {
            try (Subprocess socat = listen("UNIX-LISTEN:" + path)) {
                Tool.awaitListening(socat, LISTENING_UNIX);
                try (ByteStream stream = openUnixStream(path)) {
                    talk.between(stream, socat);
                }
            }
        }));
    }

    @Test
    void itConnectsUnderTls() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        run(() -> {
            try (TlsListener listener = listenTls("127.0.0.1", 0, Tls.SERVER)) {
                eachEndsFirst(talk -> {
                    String address = "OPENSSL:localhost:" + listener.port() + ",pf=ip4,cafile=" + files.chain();
                    try (Subprocess socat = connect(address);
                            ByteStream stream = listener.accept()) {
                        talk.between(stream, socat);
                    }
                });
            }
        });
    }

    @Test
    void itListensUnderTls() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        run(() -> eachEndsFirst(talk -> {
            String identity = ",cert=" + files.chain() + ",key=" + files.key() + ",verify=0";
            try (Subprocess socat = listen("OPENSSL-LISTEN:0,bind=127.0.0.1" + identity)) {
                int port = Integer.parseInt(Tool.awaitListening(socat, LISTENING));
                try (ByteStream stream = openTlsStream("localhost", port, Tls.CLIENT)) {
                    talk.between(stream, socat);
                }
            }
        }));
    }
}
