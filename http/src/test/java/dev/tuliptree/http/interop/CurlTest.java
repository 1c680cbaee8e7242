package dev.tuliptree.http.interop;

import static dev.tuliptree.http.interop.Tool.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.session.SecretKeys;
import dev.tuliptree.http.session.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** curl as the client. Skipped where it is missing. */
@Timeout(60)
class CurlTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void isThere() {
        Tool.require("curl", "curl", "--version");
    }

    @Test
    void getsAndPosts() {
        Tool.withServer(Tool.application(), server -> {
            assertThat(output("curl", "-sS", server.url("/"))).isEqualTo("hello");
            assertThat(output("curl", "-sS", "--http1.0", server.url("/"))).isEqualTo("hello");
            assertThat(output("curl", "-sS", "-I", server.url("/")))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Content-Length: 5\r\n");
            assertThat(output("curl", "-sS", server.url("/stream")))
                    .startsWith("line 0\n")
                    .endsWith("line 99\n");
            assertThat(output("curl", "-sS", "-d", "a=b", server.url("/echo"))).isEqualTo("a=b");
        });
    }

    @Test
    void keepsItsConnection() {
        Tool.withServer(
                Tool.application(),
                server -> assertThat(output(
                                "curl",
                                "-sS",
                                "-w",
                                " %{num_connects} ",
                                server.url("/"),
                                server.url("/who"),
                                server.url("/")))
                        .isEqualTo("hello 1 127.0.0.1 127.0.0.1:" + server.port() + " 0 hello 0 "));
    }

    @Test
    void uploadsWithAndWithoutALength() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[1_000_000]);
        Tool.withServer(Tool.application(), server -> {
            // It asks before it sends so much.
            assertThat(output(
                            "curl", "-sS", "-H", "Expect: 100-continue", "-T", file.toString(), server.url("/length")))
                    .isEqualTo("1000000");
            assertThat(output(
                            "curl",
                            "-sS",
                            "-H",
                            "Transfer-Encoding: chunked",
                            "-T",
                            file.toString(),
                            server.url("/length")))
                    .isEqualTo("1000000");
        });
    }

    @Test
    void decompresses() {
        Application app = new Application();
        app.use(Compression.standard());
        app.get("/", _ -> Response.text("x".repeat(10_000)));
        Tool.withServer(
                app,
                server -> assertThat(output("curl", "-sS", "--compressed", "-w", " %{size_download}", server.url("/")))
                        .startsWith("x".repeat(10_000))
                        .doesNotEndWith(" 10000"));
    }

    @Test
    void bringsItsSessionBack() {
        Application app = new Application();
        app.use(Sessions.encrypted(SecretKeys.random()).withoutTls());
        app.get("/set", request -> {
            Sessions.of(request).set("user", "ada");
            return Response.text("set ");
        });
        app.get(
                "/get",
                request -> Response.text(String.valueOf(Sessions.of(request).get("user"))));
        String jar = folder.resolve("jar").toString();
        Tool.withServer(
                app,
                server -> assertThat(
                                output("curl", "-sS", "-b", jar, "-c", jar, server.url("/set"), server.url("/get")))
                        .isEqualTo("set ada"));
    }

    @Test
    void speaksOverASocketFile() {
        Path socket = folder.resolve("s");
        Tool.onALoop(() -> {
            try (Server server = Tool.application().listen(socket, ServerOptions.DEFAULT)) {
                assertThat(output("curl", "-sS", "--unix-socket", socket.toString(), server.url("/who")))
                        .isEqualTo("127.0.0.1 localhost");
            }
        });
    }
}
