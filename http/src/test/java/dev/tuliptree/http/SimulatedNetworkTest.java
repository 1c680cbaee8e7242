package dev.tuliptree.http;

import static dev.tuliptree.Async.*;
import static dev.tuliptree.testing.NetworkEvent.*;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.*;

import dev.tuliptree.http.client.ClientOptions;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.net.tls.TlsClientOptions;
import dev.tuliptree.net.tls.TlsIdentity;
import dev.tuliptree.net.tls.TlsServerOptions;
import dev.tuliptree.testing.LinkConditions;
import dev.tuliptree.testing.SimulatedNetwork;
import dev.tuliptree.testing.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Server and client understand each other on any network that TCP allows, and fail cleanly where connections break. */
class SimulatedNetworkTest {
    private static final int SEEDS = 500;

    private static Application greeting() {
        Application app = new Application();
        app.get("/{name}", request -> Response.text("Hello, " + request.pathParam("name")));
        app.post("/length", request -> Response.text(request.text().length() + " characters"));
        return app;
    }

    @Test
    void requestsAreAnswered() {
        Application app = greeting();
        Simulation.run(SEEDS, LinkConditions::rough, _ -> {
                    try (var server = app.listen("127.0.0.1", 0);
                            var session = new ClientSession()) {
                        for (String name : List.of("Ada", "Grace")) {
                            try (var response = session.get(server.url("/" + name))) {
                                assertThat(response.text()).isEqualTo("Hello, " + name);
                            }
                        }
                        String body = "x".repeat(50_000);
                        try (var response =
                                session.post(server.url("/length")).body(body).send()) {
                            assertThat(response.text()).isEqualTo("50000 characters");
                        }
                    }
                })
                // No write finds no room at all: after one that was taken in part there is a wait.
                .assertMet(PARTIAL_WRITE, PARTIAL_READ, SPLIT, JOINED, FALSE_ALARM, RESENT);
    }

    @Test
    void longBodiesArriveAsTheyWereSent() {
        byte[] body = new byte[300_000];
        new Random(7).nextBytes(body);
        Application app = new Application();
        app.post("/back", request -> Response.bytes(request.bytes()));
        Simulation.run(20, LinkConditions::rough, _ -> {
                    try (var server = app.listen("127.0.0.1", 0);
                            var session = new ClientSession()) {
                        for (int i = 0; i < 2; i++) {
                            try (var response =
                                    session.post(server.url("/back")).body(body).send()) {
                                assertThat(response.bytes()).isEqualTo(body);
                            }
                        }
                    }
                })
                .assertMet(PARTIAL_WRITE);
    }

    @Test
    void bodiesAreStreamed() {
        Application app = new Application();
        app.get(
                "/count",
                _ -> Response.stream("text/plain", out -> {
                    for (int i = 0; i < 3; i++) {
                        out.write(("chunk " + i + " | ").getBytes(US_ASCII));
                        out.flush();
                        sleep(millis(2));
                    }
                }));
        Simulation.run(SEEDS, LinkConditions::rough, _ -> {
            try (var server = app.listen("127.0.0.1", 0);
                    var session = new ClientSession();
                    var response = session.get(server.url("/count"))) {
                List<String> parts = new ArrayList<>();
                byte[] part;
                while ((part = response.content().readNBytes(10)).length > 0) parts.add(new String(part, US_ASCII));
                assertThat(parts).containsExactly("chunk 0 | ", "chunk 1 | ", "chunk 2 | ");
            }
        });
    }

    @Test
    void theLastOfAResponseArrivesOverTlsToo() {
        TlsIdentity identity = TlsIdentity.selfSigned("localhost", "127.0.0.1");
        ServerOptions server = ServerOptions.DEFAULT.withTls(TlsServerOptions.of(identity));
        ClientOptions client = ClientOptions.DEFAULT.withTls(TlsClientOptions.DEFAULT.trust(identity.certificate()));
        Application app = new Application();
        app.post(
                "/echo",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        // The client still sends when the answer begins, which makes this the last exchange on its connection.
        LinkConditions narrow = LinkConditions.IDEAL.buffer(5_000).latency(millis(1), Duration.ZERO);
        Simulation.run(10, _ -> narrow, _ -> {
            try (var listening = app.listen("127.0.0.1", 0, server);
                    var session = new ClientSession(client);
                    var response = session.post(listening.url("/echo"))
                            .body("x".repeat(500_000))
                            .send()) {
                assertThat(response.text()).hasSize(500_000);
            }
        });
    }

    @Test
    void messagesPassOverWebSockets() {
        Application app = new Application();
        app.webSocket("/ws", ws -> {
            for (String text : ws.texts()) {
                if (text.equals("close")) ws.close();
                else ws.send(text + "/answer");
            }
        });
        Simulation.run(SEEDS, LinkConditions::rough, _ -> {
            try (var server = app.listen("127.0.0.1", 0);
                    var session = new ClientSession();
                    var ws = session.webSocket(server.url("/ws"))) {
                ws.send("ping");
                assertThat(ws.receiveText()).isEqualTo("ping/answer");
                ws.send("close");
                assertThat(ws.texts()).isEmpty();
                assertThat(ws.closeCode()).isEqualTo(1000);
            }
        });
    }

    private static void ask(Server server, ClientSession session) {
        try (var response = session.get(server.url("/Ada"))) {
            assertThat(response.text()).isEqualTo("Hello, Ada");
        } catch (IOException broken) {
            // The one thing that may come of it instead of the answer.
        }
    }

    private static void program(SimulatedNetwork network, Application app) throws IOException {
        try (var server = app.listen("127.0.0.1", 0);
                var session = new ClientSession()) {
            for (int i = 0; i < 10; i++) ask(server, session);
            network.conditions(LinkConditions.IDEAL);
            try (var response = session.get(server.url("/Grace"))) {
                assertThat(response.text()).isEqualTo("Hello, Grace");
            }
        }
    }

    @Test
    void whereConnectionsBreakTheAnswerIsWholeOrAnIOExceptionAndThenAllIsWell() {
        Application app = greeting();
        Simulation.run(SEEDS / 2, LinkConditions::hostile, network -> program(network, app))
                .assertMet(REFUSED, RESET_MIDWAY);
    }
}
