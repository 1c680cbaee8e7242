package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.ServerSentEvent;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that are sent to pages. */
class EventsTest {
    private final Application app = new Application();
    private final List<String> log = new ArrayList<>();

    @LoopTest
    void arriveAsTheyAreSent() throws Exception {
        app.get(
                "/",
                request -> Response.events(events -> {
                    events.send("after " + request.header("Last-Event-ID"));
                    sleep(seconds(1));
                    events.send(ServerSentEvent.of("two\r\nlines\n")
                            .type("news")
                            .id("7")
                            .retry(seconds(5)));
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.request("GET", server.url("/"))
                        .header("Last-Event-ID", "6")
                        .send()) {
            assertThat(response.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(response.header("Cache-Control")).isEqualTo("no-store");
            String first = ":\n\ndata: after 6\n\n";
            assertThat(new String(response.content().readNBytes(first.length()), UTF_8))
                    .isEqualTo(first);
            assertThat(new String(response.content().readAllBytes(), UTF_8))
                    .isEqualTo("event: news\nid: 7\nretry: 5000\ndata: two\ndata: lines\ndata: \n\n");
        }
    }

    @LoopTest
    void mayComeFromSeveralTasksAndStayWhole() throws Exception {
        app.get(
                "/",
                _ -> Response.events(events -> nursery(n -> {
                    for (int i = 0; i < 3; i++) {
                        String text = ("" + i).repeat(200_000);
                        n.start(() -> events.send(text));
                    }
                })));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.get(server.url("/"))) {
            assertThat(response.text().split("\n\n"))
                    .hasSize(4)
                    .allMatch(event -> event.equals(":") || event.matches("data: (0+|1+|2+)"));
        }
    }

    @LoopTest
    void aClientThatIsGoneIsNoticedThoughNothingHappens() throws Exception {
        app.get(
                "/",
                _ -> Response.events(_ -> {
                    try {
                        sleepForever();
                    } finally {
                        log.add("noticed");
                    }
                }));
        try (Logged logged = Logged.by(ResponseSender.class);
                Server server = app.listen("127.0.0.1", 0)) {
            try (ClientSession session = new ClientSession()) {
                session.get(server.url("/"));
            }
            long start = loop().nanoTime();
            while (log.isEmpty() && loop().nanoTime() - start < seconds(60).toNanos()) {
                sleep(seconds(1));
            }
            assertThat(log).containsExactly("noticed");
            assertThat(logged.complaints()).isEmpty();
        }
    }

    @Test
    void cannotForgeOthers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSentEvent.of("x").type("a\nb"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSentEvent.of("x").id("a\rb"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSentEvent.of("x").retry(seconds(-1)));
    }
}
