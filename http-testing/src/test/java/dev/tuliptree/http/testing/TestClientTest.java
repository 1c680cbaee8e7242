package dev.tuliptree.http.testing;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Attribute;
import dev.tuliptree.http.Cookie;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.ServerLimits;
import dev.tuliptree.http.ServerOptions;
import dev.tuliptree.http.WebSocket;
import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A client that asks an application in memory. */
class TestClientTest {
    private final Application app = new Application();
    private boolean cleanedUp;

    TestClientTest() {
        app.get("/hello/{name}", request -> Response.text("Hello, " + request.pathParam("name")));
        app.post("/echo", request -> Response.bytes(request.bytes()));
        app.get("/sign-in", _ -> Response.redirect("/me").cookie(Cookie.of("__Host-user", "ada")));
        app.get("/me", request -> Response.text(String.valueOf(request.cookie("__Host-user"))));
        app.webSocket("/chat", ws -> {
            for (String text : ws.texts()) {
                ws.send("you said " + text);
            }
        });
        app.get("/slow", _ -> {
            try {
                sleep(seconds(3600));
                return Response.text("at last");
            } finally {
                cleanedUp = true;
            }
        });
    }

    private static String text(ClientResponse response) throws IOException {
        try (response) {
            return response.text();
        }
    }

    @LoopTest
    void asksAsOverTheNetwork() throws IOException {
        try (TestClient client = TestClient.of(app)) {
            assertThat(text(client.get("/hello/Ada"))).isEqualTo("Hello, Ada");
            assertThat(text(client.post("/echo").body("x".repeat(300_000)).send()))
                    .hasSize(300_000);
            try (ClientResponse response = client.get("/nowhere")) {
                assertThat(response.status()).isEqualTo(404);
            }
        }
    }

    @LoopTest
    void keepsCookiesAlsoSecureOnes() throws IOException {
        try (TestClient client = TestClient.of(app)) {
            assertThat(text(client.get("https://localhost/sign-in"))).isEqualTo("ada");
            assertThat(text(client.get("http://localhost/me"))).isEqualTo("null");
        }
    }

    @LoopTest
    void opensWebSockets() throws IOException {
        try (TestClient client = TestClient.of(app);
                WebSocket ws = client.webSocket("/chat")) {
            ws.send("hello");
            assertThat(ws.receiveText()).isEqualTo("you said hello");
        }
    }

    @LoopTest
    void hoursTakeNoTime() throws IOException {
        try (TestClient client = TestClient.of(app)) {
            long start = loop().nanoTime();
            assertThatThrownBy(() -> client.get("/slow")).hasMessageContaining("60 s");
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(60).toNanos());
        }
        assertThat(cleanedUp).isTrue();
    }

    @LoopTest
    void leavesNothingBehindWhereverItIsCancelled() {
        CancelEverywhere.run(victim -> {
            try (TestClient client = TestClient.of(app)) {
                victim.run(() -> {
                    text(client.get("/hello/Ada"));
                    try (WebSocket ws = client.webSocket("/chat")) {
                        ws.send("hello");
                        ws.receiveText();
                    }
                });
            }
        });
    }

    @LoopTest
    void keepsToTheOptionsItIsGiven() throws IOException {
        ServerOptions strict = ServerOptions.DEFAULT.withLimits(ServerLimits.DEFAULT.withMaxBodyBytes(10));
        try (TestClient client =
                TestClient.of(app, strict, ClientOptions.DEFAULT.withBaseUrl("http://example.org/hello/"))) {
            assertThat(text(client.get("Bob"))).isEqualTo("Hello, Bob");
            try (ClientResponse response =
                    client.post("/echo").body("12345678901").send()) {
                assertThat(response.status()).isEqualTo(413);
            }
        }
    }

    @LoopTest
    void beginsAndEndsWhatTheApplicationNeeds() throws IOException {
        Attribute<String> database = Attribute.named("database");
        List<String> told = new ArrayList<>();
        app.lifespan(serve -> {
            app.attribute(database, "open");
            serve.run();
            told.add("closed");
        });
        app.get("/database", _ -> Response.text(String.valueOf(app.attribute(database))));
        try (TestClient client = TestClient.of(app)) {
            assertThat(text(client.get("/database"))).isEqualTo("open");
            assertThat(told).isEmpty();
        }
        assertThat(told).containsExactly("closed");
    }

    @LoopTest
    void isOfNoUseOnceClosed() throws IOException {
        TestClient client = TestClient.of(app);
        client.close();
        client.close();
        assertThatThrownBy(() -> client.get("/hello/Ada")).isInstanceOf(IllegalStateException.class);
    }
}
