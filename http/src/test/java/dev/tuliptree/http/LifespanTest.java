package dev.tuliptree.http;

import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.testing.CancelEverywhere;
import dev.tuliptree.testing.LoopTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** What an application needs for as long as it is served. */
class LifespanTest {
    private final Application app = new Application();
    private final List<String> told = new ArrayList<>();

    private Lifespan telling(String name) {
        return serve -> {
            told.add(name + " begins");
            sleep(seconds(1));
            try {
                serve.run();
            } finally {
                sleep(seconds(1));
                told.add(name + " ends");
            }
        };
    }

    @LoopTest(schedules = 1)
    void surroundsAllRequests() throws Exception {
        app.lifespan(telling("outer")).lifespan(telling("inner"));
        app.get("/", _ -> {
            sleep(seconds(2));
            told.add("request");
            return Response.text("hello");
        });
        Server server = app.listen("127.0.0.1", 0);
        assertThat(told).containsExactly("outer begins", "inner begins");
        nursery(n -> {
            n.start(() -> assertThat(Peer.get(server, "/").body()).isEqualTo("hello"));
            sleep(seconds(1));
            n.start(() -> {
                server.waitClosed();
                told.add("closed");
            });
            server.close();
        });
        assertThat(told)
                .containsExactly("outer begins", "inner begins", "request", "inner ends", "outer ends", "closed");
    }

    @LoopTest(schedules = 1)
    void thatFailsHasNobodyListen() throws Exception {
        app.lifespan(telling("outer"));
        app.lifespan(_ -> {
            throw new IOException("no database");
        });
        assertThatThrownBy(() -> app.listen("127.0.0.1", 0))
                .isInstanceOf(IOException.class)
                .hasMessage("no database");
        assertThat(told).containsExactly("outer begins", "outer ends");

        Application odd = new Application().lifespan(_ -> {
            throw new TimeoutException("too slow");
        });
        assertThatThrownBy(() -> odd.listen("127.0.0.1", 0))
                .isInstanceOf(IOException.class)
                .hasMessage("the application could not start: too slow")
                .hasCauseInstanceOf(TimeoutException.class);

        Application forgetful = new Application().lifespan(_ -> {});
        assertThatThrownBy(() -> forgetful.listen("127.0.0.1", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without calling serve.run()");
    }

    @LoopTest(schedules = 1)
    void thatEndsEarlyEndsTheServer() throws Exception {
        app.lifespan(serve -> nursery(n -> {
            n.start(() -> {
                sleep(seconds(5));
                throw new IllegalStateException("the background has failed");
            });
            serve.run();
            n.cancel();
        }));
        app.get("/", _ -> Response.text("hello"));
        try (Server server = app.listen("127.0.0.1", 0)) {
            assertThat(Peer.get(server, "/").body()).isEqualTo("hello");
            assertThatThrownBy(server::waitClosed).hasStackTraceContaining("the background has failed");
            assertThatThrownBy(() -> Peer.get(server, "/")).isInstanceOf(IOException.class);
        }
    }

    @LoopTest
    void thatFailsJustAsItBeginsToServeSaysWhy() {
        app.lifespan(serve -> nursery(n -> {
            n.start(() -> {
                throw new IllegalStateException("the background has failed");
            });
            serve.run();
        }));
        assertThatThrownBy(() -> {
                    try (Server server = app.listen("127.0.0.1", 0)) {
                        server.waitClosed();
                    }
                })
                .hasStackTraceContaining("the background has failed");
    }

    @LoopTest(schedules = 1)
    void tellsWhatWentWrongWhileItEnded() throws Exception {
        app.lifespan(serve -> {
            serve.run();
            throw new IllegalStateException("could not save");
        });
        Server server = app.listen("127.0.0.1", 0);
        assertThatThrownBy(server::close).hasMessage("could not save");
        // Only once.
        server.close();
    }

    @LoopTest(schedules = 1)
    void leavesNothingBehindWhereverItsStartIsCancelled() {
        int[] open = {0};
        CancelEverywhere.run(victim -> {
            Application some = new Application().lifespan(serve -> {
                open[0]++;
                try {
                    sleep(seconds(1));
                    serve.run();
                } finally {
                    open[0]--;
                }
            });
            victim.run(() -> {
                try (Server server = some.listen("127.0.0.1", 0)) {
                    moveOnAfter(seconds(1), server::waitClosed);
                }
            });
            assertThat(open[0]).isZero();
        });
    }
}
