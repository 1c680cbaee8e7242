package dev.tuliptree.http.client;

import static dev.tuliptree.Async.gather;
import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.http.Application;
import dev.tuliptree.http.Compression;
import dev.tuliptree.http.Response;
import dev.tuliptree.http.Server;
import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections that serve one request after the other. */
class ConnectionPoolTest {
    private final Application app = new Application();
    private int busy;
    private int mostBusy;

    ConnectionPoolTest() {
        app.get("/port", request -> Response.text("" + request.remoteAddress().getPort()));
        app.get("/long", _ -> Response.bytes(new byte[1_000_000]));
        app.get("/slow/{n}", request -> {
            mostBusy = Math.max(mostBusy, ++busy);
            sleep(seconds(1));
            busy--;
            return Response.text(request.pathParam("n"));
        });
    }

    private static ClientSession session(PoolLimits limits) {
        return new ClientSession(ClientOptions.DEFAULT.withPool(limits));
    }

    private static String get(ClientSession session, String url) throws IOException {
        try (ClientResponse response = session.get(url)) {
            return response.text();
        }
    }

    @LoopTest
    void aConnectionServesTheNextRequestToo() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            String port = get(session, server.url("/port"));
            assertThat(get(session, server.url("/port"))).isEqualTo(port);
            assertThat(session.pool().size()).isEqualTo(1);
        }
    }

    @LoopTest
    void aResponseReadToItsEndNeedNotBeClosed() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = session(PoolLimits.DEFAULT.withMaxConnections(1))) {
            assertThat(session.get(server.url("/long")).bytes()).hasSize(1_000_000);
            assertThat(session.request("HEAD", server.url("/long")).send().bytes())
                    .isEmpty();
            assertThat(session.pool().idleCount()).isEqualTo(1);
        }
    }

    @LoopTest
    void atMostSoManyAreOpenToOneServerAndOthersWaitInLine() throws Exception {
        List<String> answers = new ArrayList<>();
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = session(PoolLimits.DEFAULT.withMaxPerOrigin(2))) {
            nursery(n -> {
                for (int i = 0; i < 6; i++) {
                    String path = "/slow/" + i;
                    n.start(() -> answers.add(get(session, server.url(path))));
                    loop().waitAllTasksBlocked();
                }
            });
            assertThat(mostBusy).isEqualTo(2);
            assertThat(session.pool().size()).isEqualTo(2);
        }
        for (int i = 0; i < 6; i += 2) {
            assertThat(answers.subList(i, i + 2)).containsExactlyInAnyOrder("" + i, "" + (i + 1));
        }
    }

    @LoopTest
    void whoWaitsForOneServerDoesNotHoldUpWhoWantsAnother() throws Exception {
        try (Server first = app.listen("127.0.0.1", 0);
                Server second = app.listen("127.0.0.1", 0);
                ClientSession session = session(PoolLimits.DEFAULT.withMaxPerOrigin(1))) {
            nursery(n -> {
                n.start(() -> get(session, first.url("/slow/1")));
                n.start(() -> get(session, first.url("/slow/2")));
                loop().waitAllTasksBlocked();
                long start = loop().nanoTime();
                get(session, second.url("/port"));
                assertThat(loop().nanoTime() - start).isLessThan(seconds(1).toNanos());
            });
        }
    }

    @LoopTest
    void anIdleConnectionMakesRoomForOneToAnotherServer() throws Exception {
        try (Server first = app.listen("127.0.0.1", 0);
                Server second = app.listen("127.0.0.1", 0);
                ClientSession session = session(PoolLimits.DEFAULT.withMaxConnections(1))) {
            for (int i = 0; i < 3; i++) {
                get(session, first.url("/port"));
                get(session, second.url("/port"));
                assertThat(session.pool().size()).isEqualTo(1);
            }
        }
    }

    @LoopTest
    void whoHasWaitedLongestIsNextWhateverServerItWants() throws Exception {
        List<String> answers = new ArrayList<>();
        try (Server first = app.listen("127.0.0.1", 0);
                Server second = app.listen("127.0.0.1", 0);
                ClientSession session = session(PoolLimits.DEFAULT.withMaxConnections(1))) {
            List<Server> servers = List.of(first, second, first, first, second);
            nursery(n -> {
                for (int i = 0; i < servers.size(); i++) {
                    String url = servers.get(i).url("/slow/" + i);
                    n.start(() -> answers.add(get(session, url)));
                    loop().waitAllTasksBlocked();
                }
            });
        }
        assertThat(answers).containsExactly("0", "1", "2", "3", "4");
    }

    @LoopTest
    void oneThatIsNotUsedIsClosedAfterAWhile() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = session(PoolLimits.DEFAULT.withIdle(seconds(20)))) {
            String port = get(session, server.url("/port"));
            sleep(seconds(19));
            assertThat(get(session, server.url("/port"))).isEqualTo(port);
            sleep(seconds(19));
            assertThat(session.pool().idleCount()).isEqualTo(1);
            sleep(seconds(2));
            assertThat(session.pool().size()).isZero();
            assertThat(get(session, server.url("/port"))).isNotEqualTo(port);
        }
    }

    @LoopTest
    void oneIsNotKeptForLongerThanItsServerSays() throws Exception {
        Servers.with(
                line -> {
                    while (!line.hear().isEmpty()) {
                        line.say("HTTP/1.1 200 OK\r\nKeep-Alive: max=9, timeout=5\r\nContent-Length: 0\r\n\r\n");
                    }
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        get(session, url);
                        sleep(millis(3900));
                        assertThat(session.pool().size()).isEqualTo(1);
                        sleep(millis(200));
                        assertThat(session.pool().size()).isZero();
                    }
                });
    }

    @LoopTest
    void oneIsNotUsedAgainIfEitherSideSaysSoOrNobodyKnowsWhereTheNextResponseBegins() throws Exception {
        for (String answer : List.of(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore")) {
            Servers.with(
                    line -> {
                        line.hear();
                        line.say(answer);
                        assertThat(line.hear()).isEmpty();
                    },
                    url -> {
                        try (ClientSession session = new ClientSession()) {
                            assertThat(get(session, url)).isEqualTo("ok");
                            assertThat(session.pool().size()).as(answer).isZero();
                            assertThat(get(session, url)).isEqualTo("ok");
                        }
                    });
        }
        Servers.with(
                line -> {
                    while (line.hear().contains("HTTP/1.1\r\n")) {
                        line.say("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok");
                    }
                },
                url -> {
                    try (ClientSession session = session(PoolLimits.DEFAULT.withIdle(seconds(0)))) {
                        assertThat(get(session, url)).isEqualTo("ok");
                        assertThat(session.pool().size()).isZero();
                    }
                    try (ClientSession session = new ClientSession()) {
                        assertThat(get(session, url)).isEqualTo("ok");
                        assertThat(session.pool().size()).isEqualTo(1);
                    }
                });
    }

    @LoopTest
    void oneThatTheServerHasClosedIsNotUsed() throws Exception {
        Servers.with(
                line -> {
                    line.hear();
                    line.answer("ok");
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        for (int i = 0; i < 3; i++) {
                            loop().waitAllTasksBlocked();
                            try (ClientResponse response =
                                    session.post(url).body("x").send()) {
                                assertThat(response.text()).isEqualTo("ok");
                            }
                        }
                    }
                });
    }

    @LoopTest
    void aRequestThatCrossesTheServersGoodbyeIsSentAgainIfThatDoesNoHarm() throws Exception {
        List<String> heard = new ArrayList<>();
        Servers.with(
                line -> {
                    heard.add(line.hear());
                    line.answer("ok");
                    // Closes as the second request comes, which it takes no notice of.
                    line.hear();
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        get(session, url);
                        assertThat(get(session, url)).isEqualTo("ok");
                        try (ClientResponse response =
                                session.request("PUT", url).body("x").send()) {
                            assertThat(response.text()).isEqualTo("ok");
                        }
                        assertThat(heard).hasSize(3);
                        assertThatThrownBy(() -> session.post(url).body("x").send())
                                .isInstanceOf(EOFException.class);
                        get(session, url);
                        RequestBody once = RequestBody.text("x").once();
                        assertThatThrownBy(() ->
                                        session.request("PUT", url).body(once).send())
                                .isInstanceOf(EOFException.class);
                        assertThat(heard).hasSize(4);
                        assertThat(session.pool().size()).isZero();
                    }
                });
    }

    @LoopTest
    void aRequestIsNotSentAgainIfTheConnectionWasNewOrTheResponseHadBegun() throws Exception {
        int[] count = {0};
        Servers.with(
                line -> {
                    count[0]++;
                    line.hear();
                    line.answer("ok");
                    line.hear();
                    line.say("HTTP/1.1 2");
                },
                url -> {
                    try (ClientSession session = new ClientSession()) {
                        get(session, url);
                        assertThatThrownBy(() -> get(session, url)).hasMessageContaining("cut short");
                    }
                });
        assertThat(count[0]).isEqualTo(1);
        Servers.with(line -> line.hear(), url -> {
            try (ClientSession session = new ClientSession()) {
                assertThatThrownBy(() -> get(session, url)).isInstanceOf(EOFException.class);
            }
        });
    }

    @LoopTest
    void whatNobodyHasReadIsDrainedIfItIsShortAndComesSoon() throws Exception {
        app.get(
                "/hesitant",
                _ -> Response.stream("text/plain", out -> {
                    out.write(1);
                    out.flush();
                    sleep(millis(50));
                    out.write(2);
                }));
        app.get(
                "/endless",
                _ -> Response.stream("text/plain", out -> {
                    while (true) {
                        out.write(1);
                        out.flush();
                        sleep(millis(60));
                    }
                }));
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            session.get(server.url("/port")).close();
            session.get(server.url("/hesitant")).close();
            assertThat(session.pool().idleCount()).isEqualTo(1);
            session.get(server.url("/long")).close();
            assertThat(session.pool().size()).isZero();
            long start = loop().nanoTime();
            session.get(server.url("/endless")).close();
            assertThat(loop().nanoTime() - start).isEqualTo(millis(100).toNanos());
            assertThat(session.pool().size()).isZero();
        }
    }

    @LoopTest
    void aClosedResponseTakesNothingOfTheNext() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session = new ClientSession()) {
            ClientResponse closed = session.get(server.url("/port"));
            closed.close();
            try (ClientResponse next = session.get(server.url("/port"))) {
                assertThat(closed.content().read()).isEqualTo(-1);
                closed.close();
                assertThat(next.text()).isNotEmpty();
            }
            ClientResponse cut = session.get(server.url("/long"));
            cut.content().read();
            cut.close();
            assertThatThrownBy(() -> cut.content().read()).hasMessageContaining("closed");
        }
    }

    @LoopTest
    void moreThanSoManyDoNotWait() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0);
                ClientSession session =
                        session(PoolLimits.DEFAULT.withMaxConnections(1).withMaxWaiting(1))) {
            nursery(n -> {
                n.start(() -> get(session, server.url("/slow/1")));
                loop().waitAllTasksBlocked();
                n.start(() -> get(session, server.url("/slow/2")));
                loop().waitAllTasksBlocked();
                assertThatThrownBy(() -> get(session, server.url("/slow/3")))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("1 requests are waiting already");
            });
        }
    }

    @LoopTest
    void closingTheSessionEndsTheWait() throws Exception {
        try (Server server = app.listen("127.0.0.1", 0)) {
            ClientSession session = session(PoolLimits.DEFAULT.withMaxConnections(1));
            nursery(n -> {
                for (int i = 0; i < 3; i++) {
                    n.start(() -> assertThatThrownBy(() -> get(session, server.url("/slow/1")))
                            .isInstanceOf(IOException.class));
                }
                loop().waitAllTasksBlocked();
                session.close();
            });
            assertThat(session.pool().size()).isZero();
            assertThat(session.pool().waitingCount()).isZero();
        }
    }

    @LoopTest
    void aServerThatCannotBeReachedTakesUpNoPlace() throws Exception {
        Connector broken = origin -> {
            sleep(millis(1));
            throw new IOException("no way to " + origin);
        };
        try (ClientSession session = new ClientSession(ClientOptions.DEFAULT
                .withPool(PoolLimits.DEFAULT.withMaxConnections(1))
                .withConnector(broken))) {
            List<String> failures = new ArrayList<>();
            gather(
                    () -> failures.add(failure(session, "http://a/")),
                    () -> failures.add(failure(session, "http://b/")),
                    () -> failures.add(failure(session, "http://a/")));
            assertThat(failures).hasSize(3).allMatch(message -> message.startsWith("no way to http://"));
            assertThat(session.pool().size()).isZero();
        }
    }

    private static String failure(ClientSession session, String url) {
        try {
            return get(session, url);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @LoopTest(schedules = 0)
    void whoeverIsCancelledLeavesThePoolAsItShouldBe() throws Exception {
        int points = CancelEverywhere.run(victim -> {
            try (Server server = app.listen("127.0.0.1", 0);
                    Server other = app.listen("127.0.0.1", 0);
                    ClientSession session =
                            session(PoolLimits.DEFAULT.withMaxConnections(2).withMaxPerOrigin(1))) {
                nursery(n -> {
                    n.start(() -> get(session, server.url("/slow/1")));
                    n.start(() -> get(session, other.url("/slow/1")));
                    n.start(() -> victim.run(() -> nursery(inner -> {
                        inner.start(() -> get(session, server.url("/slow/2")));
                        inner.start(() -> get(session, other.url("/long")));
                        inner.start(() -> session.get(server.url("/long")).close());
                    })));
                    n.start(() -> get(session, server.url("/slow/3")));
                });
                assertThat(session.pool().waitingCount()).isZero();
                assertThat(session.pool().size()).isEqualTo(session.pool().idleCount());
                // Nobody waits for what is not there.
                assertThat(moveOnAfter(seconds(3), () -> {
                            get(session, server.url("/slow/4"));
                            get(session, other.url("/slow/4"));
                        }))
                        .isTrue();
            }
        });
        assertThat(points).isGreaterThan(15);
    }

    @LoopTest(schedules = 0)
    void whateverIsCancelledOnItsWayGivesItsConnectionBack() throws Exception {
        app.use(Compression.standard());
        app.post("/go", _ -> Response.redirect(307, "/echo"));
        app.post(
                "/echo",
                request -> Response.stream("text/plain", out -> request.body().transferTo(out)));
        app.get("/busy", _ -> Response.empty().status(503));
        ClientOptions options =
                ClientOptions.DEFAULT.withMiddleware(Retry.standard().withTimes(1));
        int points = CancelEverywhere.run(victim -> {
            try (Server server = app.listen("127.0.0.1", 0);
                    ClientSession session = new ClientSession(options)) {
                victim.run(() -> {
                    try (ClientResponse response = session.post(server.url("/go"))
                            .body(new byte[200_000])
                            .timeout(seconds(60))
                            .send()) {
                        assertThat(response.bytes()).hasSize(200_000);
                    }
                    session.get(server.url("/busy")).close();
                    session.get(server.url("/long")).close();
                });
                assertThat(session.pool().size()).isEqualTo(session.pool().idleCount());
                assertThat(get(session, server.url("/port"))).isNotEmpty();
            }
        });
        assertThat(points).isGreaterThan(10);
    }
}
