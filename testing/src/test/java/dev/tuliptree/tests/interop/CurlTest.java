package dev.tuliptree.tests.interop;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Subprocess;
import dev.tuliptree.tests.tls.PemFiles;
import dev.tuliptree.tests.tls.Tls;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** curl fetches what needs no more than a stream: a line, and then all up to the end. On the real clock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CurlTest {
    private static final String TEXT = "all there is to say\n".repeat(50_000);

    @TempDir
    Path directory;

    @BeforeAll
    static void isThere() {
        Tool.require("curl", "gophers", "curl", "--version");
    }

    /** Answers as a server of Gopher does (RFC 1436): a line, and then the text up to the end of the connection. */
    private static void gopher(ByteStream stream) throws IOException {
        assertThat(stream.reader().readLine()).isEqualTo("text");
        stream.sendAll(TEXT.getBytes(US_ASCII));
    }

    @Test
    void itFetchesByTcpUpToTheEnd() {
        run(() -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                nursery(n -> {
                    n.startService(() -> listener.serve(CurlTest::gopher));
                    ProcessResult result = Subprocess.command(
                                    "curl", "-sS", "gopher://127.0.0.1:" + listener.port() + "/0text")
                            .check()
                            .capture();
                    assertThat(result.stdoutText()).isEqualTo(TEXT);
                });
            }
        });
    }

    @Test
    void itFetchesUnderTlsUpToTheEnd() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        run(() -> {
            try (TlsListener listener = listenTls("127.0.0.1", 0, Tls.SERVER)) {
                nursery(n -> {
                    n.startService(() -> listener.serve(CurlTest::gopher));
                    ProcessResult result = Subprocess.command(
                                    "curl",
                                    "-sS",
                                    "--cacert",
                                    files.chain().toString(),
                                    "gophers://127.0.0.1:" + listener.port() + "/0text")
                            .check()
                            .capture();
                    assertThat(result.stdoutText()).isEqualTo(TEXT);
                });
            }
        });
    }

    @Test
    void itSpeaksAsATerminalDoesUntilWeHangUp() {
        run(() -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0);
                    Subprocess curl = Tool.start("curl", "-sSN", "telnet://127.0.0.1:" + listener.port())) {
                try (ByteStream stream = listener.accept()) {
                    stream.sendAll("name?\n".getBytes(US_ASCII));
                    assertThat(curl.stdout().receiveExactly(6)).isEqualTo("name?\n".getBytes(US_ASCII));
                    curl.stdin().sendAll("tulip\n".getBytes(US_ASCII));
                    assertThat(stream.reader().readLine()).isEqualTo("tulip");
                }
                assertThat(curl.stdout().receiveAll()).isEmpty();
                assertThat(curl.await()).isZero();
            }
        });
    }
}
