package dev.tuliptree.http.server;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.sleepForever;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tuliptree.ActionOf;
import dev.tuliptree.Cancelled;
import dev.tuliptree.http.Application;
import dev.tuliptree.http.Logged;
import dev.tuliptree.http.Peer;
import dev.tuliptree.http.Request;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that goes away takes the handlers along that work for it alone. */
class DisconnectTest {
    private static final String WORK = "GET /work HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String BODY = "POST /work HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n";

    private final Application app = new Application();
    private final List<String> ends = new ArrayList<>();

    DisconnectTest() {
        app.cancelOnDisconnect(app.get("/work", this::work));
        app.cancelOnDisconnect(app.post("/work", request -> {
            ends.add(request.text());
            return work(request);
        }));
        app.cancelOnDisconnect(app.post("/unread", this::work));
        app.get("/duty", this::work);
        app.get("/", _ -> Response.text("hello"));
    }

    private Response work(Request request) {
        try {
            sleep(seconds(10));
        } catch (Cancelled e) {
            ends.add(e.getMessage());
            throw e;
        }
        ends.add("done");
        return Response.text("done for " + request.header("X-Name"));
    }

    private void leaves(String request, ActionOf<Peer, Exception> leaving) throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Logged log = Logged.by(ErrorResponses.class);
                Peer peer = Peer.of(server)) {
            peer.sendApart(request);
            leaving.run(peer);
            loop().waitAllTasksBlocked();
            sleep(seconds(20));
            assertThat(server.connections()).isEmpty();
            assertThat(log.complaints()).isEmpty();
        }
    }

    @LoopTest
    void byClosingItsConnectionInAnyWay() throws Exception {
        List<ActionOf<Peer, Exception>> ways =
                List.of(peer -> peer.stream.close(), peer -> peer.stream.abort(), peer -> peer.stream.sendEof());
        for (ActionOf<Peer, Exception> way : ways) {
            ends.clear();
            leaves(WORK, way);
            assertThat(ends).hasSize(1).allSatisfy(end -> assertThat(end).contains("the client has gone"));
        }
    }

    @LoopTest
    void onceAllOfItsRequestIsThere() throws Exception {
        leaves(BODY + "text", peer -> peer.stream.close());
        assertThat(ends).hasSize(2).first().isEqualTo("text");
        assertThat(ends.getLast()).contains("the client has gone");
        ends.clear();
        leaves(BODY, peer -> {
            peer.sendApart("te", "xt");
            peer.stream.close();
        });
        assertThat(ends).hasSize(2).first().isEqualTo("text");
        assertThat(ends.getLast()).contains("the client has gone");
        ends.clear();
        leaves(BODY.replace("work", "unread") + "text", peer -> peer.stream.close());
        assertThat(ends).containsExactly("done");
    }

    @LoopTest
    void butNotThoseWhoHaveADutyToOthers() throws Exception {
        leaves(WORK.replace("work", "duty"), peer -> peer.stream.close());
        assertThat(ends).containsExactly("done");
    }

    @LoopTest
    void butNotByAskingForMore() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                Peer peer = Peer.of(server)) {
            int asked = 0;
            for (int cut = 1; cut < WORK.length(); cut += 5) {
                asked += 4;
                // While the first is handled, a part of the next one comes, and then the rest or the answer.
                String named = WORK.replace("Host", "X-Name: " + cut + "\r\nHost");
                peer.sendApart(named, WORK.substring(0, cut));
                assertThat(peer.reply().body()).isEqualTo("done for " + cut);
                assertThat(peer.send(WORK.substring(cut)).reply().body()).isEqualTo("done for null");
                // And both at once.
                peer.send(BODY + "text" + WORK);
                assertThat(peer.reply().body()).isEqualTo("done for null");
                assertThat(peer.reply().body()).isEqualTo("done for null");
            }
            assertThat(server.connections().getFirst().requests()).isEqualTo(asked);
            assertThat(ends).containsOnly("done", "text");
        }
    }

    @LoopTest(schedules = 0)
    void whereverElseTheServerIsCancelled() throws Exception {
        int points = CancelEverywhere.run(victim -> victim.run(() -> {
            try (Server server = app.listen("127.0.0.1", 0)) {
                nursery(n -> {
                    n.start(() -> assertThat(Peer.ask(server, WORK).status()).isEqualTo(200));
                    try (Peer peer = Peer.of(server)) {
                        peer.send(BODY + "text");
                        sleep(seconds(1));
                    }
                });
                assertThat(Peer.get(server, "/").body()).isEqualTo("hello");
            }
        }));
        assertThat(points).isGreaterThan(10);
    }

    @LoopTest
    void fromAMountedApplicationToo() throws Exception {
        Application inner = new Application();
        inner.cancelOnDisconnect(inner.get("/wait", _ -> {
            try {
                sleepForever();
            } finally {
                ends.add("left");
            }
            return Response.empty();
        }));
        app.mount("/in", inner);
        leaves("GET /in/wait HTTP/1.1\r\nHost: a\r\n\r\n", peer -> peer.stream.close());
        assertThat(ends).containsExactly("left");
    }

    @Test
    void onlyWhereThereIsARoute() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> app.cancelOnDisconnect(new Application().get("/else", this::work)));
    }
}
