package dev.tuliptree.gallery.streaming;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tuliptree.gallery.Demo;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Server;
import dev.tuliptree.http.client.ClientRequest;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

class StreamingTest {
    private final Application site = new Application();

    StreamingTest() {
        Demo demo = new Streaming().demo();
        demo.routes().addTo(site, "");
    }

    /** The ids of all events of one response. */
    private static List<Long> ids(ClientRequest request) throws IOException {
        try (ClientResponse response = request.send()) {
            return Pattern.compile("(?m)^id: (\\d+)$")
                    .matcher(response.text())
                    .results()
                    .map(id -> Long.valueOf(id.group(1)))
                    .toList();
        }
    }

    @LoopTest
    void firstPieceArrivesLongBeforeTheLast() throws IOException {
        try (Server server = site.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession();
                ClientResponse response = session.get(server.url("/poem"))) {
            assertThat(new String(response.content().readNBytes(7), UTF_8)).isEqualTo("A loop ");
            long begin = loop().nanoTime();
            assertThat(response.text()).startsWith("went round ").endsWith("one by one.");
            assertThat(Duration.ofNanos(loop().nanoTime() - begin)).isGreaterThan(seconds(3));
        }
    }

    @LoopTest
    void feedEndsItsResponseNowAndThenAndGoesOnWhereItWas() throws IOException {
        try (Server server = site.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String feed = server.url("/feed");
            assertThat(ids(session.request("GET", feed))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
            sleep(seconds(3));
            assertThat(ids(session.request("GET", feed).header("Last-Event-ID", "6")))
                    .containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
        }
    }

    @LoopTest
    void pageMayAlsoSayInTheAddressWhatItHasSeen() throws IOException {
        try (Server server = site.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            ids(session.request("GET", server.url("/feed")));
            assertThat(ids(session.request("GET", server.url("/feed?after=3")))).startsWith(4L, 5L, 6L);
        }
    }

    @LoopTest
    void noMoreIsMadeUpForThanTheLimit() throws IOException {
        try (Server server = site.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            ids(session.request("GET", server.url("/feed")));
            sleep(seconds(1000));
            List<Long> ids = ids(session.request("GET", server.url("/feed?after=2")));
            assertThat(ids).hasSizeBetween(Streaming.MISSED_AT_MOST, Streaming.MISSED_AT_MOST + 1);
        }
    }

    @LoopTest
    void whatIsNoIdOrIsYetToComeBeginsNow() throws IOException {
        try (Server server = site.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            for (String after : List.of("", "-1", "x", "999999999999999", "99999999999999999999")) {
                assertThat(ids(session.request("GET", server.url("/feed?after=" + after))))
                        .as(after)
                        .hasSize(Streaming.EVENTS_AT_ONCE);
            }
        }
    }

    @LoopTest
    void visitorWhoLeavesLeavesNothingBehind() throws IOException {
        try (Server server = site.listen("127.0.0.1", 0)) {
            nursery(n -> {
                try (ClientSession session = new ClientSession()) {
                    session.get(server.url("/feed"));
                    session.get(server.url("/poem"));
                }
            });
        }
    }
}
