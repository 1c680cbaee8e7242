package dev.tuliptree.http.testing;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.Retry;
import dev.tuliptree.http.wire.ProtocolException;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A server that answers what a test tells it to, and tells what it was asked. */
class MockServerTest {
    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @LoopTest
    void answersWhatIsExpected() throws IOException {
        try (MockServer server = MockServer.inMemory();
                ClientSession session = new ClientSession(server.clientOptions())) {
            server.expect("GET", "/users/1").reply(CannedResponse.json("{}").header("ETag", "\"a\""));
            server.expect("POST", "/users")
                    .header("Content-Type", "text/plain; charset=utf-8")
                    .body("Ada")
                    .reply(CannedResponse.status(201));
            try (ClientResponse response =
                    session.post("https://users.example/users").body("Ada").send()) {
                assertThat(response.status()).isEqualTo(201);
            }
            try (ClientResponse response = session.get("/users/1")) {
                assertThat(response.text()).isEqualTo("{}");
                assertThat(response.header("ETag")).isEqualTo("\"a\"");
            }
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().getFirst().text()).isEqualTo("Ada");
            assertThat(server.requests().getFirst().headers().first("Host")).isEqualTo("users.example");
        }
    }

    @LoopTest
    void failsTheTestIfOtherRequestsCame() throws IOException {
        MockServer server = MockServer.inMemory();
        server.expect("GET", "/right").header("Accept", "text/html");
        try (ClientSession session = new ClientSession(server.clientOptions())) {
            assertThat(get(session, "/wrong?a=b")).contains("unexpected: GET /wrong?a=b");
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "unexpected: GET /wrong?a=b; expected at that time: GET /right, with Accept: text/html")
                .hasMessageContaining("missing: GET /right");
        // It has been said; the end of a try block needs not say it again.
        server.close();
    }

    @LoopTest
    void failsTheTestIfARequestCameTooOften() throws IOException {
        MockServer server = MockServer.inMemory();
        server.expect("GET", "/").reply(CannedResponse.text("1"), CannedResponse.text("2"));
        try (ClientSession session = new ClientSession(server.clientOptions())) {
            assertThat(get(session, "/")).isEqualTo("1");
            assertThatThrownBy(server::verify).hasMessageContaining("missing: GET /, 2 times, of which 1 came");
            assertThat(get(session, "/")).isEqualTo("2");
            server.verify();
            get(session, "/");
        }
        assertThatThrownBy(server::close).hasMessageContaining("unexpected: GET /; expected at that time: nothing");
    }

    @LoopTest
    void answersLate() throws IOException {
        try (MockServer server = MockServer.inMemory();
                ClientSession session = new ClientSession(server.clientOptions())) {
            server.expect("GET", "/").reply(CannedResponse.text("x").after(seconds(30)));
            long start = loop().nanoTime();
            assertThat(get(session, "/")).isEqualTo("x");
            assertThat(loop().nanoTime() - start).isEqualTo(seconds(30).toNanos());
        }
    }

    @LoopTest
    void answersByteByByte() throws IOException {
        try (MockServer server = MockServer.inMemory();
                ClientSession session = new ClientSession(server.clientOptions())) {
            server.expect("GET", "/").reply(CannedResponse.text("hello").inPiecesOf(1, millis(10)));
            assertThat(get(session, "/")).isEqualTo("hello");
        }
    }

    @LoopTest
    void cutsItsAnswersShort() throws IOException {
        try (MockServer server = MockServer.inMemory();
                ClientSession session = new ClientSession(server.clientOptions())) {
            server.expect("GET", "/body")
                    .reply(CannedResponse.text("x".repeat(1000)).cutAfter(500));
            server.expect("GET", "/head").reply(CannedResponse.text("x").cutAfter(20));
            server.expect("GET", "/none").reply(CannedResponse.text("x").cutAfter(0));
            server.expect("POST", "/reset").reply(CannedResponse.text("x").resetAfter(0));
            assertThatThrownBy(() -> get(session, "/body")).isInstanceOf(ProtocolException.class);
            assertThatThrownBy(() -> get(session, "/head")).isInstanceOf(ProtocolException.class);
            assertThatThrownBy(() -> get(session, "/none")).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> session.post("/reset").send()).isInstanceOf(IOException.class);
        }
    }

    @LoopTest
    void letsAClientProveThatItTriesAgain() throws IOException {
        try (MockServer server = MockServer.inMemory();
                ClientSession session = new ClientSession(server.clientOptions().withMiddleware(Retry.standard()))) {
            server.expect("GET", "/")
                    .reply(
                            CannedResponse.status(503),
                            CannedResponse.text("lost").resetAfter(0),
                            CannedResponse.text("here"));
            assertThat(get(session, "/")).isEqualTo("here");
        }
    }

    @LoopTest(schedules = 1)
    void listensForThoseThatCannotBeTold() throws IOException {
        try (MockServer server = MockServer.listening();
                ClientSession session = new ClientSession()) {
            server.expect("PUT", "/file").body("x".repeat(100_000)).reply(CannedResponse.text("kept"));
            server.expect("GET", "/file").reply(CannedResponse.text("x").thenClose());
            try (ClientResponse response =
                    session.put(server.url("/file")).body("x".repeat(100_000)).send()) {
                assertThat(response.text()).isEqualTo("kept");
            }
            assertThat(get(session, server.url("/file"))).isEqualTo("x");
        }
    }

    @Test
    void refusesWhatCannotBeAnswered() {
        assertThatIllegalArgumentException().isThrownBy(() -> CannedResponse.status(100));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedResponse.status(200).cutAfter(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CannedResponse.status(200).inPiecesOf(0, seconds(1)));
    }
}
