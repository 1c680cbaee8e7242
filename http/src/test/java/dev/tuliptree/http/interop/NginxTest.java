package dev.tuliptree.http.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.TrustedProxies;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.Connector;
import dev.tuliptree.process.Stdio;
import dev.tuliptree.process.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx between client and server, and in place of the server. Skipped where it is missing. */
@Timeout(60)
class NginxTest {
    /** All in one folder and at socket files, so that it needs neither rights nor ports. */
    private static final String CONFIGURATION = """
            daemon off;
            master_process off;
            error_log stderr notice;
            pid FOLDER/pid;
            events {}
            http {
                access_log off;
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                client_max_body_size 10m;
                upstream app {
                    server unix:FOLDER/app;
                    keepalive 4;
                }
                server {
                    listen unix:FOLDER/nginx;
                    gzip on;
                    gzip_types text/plain;
                    gzip_min_length 100;
                    location = /own {
                        default_type text/plain;
                        return 200 "from nginx";
                    }
                    location /files/ {
                        default_type text/plain;
                        root FOLDER;
                    }
                    location / {
                        proxy_pass http://app;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                        proxy_set_header Host $host;
                        proxy_set_header X-Forwarded-For 192.0.2.9;
                        proxy_set_header X-Forwarded-Host outer.example;
                    }
                    location /ws {
                        proxy_pass http://app;
                        proxy_http_version 1.1;
                        proxy_set_header Connection upgrade;
                        proxy_set_header Upgrade $http_upgrade;
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void isThere() {
        Tool.require("nginx-light", "nginx", "-v");
    }

    /** What a test does with it. */
    interface Visit {
        void run(ClientSession session) throws Exception;
    }

    private void withNginx(Visit test) throws IOException {
        Path configuration =
                Files.writeString(folder.resolve("conf"), CONFIGURATION.replace("FOLDER", folder.toString()), US_ASCII);
        Files.createDirectory(folder.resolve("files"));
        Files.writeString(folder.resolve("files/text"), "line\n".repeat(50_000));
        ServerOptions options = ServerOptions.DEFAULT.withTrustedProxies(TrustedProxies.xForwarded());
        Tool.onALoop(() -> {
            try (Server _ = Tool.application().listen(folder.resolve("app"), options);
                    Subprocess nginx = Subprocess.command(
                                    "nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString())
                            .stderr(Stdio.PIPED)
                            .start()) {
                StringBuilder said = new StringBuilder();
                for (String line : nginx.stderr().reader().lines()) {
                    said.append(line).append('\n');
                    // From here on its sockets are open.
                    if (line.contains("event method")) {
                        break;
                    }
                }
                assertThat(said).contains("event method");
                try (ClientSession session = new ClientSession(ClientOptions.DEFAULT
                        .withConnector(Connector.unix(folder.resolve("nginx")))
                        .withBaseUrl("http://front.example/"))) {
                    test.run(session);
                }
                nginx.kill();
            }
        });
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @Test
    void passesRequestsOn() throws IOException {
        withNginx(session -> {
            for (int i = 0; i < 5; i++) {
                assertThat(get(session, "/")).isEqualTo("hello");
            }
            assertThat(get(session, "/who")).isEqualTo("192.0.2.9 outer.example");
            assertThat(get(session, "/stream")).startsWith("line 0\n").endsWith("line 99\n");
            try (ClientResponse response =
                    session.post("/echo").body("x".repeat(1_000_000)).send()) {
                assertThat(response.text()).hasSize(1_000_000);
            }
            try (WebSocket ws = session.webSocket("/ws")) {
                ws.send("hello");
                assertThat(ws.receiveText()).isEqualTo("hello");
            }
        });
    }

    @Test
    void isUnderstoodAsAServer() throws IOException {
        withNginx(session -> {
            assertThat(get(session, "/own")).isEqualTo("from nginx");
            try (ClientResponse response = session.get("/files/text")) {
                assertThat(response.header("Content-Encoding")).isEqualTo("gzip");
                assertThat(response.text()).isEqualTo("line\n".repeat(50_000));
            }
            try (ClientResponse response = session.request("GET", "/files/text")
                    .header("Range", "bytes=5-8")
                    .send()) {
                assertThat(response.status()).isEqualTo(206);
                assertThat(response.text()).isEqualTo("line");
            }
            try (ClientResponse response = session.get("/files/none")) {
                assertThat(response.status()).isEqualTo(404);
            }
        });
    }
}
