package dev.tuliptree.http;

import static dev.tuliptree.Async.loop;
import static dev.tuliptree.Async.millis;
import static dev.tuliptree.Async.moveOnAfter;
import static dev.tuliptree.Async.nursery;
import static dev.tuliptree.Async.openTcpStream;
import static dev.tuliptree.Async.run;
import static dev.tuliptree.Async.seconds;
import static dev.tuliptree.Async.sleep;
import static dev.tuliptree.Async.toThread;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tuliptree.Action;
import dev.tuliptree.http.client.ClientResponse;
import dev.tuliptree.http.client.ClientSession;
import dev.tuliptree.http.client.Http;
import dev.tuliptree.loop.LoopOptions;
import dev.tuliptree.net.ByteStream;
import dev.tuliptree.sync.Event;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One application on several loops. They are real ones, so that nothing here depends on how long things take. */
@Timeout(60)
class WorkersTest {
    private static void onALoop(Action<Exception> test) {
        run(LoopOptions.DEFAULT.handleSignals(false), test);
    }

    @Test
    void haveAThreadAndAnApplicationEachAndOnePort() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        AtomicInteger lifespans = new AtomicInteger();
        onALoop(() -> {
            Workers workers = Workers.open("127.0.0.1", 0, 3, () -> {
                threads.add(loop().thread());
                Application app = new Application();
                app.lifespan(serve -> {
                    lifespans.incrementAndGet();
                    serve.run();
                    lifespans.decrementAndGet();
                });
                app.get("/", _ -> Response.text("hello"));
                return app;
            });
            try (workers) {
                assertThat(workers.count()).isEqualTo(3);
                assertThat(threads).hasSize(3).doesNotContain(loop().thread());
                assertThat(lifespans).hasValue(3);
                nursery(n -> {
                    for (int i = 0; i < 30; i++) {
                        n.start(() -> {
                            ClientResponse response = Http.fetch("http://127.0.0.1:" + workers.port() + "/");
                            assertThat(response.text()).isEqualTo("hello");
                        });
                    }
                });
            }
            assertThat(lifespans).hasValue(0);
            assertThatThrownBy(() -> openTcpStream("127.0.0.1", workers.port())).isInstanceOf(IOException.class);
            workers.waitClosed();
        });
    }

    @Test
    void answerWhatIsUnderWayBeforeTheyClose() {
        CountDownLatch begun = new CountDownLatch(1);
        onALoop(() -> {
            Workers workers = Workers.open("127.0.0.1", 0, 2, () -> {
                Application app = new Application();
                app.get("/slow", _ -> {
                    begun.countDown();
                    sleep(millis(200));
                    return Response.text("done");
                });
                return app;
            });
            nursery(n -> {
                n.start(() -> {
                    try (ByteStream stream = openTcpStream("127.0.0.1", workers.port())) {
                        stream.sendAll("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
                        StringBuilder reply = new StringBuilder();
                        byte[] piece;
                        while ((piece = stream.receiveSome(1000)).length > 0) {
                            reply.append(new String(piece, ISO_8859_1));
                        }
                        assertThat(reply).endsWith("done");
                    }
                });
                assertThat(toThread(() -> begun.await(30, TimeUnit.SECONDS))).isTrue();
                workers.close();
            });
        });
    }

    @Test
    void areNotLeftBehindIfOneCannotStart() {
        AtomicInteger made = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        onALoop(() -> {
            assertThatThrownBy(() -> Workers.open("127.0.0.1", 0, 3, () -> {
                        if (made.incrementAndGet() == 2) {
                            throw new Exception("no configuration");
                        }
                        return new Application().lifespan(serve -> {
                            serve.run();
                            ended.incrementAndGet();
                        });
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no configuration");
            assertThat(ended.get()).isEqualTo(made.get() - 1);
            assertThatThrownBy(() -> Workers.open("192.0.2.1", 1, 2, Application::new))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("192.0.2.1");
            assertThatIllegalArgumentException().isThrownBy(() -> Workers.open("127.0.0.1", 0, 0, Application::new));
        });
    }

    @Test
    void tellWhenOneHasFailed() {
        onALoop(() -> {
            Workers workers = Workers.open("127.0.0.1", 0, 2, () -> {
                Application app = new Application();
                Event failing = new Event();
                app.get("/", _ -> {
                    failing.set();
                    return Response.text("ok");
                });
                app.lifespan(serve -> nursery(n -> {
                    n.start(() -> {
                        failing.await();
                        throw new IllegalStateException("out of order");
                    });
                    serve.run();
                    n.cancel();
                }));
                return app;
            });
            try (workers;
                    ClientSession session = new ClientSession()) {
                session.get("http://127.0.0.1:" + workers.port() + "/").close();
                assertThatThrownBy(workers::waitClosed)
                        .isInstanceOf(IllegalStateException.class)
                        .hasStackTraceContaining("out of order");
            }
        });
    }

    @Test
    void endWithTheScopeThatHasThem() {
        onALoop(() -> {
            Workers workers = Workers.open("127.0.0.1", 0, 2, Application::new);
            try (workers) {
                moveOnAfter(seconds(0), workers::waitClosed);
            }
            assertThatThrownBy(() -> openTcpStream("127.0.0.1", workers.port())).isInstanceOf(IOException.class);
        });
    }
}
