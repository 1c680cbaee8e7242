package dev.tuliptree.http.client;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.Action;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.client.ClientTimeoutException.Phase;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** A request does not wait for ever, and says what it has waited for. */
class ClientTimeoutsTest {
    private final Application app = new Application();

    ClientTimeoutsTest() {
        app.get("/silent", _ -> {
            sleepForever();
            return Response.empty();
        });
        app.get("/slow", _ -> {
            sleep(seconds(5));
            return Response.text("slow");
        });
        app.get(
                "/drip",
                _ -> Response.stream("text/plain", out -> {
                    while (true) {
                        out.write('x');
                        out.flush();
                        sleep(seconds(10));
                    }
                }));
        app.get(
                "/stalled",
                _ -> Response.stream("text/plain", out -> {
                    out.flush();
                    sleepForever();
                }));
    }

    private static void runsOut(Phase phase, long seconds, Action<IOException> request) throws IOException {
        long start = loop().nanoTime();
        try {
            request.run();
        } catch (ClientTimeoutException e) {
            assertThat(e.phase()).isEqualTo(phase);
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(seconds).toNanos());
            return;
        }
        throw new AssertionError("no time ran out");
    }

    private static ClientSession session(ClientTimeouts timeouts) {
        return new ClientSession(ClientOptions.DEFAULT.withTimeouts(timeouts));
    }

    @LoopTest
    void forAnAnswer() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            runsOut(Phase.RESPONSE, 60, () -> session.get(server.url("/silent")));
            runsOut(
                    Phase.RESPONSE,
                    7,
                    () -> session.request("GET", server.url("/silent"))
                            .timeouts(ClientTimeouts.DEFAULT.withResponse(seconds(7)))
                            .send());
            assertThat(session.pool().size()).isZero();
        }
    }

    @LoopTest
    void forMoreOfTheBody() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.get(server.url("/stalled"))) {
            runsOut(Phase.READ, 30, response::bytes);
        }
    }

    @LoopTest
    void forTheServerToRead() throws Exception {
        Servers.with(_ -> sleepForever(), url -> {
            try (ClientSession session = new ClientSession()) {
                runsOut(
                        Phase.WRITE,
                        30,
                        () -> session.post(url).body(new byte[64 << 20]).send());
            }
        });
    }

    @LoopTest
    void forAConnection() throws Exception {
        ClientOptions options = ClientOptions.DEFAULT.withConnector(_ -> {
            sleepForever();
            throw new AssertionError();
        });
        try (ClientSession session = new ClientSession(options)) {
            runsOut(Phase.CONNECT, 10, () -> session.get("http://localhost/"));
            assertThat(session.pool().size()).isZero();
        }
    }

    @LoopTest
    void forThePool() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session =
                        new ClientSession(ClientOptions.DEFAULT.withPool(PoolLimits.DEFAULT.withMaxConnections(1)))) {
            try (ClientResponse _ = session.get(server.url("/stalled"))) {
                runsOut(Phase.POOL, 60, () -> session.get(server.url("/slow")));
            }
        }
    }

    @LoopTest
    void forAllTogether() throws Exception {
        ClientTimeouts timeouts = ClientTimeouts.DEFAULT.withTotal(seconds(20));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = session(timeouts)) {
            runsOut(Phase.TOTAL, 20, () -> session.get(server.url("/silent")));
            runsOut(Phase.TOTAL, 20, () -> session.get(server.url("/drip")).bytes());
            runsOut(
                    Phase.TOTAL,
                    3,
                    () -> session.request("GET", server.url("/slow"))
                            .timeout(seconds(3))
                            .send());
            try (ClientResponse response = session.get(server.url("/slow"))) {
                assertThat(response.text()).isEqualTo("slow");
            }
        }
    }

    @LoopTest
    void whatTheServerIsNotToBlameForDoesNotCount() throws Exception {
        ClientOptions options = ClientOptions.DEFAULT
                .withPool(PoolLimits.DEFAULT.withMaxConnections(1))
                .withTimeouts(ClientTimeouts.DEFAULT.withTotal(seconds(6)));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession(options)) {
            nursery(n -> {
                for (int i = 0; i < 3; i++) {
                    n.start(() -> {
                        try (ClientResponse response = session.get(server.url("/slow"))) {
                            assertThat(response.text()).isEqualTo("slow");
                        }
                    });
                }
            });
        }
    }

    @LoopTest
    void noneAtAllIfThatIsWanted() throws Exception {
        app.get("/patient", _ -> {
            sleep(seconds(100_000));
            return Response.text("at last");
        });
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = session(ClientTimeouts.DEFAULT.withResponse(seconds(0)));
                ClientResponse response = session.get(server.url("/patient"))) {
            assertThat(response.text()).isEqualTo("at last");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ClientTimeouts.DEFAULT.withRead(seconds(-1)));
        assertThat(SocketTimeoutException.class).isAssignableFrom(ClientTimeoutException.class);
    }
}
