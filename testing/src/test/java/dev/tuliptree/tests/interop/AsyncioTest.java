package dev.tuliptree.tests.interop;

import static dev.tuliptree.Async.*;

import dev.tuliptree.net.ByteStream;
import dev.tuliptree.net.TcpListener;
import dev.tuliptree.net.UnixListener;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The streams of asyncio end one direction and go on in the other, as ours do. On the real clock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncioTest {
    /** Joins its standard input and output to a connection that it makes or takes. */
    private static final String JOIN = """
            import asyncio, os, sys
            kind, where = sys.argv[1:3]

            async def outwards(reader):
                while data := await reader.read(65536):
                    os.write(1, data)
                os.close(1)

            async def inwards(writer):
                loop = asyncio.get_running_loop()
                while data := await loop.run_in_executor(None, os.read, 0, 65536):
                    writer.write(data)
                    await writer.drain()
                writer.write_eof()

            async def join(reader, writer):
                await asyncio.gather(outwards(reader), inwards(writer))
                writer.close()
                await writer.wait_closed()

            async def main():
                if kind == "connect":
                    await join(*await asyncio.open_connection("127.0.0.1", int(where)))
                elif kind == "connect-unix":
                    await join(*await asyncio.open_unix_connection(where))
                else:
                    joined = asyncio.Event()

                    async def accepted(reader, writer):
                        await join(reader, writer)
                        joined.set()

                    if kind == "listen":
                        server = await asyncio.start_server(accepted, "127.0.0.1", 0)
                        print("listens at", server.sockets[0].getsockname()[1], file=sys.stderr, flush=True)
                    else:
                        server = await asyncio.start_unix_server(accepted, where)
                        print("listens at 0", file=sys.stderr, flush=True)
                    await joined.wait()

            asyncio.run(main())
            """;

    private static final Pattern LISTENING = Pattern.compile("listens at (\\d+)");

    @TempDir
    Path directory;

    @BeforeAll
    static void isThere() {
        Tool.require("python3", "is there", "python3", "-c", "import asyncio; print('is there')");
    }

    private static Subprocess python(String kind, Object where) throws IOException {
        return Tool.start("python3", "-c", JOIN, kind, where.toString());
    }

    @Test
    void itConnectsByTcp() {
        run(() -> {
            try (TcpListener listener = listenTcp("127.0.0.1", 0)) {
                try (Subprocess python = python("connect", listener.port());
                        ByteStream stream = listener.accept()) {
                    Tool.weEndFirst(stream, python);
                }
                try (Subprocess python = python("connect", listener.port());
                        ByteStream stream = listener.accept()) {
                    Tool.itEndsFirst(stream, python);
                }
            }
        });
    }

    @Test
    void itConnectsToAUnixSocket() {
        run(() -> {
            Path path = directory.resolve("socket");
            try (UnixListener listener = listenUnix(path);
                    Subprocess python = python("connect-unix", path);
                    ByteStream stream = listener.accept()) {
                Tool.weEndFirst(stream, python);
            }
        });
    }

    @Test
    void itListensByTcp() {
        run(() -> {
            try (Subprocess python = python("listen", 0)) {
                int port = Integer.parseInt(Tool.awaitListening(python, LISTENING));
                try (ByteStream stream = openTcpStream("127.0.0.1", port)) {
                    Tool.itEndsFirst(stream, python);
                }
            }
        });
    }

    @Test
    void itListensAtAUnixSocket() {
        run(() -> {
            Path path = directory.resolve("socket");
            try (Subprocess python = python("listen-unix", path)) {
                Tool.awaitListening(python, LISTENING);
                try (ByteStream stream = openUnixStream(path)) {
                    Tool.weEndFirst(stream, python);
                }
            }
        });
    }
}
