package dev.tuliptree.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.testing.LoopTest;

/** Client and server that speak to each other without sockets. */
class InMemoryTest {
    private final Application app = new Application();

    InMemoryTest() {
        app.get("/hello/{name}", request -> Response.text("Hello, " + request.pathParam("name")));
        app.post(
                "/echo",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        app.get(
                "/who",
                request -> Response.text(request.host() + " "
                        + request.remoteAddress().getAddress().getHostAddress()));
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                ws.send(text);
            }
        });
    }

    @LoopTest
    void agreeAsTheyDoOverTheNetwork() throws Exception {
        InMemory.with(app, session -> {
            try (ClientResponse response = session.get("http://app/hello/Ada")) {
                assertThat(response.text()).isEqualTo("Hello, Ada");
            }
            try (ClientResponse response =
                    session.post("http://app/echo").body("x".repeat(300_000)).send()) {
                assertThat(response.text()).hasSize(300_000);
            }
            try (ClientResponse response = session.get("https://other.example/who")) {
                assertThat(response.text()).isEqualTo("other.example 127.0.0.1");
            }
            try (WebSocket ws = session.webSocket("ws://app/ws")) {
                ws.send("hello");
                assertThat(ws.receiveText()).isEqualTo("hello");
            }
        });
        assertThatThrownBy(() -> app.get("/late", _ -> Response.empty())).isInstanceOf(IllegalStateException.class);
    }

    @LoopTest
    void agreeWhenEverythingComesByteByByte() throws Exception {
        InMemory.with(app, 1, ClientOptions.DEFAULT, session -> {
            for (int i = 0; i < 2; i++) {
                try (ClientResponse response =
                        session.post("http://app/echo").body("x".repeat(300)).send()) {
                    assertThat(response.text()).hasSize(300);
                }
            }
            try (WebSocket ws = session.webSocket("ws://app/ws")) {
                ws.send("hello");
                assertThat(ws.receiveText()).isEqualTo("hello");
            }
        });
    }
}
