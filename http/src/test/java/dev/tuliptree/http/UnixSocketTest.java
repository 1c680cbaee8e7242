package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.Connector;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Client and server that meet at a socket file. */
class UnixSocketTest {
    @TempDir
    Path folder;

    @LoopTest(schedules = 1)
    void speakAsOverTheNetwork() throws Exception {
        Application app = new Application();
        app.get(
                "/",
                request -> Response.text(request.host() + " "
                        + request.remoteAddress().getAddress().getHostAddress()));
        app.webSocket("/ws", ws -> ws.send("hello"));
        Path path = folder.resolve("http.sock");
        ServerOptions options = ServerOptions.DEFAULT.withTrustedProxies(TrustedProxies.xForwarded());
        try (Server server = app.listen(path, options);
                ClientSession session = new ClientSession(ClientOptions.DEFAULT.withConnector(Connector.unix(path)))) {
            try (ClientResponse response = session.get("http://example.org:81/")) {
                assertThat(response.text()).isEqualTo("example.org:81 127.0.0.1");
            }
            try (ClientResponse response = session.request("GET", server.url("/"))
                    .header("X-Forwarded-For", "192.0.2.7")
                    .send()) {
                assertThat(response.text()).isEqualTo("localhost 192.0.2.7");
            }
            try (WebSocket ws = session.webSocket("ws://anywhere/ws")) {
                assertThat(ws.receiveText()).isEqualTo("hello");
            }
            assertThatThrownBy(server::port)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("http.sock");
            assertThat(server).hasToString("http server on " + path);
            assertThatThrownBy(() -> new Application().listen(path, options)).isInstanceOf(IOException.class);
        }
        assertThat(Files.exists(path)).isFalse();
    }
}
