package dev.tuliptree.http.client;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.InMemory;
import dev.tuliptree.http.Response;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.List;

/** Bodies that wait for the server's word. */
class ExpectContinueTest {
    private static String put(ClientSession session, String url, String body) throws IOException {
        try (ClientResponse response =
                session.put(url).body(body).expectContinue(seconds(5)).send()) {
            return response.status() + " " + response.text();
        }
    }

    @LoopTest
    void goOutWhenTheServerWantsThem() throws Exception {
        Application app = new Application();
        app.put("/", request -> Response.text("got " + request.bytes().length));
        app.put("/refuse", _ -> Response.text("no").status(403));
        InMemory.with(app, session -> {
            long start = loop().nanoTime();
            assertThat(put(session, "http://a/", "x".repeat(10))).isEqualTo("200 got 10");
            assertThat(put(session, "http://a/", "x".repeat(300_000))).isEqualTo("200 got 300000");
            assertThat(put(session, "http://a/refuse", "x".repeat(300_000))).isEqualTo("403 no");
            assertThat(put(session, "http://a/", "x")).isEqualTo("200 got 1");
            // Nobody has waited in vain.
            assertThat(loop().nanoTime() - start).isZero();
        });
    }

    @LoopTest(schedules = 1)
    void areNeverSentToAServerThatRefuses() throws Exception {
        Servers.inTurn(
                List.of(
                        line -> {
                            assertThat(line.hear())
                                    .contains("\r\nExpect: 100-continue\r\n")
                                    .endsWith("\r\n\r\n");
                            line.say("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
                            assertThat(line.hear()).isEmpty();
                        },
                        line -> {
                            line.hear();
                            line.answer("fresh");
                        }),
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        assertThat(put(session, url, "x".repeat(100))).isEqualTo("413 no");
                        // The server may still be waiting for that body, so the connection is not used again.
                        try (ClientResponse response = session.get(url)) {
                            assertThat(response.text()).isEqualTo("fresh");
                        }
                    }
                });
    }

    @LoopTest(schedules = 1)
    void goOutAfterAWhileIfTheServerKnowsNothingOfThis() throws Exception {
        Servers.with(
                line -> {
                    assertThat(line.hear()).endsWith("\r\n\r\n");
                    assertThat(line.hear()).isEqualTo("body");
                    line.say("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n");
                    line.answer("late");
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        long start = loop().nanoTime();
                        assertThat(put(session, url, "body")).isEqualTo("200 late");
                        assertThat(loop().nanoTime() - start)
                                .isGreaterThanOrEqualTo(seconds(5).toNanos());
                    }
                });
    }

    @LoopTest(schedules = 1)
    void goOutAtOnceTheSecondTimeIfTheServerCannotMeetTheExpectation() throws Exception {
        Servers.inTurn(
                List.of(
                        line -> {
                            line.hear();
                            line.say("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
                            line.hear();
                        },
                        line -> {
                            assertThat(line.hear()).doesNotContain("Expect").endsWith("\r\n\r\nbody");
                            line.answer("done");
                        }),
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        assertThat(put(session, url, "body")).isEqualTo("200 done");
                    }
                });
    }

    @LoopTest(schedules = 1)
    void failWithAServerThatHangsUp() throws Exception {
        Servers.with(
                line -> {
                    line.hear();
                    line.hangUp();
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        assertThatThrownBy(() -> put(session, url, "body")).isInstanceOf(IOException.class);
                        assertThat(session.pool().size()).isZero();
                    }
                });
    }

    @LoopTest(schedules = 1)
    void areAskedForByTheirOwnMethodAlone() {
        try (ClientSession session = new ClientSession()) {
            ClientRequest request = session.put("http://a/");
            assertThatIllegalArgumentException().isThrownBy(() -> request.header("Expect", "100-continue"));
            assertThatIllegalArgumentException().isThrownBy(() -> request.expectContinue(seconds(-1)));
        }
    }
}
