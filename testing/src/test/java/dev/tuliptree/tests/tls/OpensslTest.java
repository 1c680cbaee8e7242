package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.net.StreamReader;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.net.tls.TlsStream;
import dev.tuliptree.process.ProcessResult;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both ends talk to OpenSSL, which nobody here wrote. On the real clock; skipped where there is none. */
@Timeout(60)
class OpensslTest {
    @TempDir
    Path directory;

    @BeforeAll
    static void isThere() {
        boolean there = run(() -> {
            try {
                return Subprocess.command("openssl", "version").run() == 0;
            } catch (IOException e) {
                return false;
            }
        });
        assumeTrue(there, "openssl is missing: it is in the Debian package openssl");
    }

    private String[] client(TlsListener listener, PemFiles files, String... more) {
        List<String> words =
                new ArrayList<>(List.of("openssl", "s_client", "-connect", "127.0.0.1:" + listener.port()));
        words.addAll(List.of("-CAfile", files.chain().toString(), "-verify_return_error"));
        words.addAll(List.of("-verify_hostname", "localhost", "-servername", "localhost"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /** Serves while a client does its part; each connection is sent its first line back. */
    private static ProcessResult served(TlsServerOptions options, Body body) {
        return run(() -> {
            try (TlsListener listener = listenTls("127.0.0.1", 0, options)) {
                return nursery(n -> {
                    n.startService(() -> listener.serve(stream -> {
                        String line = stream.reader().readLine();
                        stream.sendAll(("heard " + line + "\n").getBytes(UTF_8));
                    }));
                    return body.run(listener);
                });
            }
        });
    }

    private interface Body {
        ProcessResult run(TlsListener listener) throws IOException;
    }

    @Test
    void itsClientTrustsAnIdentityMadeUpHereAndTalks() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            ProcessResult result = served(
                    Tls.SERVER,
                    listener -> Subprocess.command(client(listener, files, version, "-quiet"))
                            .input("hello\n")
                            .capture());
            assertThat(result.stdoutText()).as(result.stderrText()).contains("heard hello");
            assertThat(result.exitCode()).isZero();
        }
    }

    @Test
    void itsClientAgreesOnAProtocolAndResumesASession() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        String session = directory.resolve("session").toString();
        ProcessResult again = served(Tls.SERVER.applicationProtocols("h2", "http/1.1"), listener -> {
            ProcessResult first = Subprocess.command(
                            client(listener, files, "-ign_eof", "-alpn", "x,http/1.1", "-sess_out", session))
                    .input("one\n")
                    .capture();
            assertThat(first.stdoutText())
                    .as(first.stderrText())
                    .contains("ALPN protocol: http/1.1")
                    .contains("heard one");
            return Subprocess.command(client(listener, files, "-ign_eof", "-alpn", "http/1.1", "-sess_in", session))
                    .input("two\n")
                    .capture();
        });
        assertThat(again.stdoutText()).contains("Reused, TLSv1.3").contains("heard two");
    }

    @Test
    void itsClientIsSentOneTicketForASession() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        ProcessResult result = served(
                Tls.SERVER,
                listener -> Subprocess.command(client(listener, files, "-ign_eof", "-tls1_3"))
                        .input("hello\n")
                        .capture());
        assertThat(result.stdoutText())
                .as(result.stderrText())
                .contains("heard hello")
                .containsOnlyOnce("New Session Ticket arrived");
    }

    @Test
    void itsClientShowsItsCertificate() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        String[] certificate = {
            "-quiet", "-cert", files.chain().toString(), "-key", files.key().toString()
        };
        TlsServerOptions options = Tls.SERVER.requireClientCertificates(Tls.IDENTITY.certificate());
        ProcessResult result = served(
                options,
                listener -> Subprocess.command(client(listener, files, certificate))
                        .input("it is me\n")
                        .capture());
        assertThat(result.stdoutText()).as(result.stderrText()).contains("heard it is me");
    }

    /** Has the client do one of its tricks once it is connected, then send a line; returns what the server met. */
    private String trick(String version, String trick, String said) {
        return run(() -> {
            PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
            try (TlsListener listener = listenTls("127.0.0.1", 0, Tls.SERVER);
                    Subprocess client = Subprocess.command(client(listener, files, version))
                            .stdin(Stdio.PIPED)
                            .stdout(Stdio.PIPED)
                            .mergeErrors()
                            .start();
                    TlsStream stream = listener.accept()) {
                client.stdin().sendAll(trick.getBytes(UTF_8));
                for (String line : client.stdout().reader().lines()) {
                    if (line.contains(said)) break;
                }
                client.stdin().sendAll("hello\n".getBytes(UTF_8));
                try {
                    return stream.reader().readLine();
                } catch (SSLException e) {
                    return e.getMessage();
                } finally {
                    client.kill();
                }
            }
        });
    }

    @Test
    void newKeysAreTakenAndAnswered() {
        assertThat(trick("-tls1_3", "K\n", "KEYUPDATE")).isEqualTo("hello");
    }

    @Test
    void anotherHandshakeOnTheSameConnectionIsRefused() {
        assertThat(trick("-tls1_2", "R\n", "RENEGOTIATING")).contains("another handshake");
    }

    @Test
    void itsServerIsUnderstood() throws IOException {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost");
        PemFiles files = PemFiles.in(directory).write(identity);
        TlsClientOptions options =
                TlsClientOptions.DEFAULT.trust(identity.certificate()).applicationProtocols("echo");
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            run(() -> {
                String[] words = {
                    "openssl",
                    "s_server",
                    "-accept",
                    "127.0.0.1:0",
                    "-rev",
                    version,
                    "-alpn",
                    "echo",
                    "-cert",
                    files.chain().toString(),
                    "-key",
                    files.key().toString()
                };
                try (Subprocess server =
                        Subprocess.command(words).stdout(Stdio.PIPED).start()) {
                    int port = acceptingPort(server.stdout().reader());
                    try (TlsStream stream = openTlsStream("localhost", port, options)) {
                        stream.sendAll("desserts\n".getBytes(UTF_8));
                        assertThat(stream.reader().readLine()).isEqualTo("stressed");
                        assertThat(stream.session().applicationProtocol()).isEqualTo("echo");
                    }
                    server.kill();
                }
            });
        }
    }

    private static int acceptingPort(StreamReader reader) throws IOException {
        for (String line : reader.lines()) {
            if (line.startsWith("ACCEPT"))
                return Integer.parseInt(
                        line.substring(line.lastIndexOf(':') + 1).strip());
        }
        throw new IOException("the server has not begun");
    }
}
