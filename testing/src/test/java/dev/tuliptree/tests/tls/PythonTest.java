package dev.tuliptree.tests.tls;

import static dev.tuliptree.Async.*;
import static org.assertj.core.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.net.tls.TlsListener;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The streams of asyncio at the other end: over TCP, in the Unix domain and under TLS. On the real clock; skipped where
 * there is no Python.
 */
@Timeout(60)
class PythonTest {
    private static final int SIZE = 1_000_000;

    /** Sends much, wants it back, and then the end. */
    private static final String CLIENT = """
            import asyncio, ssl, sys
            kind, where, authority = sys.argv[1:4]

            async def main():
                if kind == "unix":
                    reader, writer = await asyncio.open_unix_connection(where)
                elif kind == "tls":
                    context = ssl.create_default_context(cafile=authority)
                    reader, writer = await asyncio.open_connection("localhost", int(where), ssl=context)
                else:
                    reader, writer = await asyncio.open_connection("127.0.0.1", int(where))
                sent = bytes(i % 251 for i in range(1_000_000))
                writer.write(sent)
                print("same" if await reader.readexactly(len(sent)) == sent else "different")
                writer.close()
                await writer.wait_closed()

            asyncio.run(main())
            """;

    /** Sends everything back, up to the end. */
    private static final String SERVER = """
            import asyncio, ssl, sys
            chain, key = sys.argv[1:3]

            async def echo(reader, writer):
                while data := await reader.read(65536):
                    writer.write(data)
                    await writer.drain()
                writer.close()

            async def main():
                context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                context.load_cert_chain(chain, key)
                for options in ({}, {"ssl": context}):
                    server = await asyncio.start_server(echo, "127.0.0.1", 0, **options)
                    print(server.sockets[0].getsockname()[1], flush=True)
                await asyncio.sleep(50)

            asyncio.run(main())
            """;

    @TempDir
    Path directory;

    @BeforeAll
    static void isThere() {
        boolean there = run(() -> {
            try {
                return Subprocess.command("python3", "-c", "import asyncio, ssl")
                                .run()
                        == 0;
            } catch (IOException e) {
                return false;
            }
        });
        assumeTrue(there, "python3 is missing: it is in the Debian package python3");
    }

    private static void echo(ByteStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(50_000);
        while (stream.receiveSome(buffer.clear()) >= 0) stream.sendAll(buffer.flip());
    }

    private static String client(String kind, Object where, PemFiles files) throws IOException {
        return Subprocess.command(
                        "python3",
                        "-c",
                        CLIENT,
                        kind,
                        where.toString(),
                        files.chain().toString())
                .mergeErrors()
                .capture()
                .stdoutText()
                .strip();
    }

    @Test
    void itsClientIsServed() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        run(() -> {
            Path path = directory.resolve("socket");
            try (TcpListener tcp = listenTcp("127.0.0.1", 0);
                    UnixListener unix = listenUnix(path);
                    TlsListener tls = listenTls("localhost", 0, Tls.SERVER)) {
                nursery(n -> {
                    n.startService(() -> tcp.serve(PythonTest::echo));
                    n.startService(() -> unix.serve(PythonTest::echo));
                    n.startService(() -> tls.serve(PythonTest::echo));
                    assertThat(client("tcp", tcp.port(), files)).isEqualTo("same");
                    assertThat(client("unix", path, files)).isEqualTo("same");
                    assertThat(client("tls", tls.port(), files)).isEqualTo("same");
                });
            }
        });
    }

    @Test
    void itsServerIsUnderstood() throws IOException {
        PemFiles files = PemFiles.in(directory).write(Tls.IDENTITY);
        String[] words = {
            "python3", "-c", SERVER, files.chain().toString(), files.key().toString()
        };
        run(() -> {
            try (Subprocess server =
                    Subprocess.command(words).stdout(Stdio.PIPED).start()) {
                var ports = server.stdout().reader().lines().iterator();
                try (ByteStream stream = openTcpStream("127.0.0.1", Integer.parseInt(ports.next()))) {
                    exchange(stream);
                    stream.sendEof();
                    assertThat(stream.receiveAll()).isEmpty();
                }
                try (ByteStream stream =
                        startTls(openTcpStream("127.0.0.1", Integer.parseInt(ports.next())), "localhost", Tls.CLIENT)) {
                    exchange(stream);
                }
                server.kill();
            }
        });
    }

    private static void exchange(ByteStream stream) throws IOException {
        byte[] sent = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) sent[i] = (byte) (i % 251);
        nursery(n -> {
            n.start(() -> stream.sendAll(sent));
            assertThat(stream.receiveExactly(SIZE)).isEqualTo(sent);
        });
    }
}
